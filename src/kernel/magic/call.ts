import { bundleFrom } from "../bundle";
import type { Session } from "../session";
import { callKey } from "./rewrite";

type Tag = (strings: readonly string[], ...values: unknown[]) => Promise<unknown>;

/** Make magics callable by the code that cells with magics become. */
export function provideCalls(session: Session): void {
  const called = (written: string, args: string, into?: string | null) =>
    written.startsWith("%%")
      ? cellTag(session, written, args, into ?? undefined)
      : runLine(session, written, args);
  Object.assign(globalThis, { [Symbol.for(callKey)]: called });
}

/** Run a line magic and show its value: the cell's own value is that of its last line. */
async function runLine(session: Session, written: string, args: string): Promise<void> {
  const magic = session.magics.find(written);
  const cell = session.currentCell();
  const how = { args, into: undefined, strings: [], values: [], cell };
  const value = await magic.run(how);
  if (value !== undefined) cell?.show(await bundleFrom(value));
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
