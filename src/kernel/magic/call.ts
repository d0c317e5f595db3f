import { bundleFrom } from "../bundle";
import type { Session } from "../session";
import { callKey } from "./rewrite";

type Tag = (strings: readonly string[], ...values: unknown[]) => Promise<unknown>;

/** Make magics callable by the code that cells with magics become. */
export function provideCalls(session: Session): void {
  const called = (written: string, args: string, into?: string | null) =>
    written.startsWith("%%")
      ? cellTag(session, written, args, into ?? undefined)
      : runLine(session, written, args, into ?? undefined);
  Object.assign(globalThis, { [Symbol.for(callKey)]: called });
}

/**
 * Run a line magic. Its value is shown here, as the cell's own is that of its last line,
 * or goes into a variable.
 */
async function runLine(
  session: Session,
  written: string,
  args: string,
  into: string | undefined,
): Promise<unknown> {
  const magic = session.magics.find(written);
  const cell = session.currentCell();
  const value = await magic.run({ args, into, strings: [], values: [], cell });
  if (into !== undefined) return value;
  if (value !== undefined) cell?.show(await bundleFrom(value));
  return undefined;
}

function cellTag(
  session: Session,
  written: string,
  args: string,
  into: string | undefined,
): Tag {
  const magic = session.magics.find(written);
  const cell = session.currentCell();
  return async (strings, ...values) =>
    magic.run({ args, into, strings: withoutFrame(strings), values, cell });
}

/** Take out the line ends between the marks of the template and the user's text. */
function withoutFrame(strings: readonly string[]): string[] {
  return strings.map((text, i) => {
    const begun = i === 0 ? text.slice(1) : text;
    return i === strings.length - 1 ? begun.slice(0, -1) : begun;
  });
}
