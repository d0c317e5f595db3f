import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Register stock tslab in a folder, as it would itself; return what JUPYTER_PATH is to be. */
export function stockKernels(folder: string): string {
  const kernels = join(folder, ".jupyter");
  const spec = join(kernels, "kernels", "tslab");
  mkdirSync(spec, { recursive: true });
  const tslab = resolve("node_modules", "tslab", "bin", "tslab");
  const argv = [
    process.execPath,
    tslab,
    "kernel",
    "--config-path",
    "{connection_file}",
  ];
  const text = JSON.stringify({ argv, display_name: "tslab", language: "typescript" });
  writeFileSync(join(spec, "kernel.json"), text);
  return kernels;
}
