import { embeddedAt } from "./magic/embedded";
import { type LineMagic, magicsIn } from "./magic/parse";
import { rewrite } from "./magic/rewrite";
import type { Completion, Magics } from "./magics";
import type { Interpreter } from "./typescript/interpreter";

/** Complete a cell at a cursor: magics, the languages inside it, and TypeScript. */
export async function completed(
  source: string,
  cursor: number,
  magics: Magics,
  interpreter: Interpreter,
): Promise<Completion> {
  const nothing = { matches: [], start: cursor, end: cursor };
  const magic = magicCompletion(source, cursor, magics);
  if (magic) return (await magic) ?? nothing;
  const embedded = embeddedAt(source, cursor, magics, interpreter.compiler);
  if (embedded) {
    const { language, text, start } = embedded;
    return moved(await language.complete(text, cursor - start), start) ?? nothing;
  }
  const code = rewrite(source, magics);
  const found = interpreter.complete(code.code, code.toCode(cursor));
  return {
    matches: found.candidates,
    start: code.toSource(found.start),
    end: code.toSource(found.end),
  };
}

/** Describe what stands at a cursor, as text. */
export async function described(
  source: string,
  cursor: number,
  magics: Magics,
  interpreter: Interpreter,
): Promise<string | undefined> {
  const name = magicNameAt(source, cursor);
  const magic = name && magics.get(name);
  if (magic) return `${magic.usage}\n${magic.help}`;
  if (name) return undefined;
  const embedded = embeddedAt(source, cursor, magics, interpreter.compiler);
  if (embedded) {
    return embedded.language.inspect?.(embedded.text, cursor - embedded.start);
  }
  const code = rewrite(source, magics);
  return interpreter.inspect(code.code, code.toCode(cursor));
}

/** Complete a magic's name or what stands behind it, where the cursor is on its line. */
function magicCompletion(source: string, cursor: number, magics: Magics) {
  const start = source.lastIndexOf("\n", cursor - 1) + 1;
  const written = source.slice(start, cursor);
  const leads = source.slice(0, start).split("\n").every(isMagicOrBlank);
  const begun = /^\s*(%%?\w*)$/.exec(written)?.[1];
  if (leads && begun !== undefined) {
    const matches = magics.names.filter((name) => name.startsWith(begun));
    return { matches, start: cursor - begun.length, end: cursor };
  }
  const [, before, name] = /^(\s*(%%?\w+)\s+)/.exec(written) ?? [];
  const magic = leads && name ? magics.get(name) : undefined;
  if (!magic) return undefined;
  const from = start + before!.length;
  const lineEnd = source.indexOf("\n", cursor);
  const args = source.slice(from, lineEnd < 0 ? source.length : lineEnd);
  return complete(magic.complete?.(args, cursor - from), from);
}

async function complete(
  found: Completion | undefined | Promise<Completion | undefined>,
  by: number,
): Promise<Completion | undefined> {
  return moved(await found, by) ?? { matches: [], start: by, end: by };
}

function magicNameAt(source: string, cursor: number): string | undefined {
  const found = magicsIn(source);
  if (found?.kind === "cell") {
    return cursor < found.bodyStart ? `%%${found.name}` : undefined;
  }
  const on = ({ start, end }: LineMagic) => start <= cursor && cursor <= end;
  const line = found?.lines.find(on);
  return line && `%${line.name}`;
}

function isMagicOrBlank(line: string): boolean {
  return /^\s*(?:%\w.*|\/\/.*)?$/.test(line);
}

function moved(found: Completion | undefined, by: number): Completion | undefined {
  return found && { ...found, start: found.start + by, end: found.end + by };
}
