import { scrub } from "../../util/scrub";

/** Longer is no name of a thing. */
const LONGEST = 120;

/**
 * Return the name of a thing as a machine tells it, on one line and with its spaces
 * single; null where it tells nothing.
 */
export function named(text: unknown): string | null {
  if (typeof text !== "string") return null;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: some firmware pads with NUL
  const plain = text.replace(/[\s\x00-\x1f\x7f]+/g, " ").trim();
  return plain === "" || plain === "unknown" ? null : scrub(plain.slice(0, LONGEST));
}

/** Return a version if it is one; a folder, an address or a branch is none. */
export function versioned(text: unknown): string | null {
  const form = /^v?\d{1,6}(?:\.\d{1,9}){1,3}(?:[-+][\w.+-]{1,40})?$/;
  return typeof text === "string" && form.test(text) ? text : null;
}
