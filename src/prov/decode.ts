import { ProvSyntaxError, placeOf } from "./errors";

/** Return the text of bytes in UTF-8, without a mark at its start. */
export function decoded(text: string | Uint8Array, format: string): string {
  if (typeof text === "string") return text.replace(/^\uFEFF/, "");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(text);
  } catch {
    const before = new TextDecoder().decode(text.subarray(0, badByte(text)));
    const { line, column } = placeOf(before, before.length);
    throw new ProvSyntaxError(format, "a byte that is not UTF-8", line, column);
  }
}

/** Find the first byte that ends no UTF-8 text, by halves. */
function badByte(bytes: Uint8Array): number {
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (isPrefix(bytes.subarray(0, middle))) good = middle;
    else bad = middle;
  }
  return good;
}

/** Tell whether bytes are UTF-8 up to a last character that may be cut short. */
function isPrefix(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
