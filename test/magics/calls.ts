import { inspect } from "node:util";
import { type MagicCall, Magics } from "../../src/kernel/magics";
import { enterMagics } from "../../src/magics/percent/enter";
import { display, type MimeBundle } from "../../src/util/mime";

/** The magics as a kernel has them once the package is imported. */
export function enteredMagics(): Magics {
  const magics = new Magics();
  enterMagics({ magics });
  return magics;
}

const magics = enteredMagics();

/** Call a magic as a kernel does: `%prov runs`, or `%%sql --limit 3` over a text. */
export async function call(
  line: string,
  { into, strings = [], values = [] }: Partial<MagicCall> = {},
): Promise<unknown> {
  const [name = "", args = ""] = line.split(/(?<=^\S+)\s(.*)/s);
  const magic = magics.find(name);
  return magic.run({ args, into, strings, values, cell: undefined });
}

/** Return what a cell shows of a value, as plain text. */
export async function shownText(value: unknown): Promise<string> {
  return String((await shownBundle(value)).data["text/plain"]);
}

async function shownBundle(value: unknown): Promise<MimeBundle> {
  const shown = value as { [display]?: () => MimeBundle | Promise<MimeBundle> };
  return shown[display]?.() ?? { data: { "text/plain": inspect(value) }, metadata: {} };
}
