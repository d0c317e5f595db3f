import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

/** Newest on the package index in November 2026; MLflow's client with a SQLite store. */
const packages = [
  "trackio==0.43.0",
  "mlflow-skinny==3.17.2",
  "sqlalchemy>=2,<3",
  "alembic",
];

const venv = join(process.cwd(), ".cache", "bench-venv");
const python = join(
  venv,
  ...(process.platform === "win32" ? ["Scripts", "python.exe"] : ["bin", "python"]),
);

/** The calls of one way to log, timed. */
export interface PeerLog {
  name: string;
  version: string;
  /** Metrics a call. */
  width: 1 | 10;
  /** Microseconds of each call. */
  us: number[];
  /** Microseconds a call, without pauses and until all is stored. */
  allUs: number;
}

/** Time the loggers of Python in a process of their own, installed when missing. */
export function peerLogs(folder: string, calls: number): PeerLog[] {
  install();
  const script = join(process.cwd(), "bench", "lib", "peers.py");
  return run(python, [script, folder, String(calls)])
    .split("\n")
    .filter((line) => line.startsWith("PEER "))
    .map((line) => JSON.parse(line.slice("PEER ".length)) as PeerLog);
}

function install(): void {
  if (!existsSync(python)) run("python3", ["-m", "venv", venv]);
  run(python, [
    "-m",
    "pip",
    "install",
    "-q",
    "--disable-pip-version-check",
    ...packages,
  ]);
}

function run(command: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8" });
  if (status === 0) return stdout;
  throw new Error(`${command} ${args.join(" ")} failed\n${stderr}`);
}
