import { spawn } from "node:child_process";
import { hostname, userInfo } from "node:os";
import { type GitState, gitStateFrom } from "./git-state";

/** For how long git may work, in ms, and how much it may write. */
const LIMIT_MS = 5000;
const LIMIT_BYTES = 64e6;

/**
 * Databases change as they are used, the one that is recorded into always; and Jupyter's
 * copies are nobody's work.
 */
const leftOut = ["*.duckdb", "*.duckdb.wal", ".ipynb_checkpoints/**"]
  .map((pattern) => `':(exclude,top,glob)**/${pattern}'`)
  .join(" ");

/** Both in one process of ours: to start one costs the thread that trains some ms. */
const script = [
  `git status --porcelain=v2 --branch -z --untracked-files=normal -- :/ ${leftOut}`,
  "printf '\\0'",
  "git diff HEAD --no-ext-diff --no-textconv --no-color --no-renames --binary " +
    "--full-index --src-prefix=a/ --dst-prefix=b/ --diff-algorithm=myers --unified=3 " +
    `-- :/ ${leftOut} || :`,
].join(" && ");

/** No lock is taken, no hook is run, nothing is asked. */
const quiet = { GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" };
const args = ["-c", "core.fsmonitor=false", "-c", `alias.state=!${script}`, "state"];

/**
 * Ask git how the repository around a folder stands; nothing where there is no git, no
 * repository or no answer in time. Never rejects.
 */
export function askGit(
  folder: string,
  limitMs = LIMIT_MS,
): Promise<GitState | undefined> {
  return outputOf(folder, limitMs).then(
    (output) => output && gitStateFrom(output, ownNames()),
    () => undefined,
  );
}

function outputOf(folder: string, timeout: number): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const env = { ...process.env, ...quiet };
    const child = spawn("git", args, {
      ...{ cwd: folder, env, windowsHide: true, stdio: ["ignore", "pipe", "ignore"] },
      ...{ timeout, killSignal: "SIGKILL" },
    });
    const parts: Buffer[] = [];
    let size = 0;
    child.stdout?.on("data", (part: Buffer) => {
      size += part.length;
      if (size > LIMIT_BYTES) child.kill("SIGKILL");
      else parts.push(part);
    });
    child.on("error", () => resolve(undefined));
    child.on("exit", (_, signal) => {
      // What git started may live on and hold the pipe.
      if (signal) child.stdout?.destroy();
    });
    child.on("close", (code) => resolve(code === 0 ? Buffer.concat(parts) : undefined));
  });
}

/** What this machine and its user are called. */
function ownNames(): string[] {
  try {
    return [userInfo().username, hostname()];
  } catch {
    return [hostname()]; // a user without an entry, as in some containers
  }
}
