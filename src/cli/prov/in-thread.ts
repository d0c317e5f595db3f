import { join } from "node:path";
import { getHeapStatistics } from "node:v8";
import { Worker } from "node:worker_threads";
import { ProvError } from "../../util/errors";
import { UsageError } from "../usage";
import { STANDARD } from "./standard";
import type { Ended, Job } from "./worker";

/**
 * Run a command in a thread of its own and take over its exit code: where a document
 * needs more memory than there is, only the thread ends, and that can be told.
 */
export async function inThread(job: Job): Promise<void> {
  const { code, failure } = await ended(job);
  if (failure?.usage) throw new UsageError(failure.message);
  if (failure) throw new ProvError(failure.message);
  process.exitCode = code;
}

function ended(job: Job): Promise<Ended> {
  const worker = new Worker(join(__dirname, "worker.js"), {
    workerData: job,
    stdin: true,
    resourceLimits: { maxOldGenerationSizeMb: megabytes() },
  });
  // a terminal that nobody reads would keep the process
  const piped = job.args.flat().includes(STANDARD);
  if (piped) process.stdin.pipe(worker.stdin!);
  return new Promise((resolve, reject) => {
    let message: Ended | undefined;
    worker.once("message", (value: Ended) => {
      message = value;
    });
    worker.once("error", (error) => reject(isFull(error) ? tooLarge() : error));
    // its output has arrived by then
    worker.once("exit", (code) => {
      if (piped) process.stdin.destroy();
      resolve(message ?? { code });
    });
  });
}

function megabytes(): number {
  return Math.floor(getHeapStatistics().heap_size_limit / 2 ** 20);
}

function isFull(error: Error): boolean {
  return (error as NodeJS.ErrnoException).code === "ERR_WORKER_OUT_OF_MEMORY";
}

function tooLarge(): ProvError {
  const more = Math.ceil((2 * megabytes()) / 1000) * 1000;
  return new ProvError("The documents need more memory than Node may take", {
    hint: [
      `it may take ${megabytes()} MB`,
      `try: NODE_OPTIONS=--max-old-space-size=${more}`,
    ],
  });
}
