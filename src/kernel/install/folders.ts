import { homedir } from "node:os";
import { posix, win32 } from "node:path";

/** What Jupyter's own rules for its folders look at. */
export interface Machine {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  home: string;
}

/** Return the machine that this process runs on. */
export function thisMachine(): Machine {
  return { platform: process.platform, env: process.env, home: homedir() };
}

/** Return the folder where Jupyter keeps a user's own kernels and settings. */
export function userDataFolder({ platform, env, home }: Machine): string {
  const { join } = pathsOf(platform);
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR;
  switch (platform) {
    case "darwin":
      return join(home, "Library", "Jupyter");
    case "win32":
      return env.APPDATA
        ? join(env.APPDATA, "jupyter")
        : join(env.JUPYTER_CONFIG_DIR || join(home, ".jupyter"), "data");
    default:
      return join(env.XDG_DATA_HOME || join(home, ".local", "share"), "jupyter");
  }
}

/**
 * List the folders where any Jupyter looks for kernels, the first wins. A Python's own
 * folder is not among them: only Jupyter itself knows which Python that is.
 */
export function dataFolders(machine: Machine): string[] {
  const { platform, env } = machine;
  const told = env.JUPYTER_PATH?.split(pathsOf(platform).delimiter) ?? [];
  const system =
    platform === "win32" ? [] : ["/usr/local/share/jupyter", "/usr/share/jupyter"];
  return [...told.filter(Boolean), userDataFolder(machine), ...system];
}

function pathsOf(platform: NodeJS.Platform) {
  return platform === "win32" ? win32 : posix;
}
