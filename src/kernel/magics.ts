import { unknownName } from "../util/errors";
import type { CellRun } from "./host";

/** What may stand at a place of a text: it replaces what is from `start` to `end`. */
export interface Completion {
  matches: readonly string[];
  /** UTF-16 units from the text's start. */
  start: number;
  end: number;
}

/** Tell what may stand at a cursor. */
export type Complete = (
  text: string,
  cursor: number,
) => Completion | undefined | Promise<Completion | undefined>;

/** A language that is written inside TypeScript, such as SQL. */
export interface Language {
  complete: Complete;
  /** Describe what stands at a cursor, as text. */
  inspect?(
    text: string,
    cursor: number,
  ): string | undefined | Promise<string | undefined>;
}

/** A magic as a cell calls it. */
export interface MagicCall {
  /** What stands behind the name, such as `compare val_loss`; `-o name` is taken out. */
  readonly args: string;
  /** The variable of `-o name`, which the value goes into and is then not shown. */
  readonly into: string | undefined;
  /** The text under a cell magic, in the pieces between its values. */
  readonly strings: readonly string[];
  /** What the expressions in `${…}` of a cell magic came to. */
  readonly values: readonly unknown[];
  readonly cell: CellRun | undefined;
}

/** `%name` on a line, or `%%name` over a cell. */
export interface Magic {
  readonly name: string;
  readonly kind: "line" | "cell";
  /** How it is written: `%%sql [-o name] [--limit n]`. */
  readonly usage: string;
  /** What it does, in a line. */
  readonly help: string;
  /** TypeScript's type of what `-o name` declares; any unless told. */
  readonly type?: string;
  /** The language of the text under a cell magic, for completion. */
  readonly language?: string;
  /** Do it; the value, once settled, is shown. */
  run(call: MagicCall): unknown;
  /** Complete what stands behind the name, on its line. */
  complete?: Complete;
}

/** The magics of a kernel, and the languages that are written inside TypeScript. */
export class Magics {
  readonly #all = new Map<string, Magic>();
  readonly #languages = new Map<string, Language>();

  /** Add a magic; a newer one takes the place of one with the same name and kind. */
  add(magic: Magic): void {
    this.#all.set(written(magic), magic);
  }

  /** Add a language: it stands in `` name`…` `` and under magics that say so. */
  addLanguage(name: string, language: Language): void {
    this.#languages.set(name, language);
  }

  language(name: string): Language | undefined {
    return this.#languages.get(name);
  }

  /** List the magics as they are written: `%prov`, `%%sql`. */
  get names(): string[] {
    return [...this.#all.keys()].sort();
  }

  /** Return a magic by how it is written, if there is one. */
  get(name: string): Magic | undefined {
    return this.#all.get(name);
  }

  /**
   * Return a magic by how it is written.
   *
   * @throws ProvError for one that is not there, with the near ones.
   */
  find(name: string): Magic {
    const magic = this.#all.get(name);
    if (magic) return magic;
    throw unknownName("magic", name, this.names, { attempt: (near) => near });
  }
}

function written({ name, kind }: Magic): string {
  return kind === "cell" ? `%%${name}` : `%${name}`;
}
