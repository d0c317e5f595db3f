import { createRequire } from "node:module";
import { at, kernelsFolder } from "./paths.mjs";

const require = createRequire(import.meta.url);

/** Register a kernel in the local Python environment, by the build's own code. */
export function ensureKernelspec() {
  const { installKernel } = require(at("dist/src/kernel/install/install.js"));
  installKernel(kernelsFolder, stock());
}

/** Return the kernelspec of this project's own tslab, without anything of ours. */
function stock() {
  const tslab = at("node_modules", "tslab", "bin", "tslab");
  return {
    argv: [process.execPath, tslab, "kernel", "--config-path", "{connection_file}"],
    display_name: "TypeScript (tfjs-prov)",
    language: "typescript",
  };
}
