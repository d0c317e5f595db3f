import { dirname } from "node:path";
import { installKernel, kernelMain, uninstallKernel } from "../kernel/install/install";
import { type KernelsFolder, kernelsFolder, type Place } from "../kernel/install/place";
import { displayName } from "../kernel/kernelspec";
import { isPassing } from "./passing";

/** Register our kernel with Jupyter, and say where it went and what to do next. */
export function install(place: Place): void {
  const kernels = kernelsFolder(place);
  const folder = installKernel(kernels.path);
  process.stdout.write(`Installed ${displayName} into ${folder}\n${next(kernels)}\n`);
  if (isPassing(kernelMain())) process.stderr.write(warning);
}

/** Take our kernel away from Jupyter. */
export function uninstall(place: Place): void {
  const folder = uninstallKernel(kernelsFolder(place).path);
  process.stdout.write(`Removed ${displayName} from ${folder}\n`);
}

function next({ path, seenBy }: KernelsFolder): string {
  const choose = `choose "${displayName}" for a notebook`;
  switch (seenBy) {
    case "every Jupyter":
      return `Next: start Jupyter, and ${choose}`;
    case "its own Jupyter":
      return `Next: start the Jupyter of that environment, and ${choose}`;
    default:
      return `Next: start Jupyter with JUPYTER_PATH=${dirname(path)}, and ${choose}`;
  }
}

const warning =
  "\nThe kernel may stop working at any time\n" +
  "  npx runs tfjs-prov from its cache, which npm may empty\n" +
  "  try: npm install tfjs-prov && npx tfjs-prov install\n";
