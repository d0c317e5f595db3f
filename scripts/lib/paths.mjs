import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const windows = process.platform === "win32";

/** The root of the repository, as an absolute path. */
export const root = resolve(fileURLToPath(new URL("../..", import.meta.url)));

/** Return an absolute path inside the repository. */
export const at = (...parts) => join(root, ...parts);

/** The local Python environment and its interpreter. */
export const venv = at(".venv");
export const python = windows
  ? join(venv, "Scripts", "python.exe")
  : join(venv, "bin", "python");

/** The kernelspec's name, and the folder of kernels of the local Python environment. */
export const kernelName = "tfjs-prov";
export const kernelsFolder = join(venv, "share", "jupyter", "kernels");
