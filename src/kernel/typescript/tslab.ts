import { tslabModule } from "./compiler";

/** A place in a source: an offset, and line and character from 0. */
export interface Place {
  offset: number;
  line: number;
  character: number;
}

/** What TypeScript has to say of a source. */
export interface Diagnostic {
  start: Place;
  end: Place;
  messageText: string;
  /** Of a file beside the notebook; undefined for the cell itself. */
  fileName?: string;
}

export interface Converted {
  output?: string;
  declOutput?: string;
  diagnostics: Diagnostic[];
  hasToplevelAwait?: boolean;
}

export interface Candidates {
  start: number;
  end: number;
  candidates: string[];
}

/** tslab's compiler of cells. */
export interface Converter {
  convert(declarations: string, source: string): Converted;
  complete(declarations: string, source: string, position: number): Candidates;
  inspect(declarations: string, source: string, position: number): object | undefined;
  addModule(name: string, source: string, meta?: unknown): Diagnostic[];
  close(): void;
}

/** tslab's runner of cells; what a cell comes to is told to a console. */
export interface Executor {
  execute(source: string): Promise<boolean>;
  interrupt(): void;
  close(): void;
}

interface ConverterModule {
  createConverter(options: { isJS: boolean; isBrowser: boolean }): Converter;
  isCompleteCode(source: string): { completed: boolean; indent?: string };
}

interface ExecutorModule {
  createExecutor(
    folder: string,
    converters: { node: Converter; browser: Converter; close(): void },
    console: {
      log(value: unknown): void;
      error(...given: unknown[]): void;
    },
  ): Executor;
}

interface InspectModule {
  printQuickInfo(info: object): string;
}

interface JupyterModule {
  lastWriteDisplayData: (content: unknown, update: boolean) => void;
}

/** tslab 1.0.22 as it is met here; its compiler must have been patched before. */
export const tslab = {
  converter: () => tslabModule("converter") as ConverterModule,
  executor: () => tslabModule("executor") as ExecutorModule,
  inspect: () => tslabModule("inspect") as InspectModule,
  /** Its public `display` writes through this. */
  jupyter: () => tslabModule("jupyter") as JupyterModule,
};
