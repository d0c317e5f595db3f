/** The name that notebooks keep of our kernel, and of its folder. */
export const kernelName = "tfjs-prov";

/** How a notebook's list of kernels names ours. */
export const displayName = "TypeScript (tfjs-prov)";

/** What Jupyter reads of a kernel, in its kernel.json. */
export interface Kernelspec {
  argv: readonly string[];
  display_name: string;
  language: string;
  interrupt_mode?: "signal" | "message";
  metadata?: Record<string, unknown>;
}

/**
 * Describe our kernel to Jupyter. Both paths are absolute: Jupyter's own PATH may lead to
 * another Node, or to none. On Windows no signal reaches the kernel.
 *
 * @param node the program; `main` the kernel's own dist/src/kernel/main.js.
 */
export function kernelspec({
  node,
  main,
  platform = process.platform,
}: {
  node: string;
  main: string;
  platform?: NodeJS.Platform;
}): Kernelspec {
  return {
    argv: [node, main, "{connection_file}"],
    display_name: displayName,
    language: "typescript",
    interrupt_mode: platform === "win32" ? "message" : "signal",
    metadata: { debugger: false },
  };
}
