import { ensureBuild } from "./build.mjs";
import { ensureKernelspec } from "./kernel.mjs";
import { ensurePackages } from "./packages.mjs";
import { ensurePython } from "./python.mjs";

/** Install, build and register what is missing; well under a second when nothing is. */
export async function setup({ build = true } = {}) {
  await ensurePackages();
  if (build) await ensureBuild();
  await ensurePython();
  ensureKernelspec();
}
