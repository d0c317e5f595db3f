import { chmodSync, existsSync } from "node:fs";
import { quietly } from "./command.mjs";
import { at } from "./paths.mjs";

/** Compile src, test and bench into dist: half a second, so it is done every time. */
export async function ensureBuild() {
  // .bin/tsc may be that of tslab's own, older TypeScript.
  const tsc = at("node_modules", "typescript", "bin", "tsc");
  await quietly("Compiling", process.execPath, [tsc, "-p", "tsconfig.json"]);
  const main = at("dist", "src", "cli", "main.js");
  if (existsSync(main)) chmodSync(main, 0o755); // npx runs it by its first line
}
