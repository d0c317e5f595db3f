import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { messageOf, ProvError } from "../../util/errors";
import { packageFile } from "../../util/version";
import { type Kernelspec, kernelName, kernelspec } from "../kernelspec";

/** Return the path of the kernel that this package has. */
export function kernelMain(): string {
  return packageFile(join("dist", "src", "kernel", "main.js"));
}

/** Return the kernelspec of this package's kernel, run by this process' Node. */
export function ownKernelspec(): Kernelspec {
  return kernelspec({ node: process.execPath, main: kernelMain() });
}

/**
 * Register a kernel in a folder of kernels, in place of an older one; return its folder.
 * Each file is there whole or not at all, kernel.json last, so that a Jupyter that looks
 * meanwhile finds the old kernel or the new one.
 *
 * @throws ProvError when the folder can't be written.
 */
export function installKernel(
  kernels: string,
  spec: Kernelspec = ownKernelspec(),
): string {
  const folder = join(kernels, kernelName);
  try {
    mkdirSync(folder, { recursive: true });
    const logos = packageFile(join("assets", "kernel"));
    for (const name of readdirSync(logos)) {
      whole(join(folder, name), (path) => cpSync(join(logos, name), path));
    }
    const text = `${JSON.stringify(spec, null, 2)}\n`;
    whole(join(folder, "kernel.json"), (path) => writeFileSync(path, text));
    return folder;
  } catch (error) {
    throw unwritable("install the kernel into", folder, error);
  }
}

/**
 * Remove our kernel from a folder of kernels; return the folder that it had.
 *
 * @throws ProvError when it isn't there, or can't be removed.
 */
export function uninstallKernel(kernels: string): string {
  const folder = join(kernels, kernelName);
  if (!existsSync(folder)) {
    throw new ProvError(`No kernel named "${kernelName}" in ${kernels}`, {
      hint: "try: npx tfjs-prov doctor, which says where it is installed",
    });
  }
  try {
    rmSync(folder, { recursive: true });
    return folder;
  } catch (error) {
    throw unwritable("remove", folder, error);
  }
}

/** Write a file beside its place and put it there at once. */
function whole(path: string, write: (path: string) => void): void {
  const draft = `${path}~${process.pid}`;
  try {
    write(draft);
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}

function unwritable(what: string, folder: string, error: unknown): ProvError {
  return new ProvError(`Could not ${what} ${folder}`, {
    hint: [
      messageOf(error),
      "try: --prefix DIR, with a folder that you may write, or --user",
    ],
    cause: error,
  });
}
