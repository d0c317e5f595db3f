import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import type { Json, Message } from "../../src/kernel/jupyter/message";
import { provideCalls } from "../../src/kernel/magic/call";
import { Runner } from "../../src/kernel/runner";
import { Scripts } from "../../src/kernel/scripts";
import { Session } from "../../src/kernel/session";
import { Interpreter } from "../../src/kernel/typescript/interpreter";

/** A message that a kernel published. */
export interface Published {
  type: string;
  content: Json;
  /** The source of the cell whose output it is. */
  cell: unknown;
}

/** A kernel without sockets, in an empty folder; one a process, as tslab has globals. */
export class InProcess {
  readonly folder = realFolder();
  readonly session = new Session();
  readonly published: Published[] = [];
  readonly interpreter: Interpreter;
  readonly #runner: Runner;

  constructor() {
    mkdirSync(this.folder, { recursive: true });
    process.chdir(this.folder);
    this.interpreter = new Interpreter(this.folder);
    provideCalls(this.session);
    this.#runner = new Runner({
      session: this.session,
      interpreter: this.interpreter,
      scripts: new Scripts(),
      publish: (type, content, { content: { code } }) =>
        this.published.push({ type, content, cell: code }),
    });
  }

  /** Execute a cell; return its reply and what was published meanwhile. */
  async run(code: string, more: Json = {}, metadata: Json = {}) {
    const from = this.published.length;
    const header = { msg_id: code, msg_type: "execute_request" } as Message["header"];
    const content = { code, ...more };
    const reply = await this.#runner.run({ identities: [], header, metadata, content });
    return { reply, outputs: this.published.slice(from) };
  }

  /** Execute a cell; return its value as text, or its error. */
  async says(code: string): Promise<string> {
    const { outputs } = await this.run(code);
    return outputs
      .filter(({ type }) => type !== "execute_input")
      .map(({ content }) => textOf(content))
      .join("\n");
  }

  close(): void {
    this.interpreter.close();
    process.chdir(tmpdir());
    rmSync(this.folder, { recursive: true, maxRetries: 3 });
  }
}

function textOf({ data, text, ename, evalue, traceback }: Json): string {
  if (ename !== undefined) {
    return (
      stripVTControlCharacters((traceback as string[]).join("\n")) || String(evalue)
    );
  }
  return String(text ?? (data as Json)["text/plain"]);
}

function realFolder(): string {
  return mkdtempSync(join(tmpdir(), "tfjs-prov-"));
}
