import { homedir } from "node:os";
import { secretShapes } from "./secret-shapes";
import { withoutSecretValues } from "./secret-values";

const SECRET = "<secret>";

/** `scheme://user:password@`, not `ssh://git@` nor values that are only inserted. */
const urlUser =
  /\b([a-z][a-z0-9+.-]{1,20}:\/\/)(?!git@)((?:\$\{[^}\n]{0,80}\}|(?!\$\{)[^\s/"'`?#<])+)@/gi;

/** Homes of people on Linux, macOS and Windows; in a text the `\` may be doubled. */
const anyHome =
  /(?<![\w.~-])(?:\/(?:home|Users)\/[\w.-]+|[A-Z]:(?:\\{1,2}|\/)Users(?:\\{1,2}|\/)[^\\/:*?"'`<>|\s]+)(?![\w.-])/gi;

/**
 * Take out of a text what must not be stored: tokens, values of what is named like a
 * password, credentials in URLs read `<secret>`, and home folders `~`. A text without
 * any stays as it is, and a text taken through it again too.
 *
 * @param home the home folder of this process' user.
 */
export function scrub(text: string, home: string = homedir()): string {
  const told = String(text).replace(secretShapes, SECRET);
  const safe = withoutSecretValues(told, SECRET).replace(urlUser, userHidden);
  return withoutHome(safe, home).replace(anyHome, "~");
}

function userHidden(all: string, scheme: string, user: string): string {
  const inserted = user.replace(/\$\{[^}\n]*\}|:/g, "") === "";
  return inserted ? all : `${scheme}${SECRET}@`;
}

function withoutHome(text: string, home: string): string {
  if (home.length < 4) return text; // a service may live in /
  const written = [home, home.replaceAll("\\", "\\\\")];
  return written.reduce((one, path) => replaced(one, path), text);
}

/** Replace a folder where its path ends or goes on below it. */
function replaced(text: string, folder: string): string {
  if (!text.includes(folder)) return text;
  const escaped = folder.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return text.replace(new RegExp(`(?<![\\w.~-])${escaped}(?![\\w.-])`, "g"), "~");
}
