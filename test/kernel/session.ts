import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { lib } from "../house/lib";
import { stockKernels } from "./stock-kernels";

/** An output of a cell, as Jupyter's messages have it. */
export interface Output {
  output_type: "stream" | "display_data" | "execute_result" | "error";
  name?: string;
  text?: string;
  data?: Record<string, unknown>;
  metadata?: Record<string, unknown>;
  ename?: string;
  evalue?: string;
  traceback?: string[];
}

/** A cell that was executed. */
export interface Executed {
  status: "ok" | "error" | "aborted" | "timeout" | "dead";
  outputs: Output[];
}

interface Session {
  execute(source: string): Promise<Executed>;
  close(): Promise<void>;
}

/** A kernel, and the folder of its notebook. */
export interface Kernel {
  folder: string;
  /** Execute a cell. */
  run(source: string): Promise<Executed>;
  /** Execute a cell, and return what it printed and showed as text. */
  says(source: string): Promise<string>;
  close(): Promise<void>;
}

/**
 * Open the kernel of `study.ipynb`, in a folder where our packages are: our own, or stock
 * tslab.
 */
export async function openKernel(name: "tfjs-prov" | "tslab"): Promise<Kernel> {
  const cache = resolve(".cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, "kernel-"));
  const { openSession } = await lib<{
    openSession(options: object): Promise<Session>;
  }>("session.mjs");
  const notebook = join(folder, "study.ipynb");
  const env = { ...process.env, JUPYTER_PATH: stockKernels(folder) };
  const options = { folder, notebook, timeoutS: 60, kernel: name, env };
  const session = await openSession(options);
  const close = async () => {
    await session.close();
    rmSync(folder, { recursive: true, maxRetries: 3 });
  };
  const run = (source: string) => session.execute(source);
  return { folder, run, says: async (source) => textOf(await run(source)), close };
}

/** Return what a cell printed and showed, as text. */
export function textOf({ outputs }: Executed): string {
  return outputs
    .map(({ text, data, evalue }) => text ?? evalue ?? String(data?.["text/plain"]))
    .join("\n");
}
