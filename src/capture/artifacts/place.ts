import { statSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, extname, relative, resolve, sep } from "node:path";
import { isObject } from "../tfjs";
import { nameOf } from "../values";

/** Where a model or a file is. */
export interface Place {
  /** `file`, another scheme, or the class of a handler. */
  readonly handler: string;
  /** An address without its scheme, credentials and query; null where there is none. */
  readonly address: string | null;
  /** The path of what lies in files, absolute. */
  readonly path: string | null;
}

/** Tell where tfjs saves to or loads from: a URL, a path or a handler met by shape. */
export function placeOf(told: unknown): Place {
  if (typeof told === "string") return placeOfUrl(told);
  const handler = isObject(told) ? nameOf(told) : typeof told;
  const { path, url } = isObject(told) ? told : {};
  const one: unknown = Array.isArray(path) ? path[0] : path;
  if (typeof one === "string" && /FileSystem/.test(handler)) return placeOfPath(one);
  const address = typeof url === "string" ? placeOfUrl(url).address : null;
  return { handler, address, path: null };
}

/** Tell where a file is by its path. */
export function placeOfPath(path: string): Place {
  return { handler: "file", address: null, path: resolve(path) };
}

function placeOfUrl(told: string): Place {
  const [, scheme, rest] = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/is.exec(told) ?? [];
  if (rest === undefined) return { handler: "url", address: short(told), path: null };
  if (scheme!.toLowerCase() === "file") return placeOfPath(rest);
  return { handler: scheme!.toLowerCase(), address: short(rest), path: null };
}

/** Leave out of an address what may be secret: who asks, and with what. */
function short(address: string): string {
  return address.replace(/[?#].*$/s, "").replace(/^[^/]*@/, "");
}

/**
 * Return a path from a folder, with forward slashes. What lies further away than beside
 * that folder is told by its last part only, as is what lies beside a home.
 */
export function pathFrom(folder: string, path: string): string {
  const way = relative(folder, path);
  const up = way.split(sep).filter((part) => part === "..").length;
  const far = up > 1 || way === resolve(path) || (up === 1 && folder === homedir());
  return (far ? basename(path) : way || ".").replaceAll(sep, "/");
}

/** Name what is at a place: its last part, that of its folder for tfjs' `model.json`. */
export function nameAt({ path, address, handler }: Place): string {
  const whole = path ?? address;
  if (whole === null) return handler;
  const last = basename(whole);
  return last === "model.json" ? basename(dirname(whole)) || last : last;
}

/** Return the file of a saved model that tells of the others. */
export function manifestAt(path: string): string {
  return extname(path) === ".json" ? path : resolve(path, "model.json");
}

/** Tell whether two paths are one file, without opening any. */
export function isSameFile(a: string, b: string): boolean {
  try {
    const [one, other] = [statSync(a), statSync(b)];
    return one.ino === other.ino && one.dev === other.dev;
  } catch {
    return resolve(a) === resolve(b);
  }
}
