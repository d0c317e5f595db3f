import { type ChildProcess, fork } from "node:child_process";
import { basename, join } from "node:path";
import { Interrupted } from "../../capture/runs/interrupted";
import { kernelHost } from "../../kernel/host";
import { ProvError } from "../../util/errors";
import type { Answer, Order } from "./messages";
import type { Plan } from "./plan";

/** What a replay left. */
export interface Replayed {
  file: string;
  runId: string;
  drewBefore: boolean;
}

/**
 * Execute the cells of a plan in a process of their own, in a folder.
 *
 * @throws ProvError when a cell fails that did not before.
 */
export async function replayIn(folder: string, plan: Plan): Promise<Replayed> {
  const { run, cells, seed, steered, notebook } = plan;
  const file = join(folder, "verify.duckdb");
  const child = start(folder, notebook);
  const leave = kernelHost()?.onInterrupt(() => ended(child));
  try {
    const order = { cells, seed, steered, place: run.place, file };
    const answer = await answerOf(child, order, run.name);
    if (answer.kind === "failed") throw cellFailed(run.name, answer);
    const { runId, drewBefore } = answer;
    if (runId === null) throw noRun(run.name);
    return { file, runId, drewBefore };
  } finally {
    leave?.();
    child.kill("SIGKILL");
  }
}

function start(folder: string, notebook: string | null): ChildProcess {
  const { JPY_SESSION_NAME: _, ...env } = process.env;
  return fork(join(__dirname, "replay-main.js"), {
    cwd: folder,
    env:
      notebook === null
        ? env
        : { ...env, JPY_SESSION_NAME: join(folder, basename(notebook)) },
    execArgv: [],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
}

function answerOf(child: ChildProcess, order: Order, run: string): Promise<Answer> {
  let errors = "";
  child.stderr!.on("data", (chunk: Buffer) => {
    errors = `${errors}${chunk}`.slice(-2000);
  });
  return new Promise((resolve, reject) => {
    child.once("message", (answer) => resolve(answer as Answer));
    child.once("error", reject);
    child.once("close", (code, signal) => reject(died(run, { code, signal, errors })));
    child.send(order);
  });
}

async function ended(child: ChildProcess): Promise<void> {
  child.kill("SIGTERM");
  if (child.exitCode === null && child.signalCode === null) {
    await new Promise((resolve) => child.once("close", resolve));
  }
}

interface Death {
  code: number | null;
  signal: string | null;
  errors: string;
}

function died(run: string, { code, signal, errors }: Death): Error {
  if (signal === "SIGTERM" || signal === "SIGINT") {
    return new Interrupted(`Stopped verifying ${run}\n  by the user`);
  }
  return new ProvError(`Could not verify ${run}: the process that trains again died`, {
    hint: [
      `it ended with ${signal ?? `exit code ${code}`}`,
      ...errors.trim().split("\n").slice(-3),
    ],
  });
}

function cellFailed(
  run: string,
  { executionCount, error }: Extract<Answer, { kind: "failed" }>,
): ProvError {
  const lines = error.split("\n").map((line) => line.trim());
  return new ProvError(`Could not verify ${run}: cell [${executionCount}] fails now`, {
    hint: [
      ...lines.slice(0, 4),
      "it ran in a copy of the notebook's folder, in which what lies outside is missing",
    ],
  });
}

function noRun(run: string): ProvError {
  return new ProvError(`Could not verify ${run}: its cells make no such run now`, {
    hint: "they ran to their end, and began fewer runs than before",
  });
}
