import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { at, kernelFolder } from "./paths.mjs";
import { textOf } from "./stamp.mjs";

/** Register this project's own kernel as one of the local Python environment. */
export function ensureKernelspec() {
  const path = join(kernelFolder, "kernel.json");
  const wanted = `${JSON.stringify(kernelspec(), null, 2)}\n`;
  if (textOf(path) === wanted) return;
  mkdirSync(kernelFolder, { recursive: true });
  writeFileSync(path, wanted);
}

function kernelspec() {
  const main = at("dist", "src", "kernel", "main.js");
  return {
    argv: [process.execPath, main, "{connection_file}"],
    display_name: "TypeScript (tfjs-prov)",
    language: "typescript",
  };
}
