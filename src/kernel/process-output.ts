import type { StreamName } from "./jupyter/stream-buffer";
import type { Session } from "./session";

type Written = (error?: Error | null) => void;

/** Send what this process prints to the cell whose code prints it. */
export function routeOutput(session: Session): void {
  route("stdout", session);
  route("stderr", session);
}

function route(name: StreamName, session: Session): void {
  const stream = process[name];
  const original = stream.write.bind(stream);
  const write = (
    chunk: string | Uint8Array,
    encoding?: BufferEncoding | Written,
    written?: Written,
  ): boolean => {
    const cell = session.outputCell();
    const text =
      typeof chunk === "string" && typeof encoding === "string" && !isUtf8(encoding)
        ? Buffer.from(chunk, encoding)
        : chunk;
    // Before the first cell there is no output but the terminal's.
    if (cell) cell.write(name, text);
    else original(text);
    const done = typeof encoding === "function" ? encoding : written;
    if (done) process.nextTick(done);
    return true;
  };
  stream.write = write as typeof stream.write;
}

function isUtf8(encoding: string): boolean {
  return /^utf-?8$/i.test(encoding);
}
