import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { ProvError } from "../../util/errors";
import { dataFolders, type Machine, thisMachine, userDataFolder } from "./folders";

/** Whom a kernel is installed for: the user, unless told. */
export interface Place {
  user?: boolean;
  /** The environment that a Python runs in. */
  sysPrefix?: boolean;
  /** Which Python that is: `python3` unless told. */
  python?: string;
  /** A folder that has, or gets, share/jupyter. */
  prefix?: string;
}

/** Where kernels of a place lie, and whether every Jupyter looks there. */
export interface KernelsFolder {
  path: string;
  /** Of a Python's environment, its own Jupyter does. */
  seenBy: "every Jupyter" | "its own Jupyter" | "a Jupyter that is told";
}

/**
 * Find the folder of kernels of a place.
 *
 * @throws ProvError for two places at once, and for a Python that doesn't run.
 */
export function kernelsFolder(
  place: Place,
  machine: Machine = thisMachine(),
): KernelsFolder {
  refuseTwo(place);
  if (place.prefix !== undefined) return kernelsUnder(resolve(place.prefix), machine);
  if (place.sysPrefix || place.python !== undefined) {
    const prefix = sysPrefix(place.python ?? usualPython(machine.platform));
    return { path: shared(prefix), seenBy: "its own Jupyter" };
  }
  const path = join(userDataFolder(machine), "kernels");
  return { path, seenBy: "every Jupyter" };
}

function refuseTwo({ user, sysPrefix, python, prefix }: Place): void {
  const told = [
    ...(user ? ["--user"] : []),
    ...(sysPrefix ? ["--sys-prefix"] : python === undefined ? [] : ["--python"]),
    ...(prefix === undefined ? [] : ["--prefix"]),
  ];
  if (told.length < 2) return;
  throw new ProvError(`One place at a time, not ${told.join(" and ")}`, {
    hint: `try: ${told[0]} alone`,
  });
}

function kernelsUnder(prefix: string, machine: Machine): KernelsFolder {
  const folder = join(prefix, "share", "jupyter");
  const known = dataFolders(machine).includes(folder);
  return {
    path: shared(prefix),
    seenBy: known ? "every Jupyter" : "a Jupyter that is told",
  };
}

function shared(prefix: string): string {
  return join(prefix, "share", "jupyter", "kernels");
}

function usualPython(platform: NodeJS.Platform): string {
  return platform === "win32" ? "python" : "python3";
}

/** Ask a Python for the folder of its environment. */
function sysPrefix(python: string): string {
  const code = "import sys; print(sys.prefix)";
  const { status, stdout, stderr, error } = spawnSync(python, ["-c", code], {
    encoding: "utf8",
    env: { ...process.env, PYTHONUTF8: "1" },
  });
  const prefix = stdout?.trim();
  if (status === 0 && prefix) return prefix;
  const said = (error?.message ?? stderr).trim().split("\n").at(-1)!;
  throw new ProvError(`Could not ask ${JSON.stringify(python)} for its environment`, {
    hint: [
      said || "it printed nothing",
      "try: --sys-prefix --python PYTHON, with the path of a Python",
    ],
    cause: error,
  });
}
