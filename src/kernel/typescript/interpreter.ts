import { format } from "node:util";
import { hasTopLevelAwait } from "./await";
import type { Compiled } from "./compiled";
import { type Compiler, loadCompiler } from "./compiler";
import { patchCompiler } from "./patches";
import { requireFor } from "./resolution";
import {
  type Candidates,
  type Converted,
  type Converter,
  type Diagnostic,
  type Executor,
  tslab,
} from "./tslab";

/** What an execution came to. */
export type Outcome =
  | { kind: "value"; value: unknown }
  | { kind: "error"; error: unknown }
  | { kind: "refused"; diagnostics: Diagnostic[] };

/** What is known of a source that was compiled and not run. */
export interface CompiledApart extends Pick<Compiled, "declares" | "uses"> {
  /** The types of what it and those before it made, as TypeScript declarations. */
  readonly declarations: string;
  /** The first thing that TypeScript has against it. */
  readonly problem: string | null;
}

/** Take what is known of a source between its compilation and its execution. */
export type TakeCompiled = (compiled: Compiled) => void;

/** What tslab hands to the code of cells. */
interface Given {
  require: NodeJS.Require;
}

const node = { isJS: false, isBrowser: false };
const nothing: Pick<Compiled, "declares" | "uses"> = {
  declares: new Set(),
  uses: new Set(),
};

/** Compiles and runs cells: tslab's converter and executor, mended. */
export class Interpreter {
  readonly compiler: Compiler = loadCompiler();
  readonly #converter: Converter;
  readonly #executor: Executor;
  readonly #given: Given;
  /** The types of what earlier cells made, as TypeScript declarations. */
  #declarations = "";
  #compiled: Compiled | undefined;
  #take: TakeCompiled = () => undefined;
  #outcome: Outcome = { kind: "value", value: undefined };
  #script = "";

  /** Start TypeScript in a folder, from which cells import. */
  constructor(folder: string) {
    patchCompiler(this.compiler, (compiled) => {
      this.#compiled = compiled;
    });
    this.#converter = tslab.converter().createConverter(node);
    const convert = (source: string) => this.#convert(source);
    const mended = {
      ...this.#converter,
      convert: (_: string, code: string) => convert(code),
    };
    const converters = {
      node: mended,
      browser: mended,
      close: () => this.#converter.close(),
    };
    this.#executor = tslab.executor().createExecutor(folder, converters, {
      log: (value) => {
        this.#outcome = { kind: "value", value };
      },
      error: (...given) => this.#failed(given),
    });
    const given = (globalThis as unknown as { __tslab__: Given }).__tslab__;
    given.require = requireFor(given.require);
    this.#given = given;
  }

  /** Load a package as a cell that imports it would. */
  load(name: string): unknown {
    return this.#given.require(name);
  }

  /**
   * Run a source under the name of a script, by which stacks tell it. What it declared
   * stays declared when it fails: the values made until then are there.
   */
  async execute(source: string, script: string, take: TakeCompiled): Promise<Outcome> {
    this.#outcome = { kind: "value", value: undefined };
    this.#take = take;
    this.#script = script;
    await this.#executor.execute(source);
    return this.#outcome;
  }

  /**
   * Compile sources one after the other, as if each had run in a new session. That is
   * done by a compiler of their own, as tslab's keeps what it has seen of files beside
   * the notebook.
   */
  compileInTurn(sources: readonly string[]): CompiledApart[] {
    const converter = tslab.converter().createConverter(node);
    let declarations = "";
    try {
      return sources.map((source) => {
        this.#compiled = undefined;
        const converted = converter.convert(declarations, source);
        const problem = converted.diagnostics[0]?.messageText ?? null;
        if (problem === null) declarations = converted.declOutput ?? "";
        const { declares, uses } = this.#compiled ?? nothing;
        return { declares, uses, declarations, problem };
      });
    } finally {
      converter.close();
    }
  }

  /** Complete at a cursor. */
  complete(source: string, cursor: number): Candidates {
    return this.#converter.complete(this.#declarations, source, cursor);
  }

  /** Describe what stands at a cursor, as text. */
  inspect(source: string, cursor: number): string | undefined {
    const info = this.#converter.inspect(this.#declarations, source, cursor);
    return info && tslab.inspect().printQuickInfo(info);
  }

  /** Tell whether a source is whole; else how far the next line is indented. */
  isComplete(source: string): { completed: boolean; indent?: string } {
    return tslab.converter().isCompleteCode(source);
  }

  /** Let go of what the running cell waits for. */
  interrupt(): void {
    this.#executor.interrupt();
  }

  close(): void {
    this.#executor.close();
  }

  #convert(source: string): Converted {
    this.#compiled = undefined;
    const converted = this.#converter.convert(this.#declarations, source);
    const { diagnostics, declOutput, output } = converted;
    if (diagnostics.length > 0) {
      this.#outcome = { kind: "refused", diagnostics };
      return converted;
    }
    this.#declarations = declOutput ?? "";
    if (this.#compiled) this.#take(this.#compiled);
    if (output === undefined) return converted;
    const awaits =
      converted.hasToplevelAwait || hasTopLevelAwait(this.compiler, source);
    const named = `${output}\n//# sourceURL=${this.#script}`;
    return { ...converted, output: named, hasToplevelAwait: awaits };
  }

  #failed(given: unknown[]): void {
    if (this.#outcome.kind === "refused") return;
    // Of a module cell tslab reports what TypeScript says as text, and goes on.
    if (given.length > 1) process.stderr.write(`${format(...given)}\n`);
    else this.#outcome = { kind: "error", error: given[0] };
  }
}
