import { existsSync, readdirSync, readFileSync } from "node:fs";
import os from "node:os";

/** Where facts about the machine come from; a test brings its own. */
export interface Sources {
  readonly platform: string;
  readonly arch: string;
  readonly node: string;
  /** `Linux`, `Darwin`, `Windows_NT`. */
  readonly osType: string;
  readonly osRelease: string;
  /** Of Windows, such as `Windows 11 Pro`. */
  readonly osVersion: string;
  readonly cpuModel: string | undefined;
  readonly cpus: number;
  readonly totalMemory: number;
  /** The limit that a container or service sets; 0 or huge where there is none. */
  readonly memoryLimit: number;
  /** Return the text of a file of the system; nothing where it can't be read. */
  read(path: string): string | undefined;
  exists(path: string): boolean;
  list(path: string): readonly string[];
}

/** Return the machine that this process runs on. */
export function realSources(): Sources {
  return {
    platform: process.platform,
    arch: process.arch,
    node: process.versions.node,
    osType: os.type(),
    osRelease: os.release(),
    osVersion: os.version(),
    cpuModel: os.cpus()[0]?.model,
    cpus: os.availableParallelism(),
    totalMemory: os.totalmem(),
    memoryLimit: process.constrainedMemory(),
    read: (path) => attempt(() => readFileSync(path, "utf8")),
    exists: existsSync,
    list: (path) => attempt(() => readdirSync(path)) ?? [],
  };
}

function attempt<T>(body: () => T): T | undefined {
  try {
    return body();
  } catch {
    return undefined;
  }
}
