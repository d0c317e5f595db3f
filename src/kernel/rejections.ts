import { failureFrom } from "./failure";
import type { Scripts } from "./scripts";
import type { Session } from "./session";

type Event = "uncaughtException" | "unhandledRejection";
const events: readonly Event[] = ["uncaughtException", "unhandledRejection"];

/**
 * Show what nobody caught as an error of the cell that it comes from; the kernel lives
 * on. It is told by the stack, else by where the handler runs.
 */
export function showUncaught(session: Session, scripts: Scripts): void {
  for (const event of events) {
    process.on(event, (error: unknown) => {
      const failure = failureFrom(error, scripts);
      const cell = cellOf(error, session, scripts) ?? session.outputCell();
      if (cell) cell.publish("error", { ...failure });
      else process.stderr.write(`${failure.traceback.join("\n")}\n`);
    });
  }
  refuseRethrowing();
}

function cellOf(error: unknown, session: Session, scripts: Scripts) {
  const { stack } = (error ?? {}) as Partial<Error>;
  const place = scripts.place(typeof stack === "string" ? stack : "");
  return place && session.executionOf(place.cell);
}

/**
 * Refuse handlers that throw again what they are given: those that Emscripten writes, as in
 * TensorFlow.js' wasm backend, would make every forgotten rejection end the kernel.
 */
function refuseRethrowing(): void {
  const on = process.on.bind(process);
  const listen = (event: string, listener: (...given: unknown[]) => void) =>
    (events as readonly string[]).includes(event) && rethrows(listener)
      ? process
      : on(event, listener);
  process.on = listen as typeof process.on;
  process.addListener = process.on;
}

function rethrows(listener: unknown): boolean {
  return /\bthrow (?:ex|reason)\b/.test(String(listener));
}
