import { readFileSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** Files that change with a commit, a checkout or an `add`. */
const telling = ["HEAD", "index", join("logs", "HEAD")];

/**
 * Return a text that differs after a commit, a checkout or an `add` in the repository
 * around a folder, without asking git; nothing where there is none.
 */
export function gitStamp(folder: string): string | undefined {
  const git = gitFolder(folder);
  if (git === undefined) return undefined;
  return telling.map((name) => changedAt(join(git, name))).join(" ");
}

function gitFolder(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, ".git");
    const entry = statSync(path, { throwIfNoEntry: false });
    if (entry?.isDirectory()) return path;
    // A worktree or a submodule has a file that names the folder.
    if (entry?.isFile()) return resolve(at, pointedAt(path) ?? ".git");
    if (dirname(at) === at) return undefined;
  }
}

function pointedAt(path: string): string | undefined {
  return /^gitdir: (.+)$/m.exec(readFileSync(path, "utf8"))?.[1];
}

function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
