import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { ProvError } from "../../util/errors";
import { UsageError } from "../usage";
import { compare } from "./compare";
import { convert } from "./convert";
import { validate } from "./validate";

const commands = { convert, validate, compare };

/** A command and its arguments, as they go to the thread that runs it. */
export type Job = {
  [Name in keyof typeof commands]: {
    name: Name;
    args: Parameters<(typeof commands)[Name]>;
  };
}[keyof typeof commands];

/** How a job ended: an exit code, or what a user can mend. */
export interface Ended {
  code: number;
  failure?: { message: string; usage: boolean };
}

async function run({ name, args }: Job): Promise<Ended> {
  try {
    const command = commands[name] as (...args: unknown[]) => Promise<number>;
    return { code: await command(...args) };
  } catch (error) {
    if (!(error instanceof ProvError)) throw error;
    const usage = error instanceof UsageError;
    return { code: 1, failure: { message: error.message, usage } };
  }
}

if (!isMainThread) {
  void run(workerData as Job).then((ended) => parentPort?.postMessage(ended));
}
