import { writeSync } from "node:fs";
import { Writable } from "node:stream";
import type { StreamName } from "./jupyter/stream-buffer";
import type { Session } from "./session";

const descriptors = { stdout: 1, stderr: 2 } as const;

/** Send what this process prints to the cell whose code prints it. */
export function routeOutput(session: Session): void {
  for (const name of ["stdout", "stderr"] as const) {
    const value = new CellStream(name, session);
    Object.defineProperty(process, name, { value, configurable: true });
  }
}

/**
 * Stands for `process.stdout` or `process.stderr`. Those of Node are never opened: that
 * would set the pipe, which the Jupyter server shares, to lose what finds no room in it.
 */
class CellStream extends Writable {
  readonly fd: number;
  readonly isTTY = false;
  readonly #name: StreamName;
  readonly #session: Session;

  constructor(name: StreamName, session: Session) {
    super({ decodeStrings: true });
    this.fd = descriptors[name];
    this.#name = name;
    this.#session = session;
  }

  override _write(chunk: Buffer, _encoding: string, written: () => void): void {
    const cell = this.#session.outputCell();
    if (cell) cell.write(this.#name, chunk);
    else toTerminal(this.fd, chunk);
    written();
  }
}

/** Before the first cell there is no other place. */
function toTerminal(descriptor: number, chunk: Buffer): void {
  try {
    writeSync(descriptor, chunk);
  } catch {
    // A server that went away reads nothing any more.
  }
}
