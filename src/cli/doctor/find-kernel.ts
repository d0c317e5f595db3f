import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Kernelspec, kernelName } from "../../kernel/kernelspec";

/** A kernel of ours that Jupyter finds. */
export interface Installed {
  folder: string;
  spec: Kernelspec;
}

/** Find our kernel in the first folder that has it, as Jupyter does. */
export function findKernel(dataFolders: readonly string[]): Installed | undefined {
  const folder = dataFolders
    .map((data) => join(data, "kernels", kernelName))
    .find((path) => existsSync(join(path, "kernel.json")));
  if (folder === undefined) return undefined;
  const spec = jsonIn(join(folder, "kernel.json")) as Kernelspec | undefined;
  return { folder, spec: spec ?? { argv: [], display_name: "", language: "" } };
}

/** Return the version of the package that a kernel's main lies in, if it is one. */
export function versionBeside(main: string): string | undefined {
  const root = join(dirname(main), "..", "..", "..");
  const found = jsonIn(join(root, "package.json")) as { version?: string } | undefined;
  return found?.version;
}

function jsonIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch {
    return undefined;
  }
}
