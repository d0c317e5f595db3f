import { inspect } from "./inspect";
import { nearest } from "./nearest";

/** What a `ProvError` may carry beside its message. */
export interface ProvErrorOptions {
  /** Lines under the message: what is true, what to do. */
  hint?: string | readonly string[];
  /** The error underneath, kept with its own text. */
  cause?: unknown;
}

/**
 * Report what a user can mend: the first line says what failed, with the value; the
 * indented lines say what is true and what to do.
 */
export class ProvError extends Error {
  override get name(): string {
    return "ProvError";
  }

  /** The indented lines of the message. */
  get hint(): readonly string[] {
    return this.#hint;
  }

  readonly #hint: readonly string[];

  constructor(what: string, { hint = [], cause }: ProvErrorOptions = {}) {
    const lines = typeof hint === "string" ? [hint] : hint;
    super([what, ...lines.map((line) => `  ${line}`)].join("\n"), { cause });
    this.#hint = lines;
    // A cell prints the stack of what it throws; the user's next step is in the message.
    this.stack = this.message;
  }

  [inspect](): string {
    return this.message;
  }
}

/**
 * Report a name that is not in a list, with the near ones or, failing that, the list.
 *
 * @param what such as `run`; `where` such as `study.duckdb`.
 */
export function unknownName(
  what: string,
  name: string,
  known: readonly string[],
  { where, attempt }: { where?: string; attempt?: (near: string) => string } = {},
): ProvError {
  const near = nearest(name, known);
  const place = where === undefined ? "" : ` in ${where}`;
  const hint = known.length === 0 ? [] : [`${what}s: ${listed(known)}`];
  if (near[0] !== undefined && attempt) hint.push(`try: ${attempt(near[0])}`);
  return new ProvError(`No ${what} named ${JSON.stringify(name)}${place}`, { hint });
}

/** Return the message of anything thrown, whatever it is. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function listed(names: readonly string[], most = 8): string {
  const shown = names.slice(0, most).join(", ");
  return names.length > most ? `${shown}, and ${names.length - most} more` : shown;
}
