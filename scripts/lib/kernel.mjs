import { createRequire } from "node:module";
import { at, kernelsFolder } from "./paths.mjs";

const require = createRequire(import.meta.url);

/** Register this project's kernel in the local Python environment, as users do. */
export function ensureKernelspec() {
  const { installKernel } = require(at("dist/src/kernel/install/install.js"));
  installKernel(kernelsFolder);
}
