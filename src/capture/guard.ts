import { messageOf } from "../util/errors";

/** Take note of what could not be recorded. */
export type Lost = (name: string, message: string) => void;

/**
 * Keep every trouble of capture away from the training that it watches: it is said
 * once, noted as an event where that can be, and swallowed.
 */
export class Guard {
  readonly #say: (message: string) => void;
  readonly #said = new Set<string>();

  constructor(say: (message: string) => void) {
    this.#say = say;
  }

  /** Run `body`; return `undefined` where it throws. */
  attempt<T>(what: string, body: () => T, lost?: Lost): T | undefined {
    try {
      return body();
    } catch (error) {
      this.failed(what, error, lost);
      return undefined;
    }
  }

  /** Report an error of our own code or of the sink. */
  failed(what: string, error: unknown, lost?: Lost): void {
    const message = messageOf(error);
    this.sayOnce(
      what,
      `Could not record ${what}\n  ${message}\n  the training goes on`,
    );
    try {
      lost?.(what, message);
    } catch {
      // The sink that refused the fact refuses the note about it too; it was said.
    }
  }

  /** Say a message, once for each `key`. */
  sayOnce(key: string, message: string): void {
    if (this.#said.has(key)) return;
    this.#said.add(key);
    try {
      this.#say(message);
    } catch {
      // Whoever listens must not stop a training either.
    }
  }
}
