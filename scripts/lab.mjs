import { spawn } from "node:child_process";
import { at, kernelName, python } from "./lib/paths.mjs";
import { script } from "./lib/problem.mjs";
import { setup } from "./lib/setup.mjs";

/** `npm run lab -- --no-browser --port 8899` passes what follows to JupyterLab. */
await script(async () => {
  await setup();
  const kernel = `--MultiKernelManager.default_kernel_name=${kernelName}`;
  const args = ["-m", "jupyterlab", kernel, ...process.argv.slice(2)];
  const lab = spawn(python, args, { cwd: at("notebooks"), stdio: "inherit" });
  process.on("SIGINT", () => {}); // Ctrl-C reaches JupyterLab as well, which then asks
  process.on("SIGTERM", () => lab.kill("SIGTERM"));
  lab.on("close", (code) => {
    process.exitCode = code ?? 0;
  });
});
