import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { sha256 } from "../../util/sha256";

/** A lockfile: its name without a folder, and the SHA-256 of its content. */
export interface Lockfile {
  lockfile: string | null;
  lockfile_hash: string | null;
}

const names = ["package-lock.json", "yarn.lock", "pnpm-lock.yaml"];
const none: Lockfile = { lockfile: null, lockfile_hash: null };

/** Find the nearest lockfile in a folder or above it; its content is read when it changed. */
export class LockfileReader {
  #last: { path: string; stamp: string; found: Lockfile } | undefined;

  nearest(folder: string): Lockfile {
    for (let at = folder; ; at = dirname(at)) {
      for (const name of names) {
        const found = this.#read(join(at, name), name);
        if (found) return found;
      }
      if (dirname(at) === at) return none;
    }
  }

  #read(path: string, lockfile: string): Lockfile | undefined {
    const entry = statSync(path, { throwIfNoEntry: false });
    if (!entry?.isFile()) return undefined;
    const stamp = `${entry.mtimeMs} ${entry.size}`;
    if (this.#last?.path === path && this.#last.stamp === stamp)
      return this.#last.found;
    const content = readFileSync(path);
    const lockfile_hash = sha256(content);
    this.#last = { path, stamp, found: { lockfile, lockfile_hash } };
    return this.#last.found;
  }
}
