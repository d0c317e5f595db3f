/** The way from the root of a JSON text to a value: keys and indices. */
export type JsonPath = readonly (string | number)[];

/** Return the offset of the value at a path in a valid JSON text, or of its parent. */
export function locate(text: string, path: JsonPath): number {
  let at = afterSpace(text, 0);
  for (const step of path) {
    const next =
      typeof step === "number" ? element(text, at, step) : member(text, at, step);
    if (next === undefined) return at;
    at = next;
  }
  return at;
}

function member(text: string, object: number, key: string): number | undefined {
  if (text[object] !== "{") return undefined;
  let at = afterSpace(text, object + 1);
  while (text[at] === '"') {
    const end = endOfString(text, at);
    const found = JSON.parse(text.slice(at, end)) === key;
    const value = afterSpace(text, afterSpace(text, end) + 1);
    if (found) return value;
    at = afterSpace(text, endOfValue(text, value));
    if (text[at] === ",") at = afterSpace(text, at + 1);
  }
  return undefined;
}

function element(text: string, array: number, index: number): number | undefined {
  if (text[array] !== "[") return undefined;
  let at = afterSpace(text, array + 1);
  for (let i = 0; i < index; i++) {
    at = afterSpace(text, endOfValue(text, at));
    if (text[at] !== ",") return undefined;
    at = afterSpace(text, at + 1);
  }
  return at;
}

/** Pass one value, however deep it nests. */
function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const mark = text[at]!;
    if (mark === '"') at = endOfString(text, at) - 1;
    else if (mark === "{" || mark === "[") depth++;
    else if (mark === "}" || mark === "]") depth--;
    else if (mark === "," && depth === 0) return at;
    if (depth < 0) return at;
    if (depth === 0 && /["}\]]/.test(mark)) return at + 1;
  }
  return text.length;
}

function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at + 1;
}

function afterSpace(text: string, start: number): number {
  let at = start;
  while (/\s/.test(text[at] ?? "")) at++;
  return at;
}
