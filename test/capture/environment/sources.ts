import type { Sources } from "../../../src/capture/environment/sources";

/** A machine of a test's own; its files are texts by their paths. */
export function sourcesOf(
  of: Partial<Sources> = {},
  files: Readonly<Record<string, string>> = {},
): Sources {
  return {
    platform: "linux",
    arch: "x64",
    node: "20.20.0",
    osType: "Linux",
    osRelease: "6.1.0-13-amd64",
    osVersion: "#1 SMP",
    cpuModel: "Intel(R) Xeon(R) CPU @ 2.80GHz",
    cpus: 2,
    totalMemory: 8e9,
    memoryLimit: 0,
    read: (path) => files[path],
    exists: (path) => path in files,
    list: (folder) => [
      ...new Set(
        Object.keys(files)
          .filter((path) => path.startsWith(`${folder}/`))
          .map((path) => path.slice(folder.length + 1).split("/")[0]!),
      ),
    ],
    ...of,
  };
}
