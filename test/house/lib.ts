import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** Load a module of scripts/lib, whose types the caller names: it is plain JavaScript. */
export function lib<T>(name: string): Promise<T> {
  return import(pathToFileURL(resolve("scripts", "lib", name)).href) as Promise<T>;
}
