import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

/** What one process measured: seconds to read, to write or check, and its peak. */
export interface Measured {
  reading: number;
  working: number;
  megabytes: number;
}

/** What is measured of whom. */
export interface Job {
  task: "read" | "validate";
  form: string;
  file: string;
}

/** A program that reads, writes and perhaps checks PROV. */
export interface Peer {
  name: string;
  can(job: Job): boolean;
  command: readonly [command: string, ...args: string[]];
}

const lib = (file: string) => resolve("bench", "lib", file);

/** Return ourselves and the reference tools, which are installed when missing. */
export async function peers(): Promise<Peer[]> {
  const url = pathToFileURL(resolve("scripts", "prov-peers", "install.mjs")).href;
  const { cache, compile, installPeers } = (await import(url)) as {
    cache: string;
    compile(source: string): void;
    installPeers(): void;
  };
  installPeers();
  compile(lib("ProvJob.java"));
  const classes = ["classes", join("lib", "*")].map((at) => join(cache, "toolbox", at));
  return [
    {
      name: "tfjs-prov",
      can: () => true,
      command: [process.execPath, join(__dirname, "prov-job.js")],
    },
    {
      name: "Python prov 3.2.3",
      can: ({ task }) => task === "read",
      command: [join(cache, "py", "bin", "python"), lib("prov_job.py")],
    },
    {
      name: "ProvToolbox 2.2.1",
      can: ({ form }) => form !== "turtle",
      command: ["java", "-Xmx3g", "-cp", classes.join(":"), "ProvJob"],
    },
  ];
}

/** No process may take longer, in seconds. */
export const PATIENCE = 120;

/** Let a peer do a job in a process of its own; undefined when it does not end. */
export function measured({ command }: Peer, job: Job): Measured | undefined {
  const [program, ...args] = command;
  const { status, stdout } = spawnSync(
    program,
    [...args, job.task, job.form, job.file],
    { encoding: "utf8", timeout: PATIENCE * 1000 },
  );
  const line = stdout.trim().split("\n").at(-1) ?? "";
  return status === 0 ? (JSON.parse(line) as Measured) : undefined;
}
