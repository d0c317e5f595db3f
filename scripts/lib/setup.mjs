import { ensureBuild } from "./build.mjs";
import { ensureKernelspec } from "./kernel.mjs";
import { ensurePackages } from "./packages.mjs";
import { ensurePython } from "./python.mjs";

/**
 * Install, build and register what is missing; well under a second when nothing is.
 * Without a build no kernel is registered either: that is done by what was built.
 */
export async function setup({ build = true } = {}) {
  await ensurePackages();
  if (build) await ensureBuild();
  await ensurePython();
  if (build) ensureKernelspec();
}
