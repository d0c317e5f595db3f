import { createHash } from "node:crypto";

/** How the repository of the code stands. */
export interface GitState {
  /** Null before the first commit. */
  readonly commit_hash: string | null;
  /** Null where HEAD is detached. */
  readonly branch: string | null;
  readonly dirty: boolean;
  readonly patch_hash: string | null;
}

/** Ends what `git status` wrote; in its own output no entry is empty. */
const END = Buffer.from("\0\0");

/**
 * Read the output of `git status --porcelain=v2 --branch -z`, a NUL, and `git diff HEAD`.
 *
 * @param secret names that must not be kept, such as the user's, as parts of a branch.
 * @returns nothing where the output is something else.
 */
export function gitStateFrom(
  output: Buffer,
  secret: readonly string[] = [],
): GitState | undefined {
  const end = output.indexOf(END);
  if (end < 0) return undefined;
  const entries = output.toString("utf8", 0, end).split("\0");
  const oid = header(entries, "branch.oid");
  if (oid === undefined) return undefined;
  const untracked = entries.filter((entry) => entry.startsWith("? "));
  const changed = entries.some((entry) => /^[12u] /.test(entry));
  const dirty = changed || untracked.length > 0;
  const diff = output.subarray(end + END.length);
  return {
    commit_hash: /^[0-9a-f]{40,64}$/.test(oid) ? oid : null,
    branch: branchFrom(header(entries, "branch.head"), secret),
    dirty,
    patch_hash: dirty ? patchHash(diff, untracked) : null,
  };
}

function header(entries: readonly string[], name: string): string | undefined {
  const start = `# ${name} `;
  return entries.find((entry) => entry.startsWith(start))?.slice(start.length);
}

/** Hide who works on a branch, where its name says it: `ada/rates` becomes `~/rates`. */
function branchFrom(head: string | undefined, secret: readonly string[]) {
  if (head === undefined || head === "(detached)") return null;
  const hidden = new Set(secret.map((name) => name.toLowerCase()));
  const parts = head.split("/");
  return parts.map((part) => (hidden.has(part.toLowerCase()) ? "~" : part)).join("/");
}

function patchHash(diff: Buffer, untracked: readonly string[]): string {
  const hash = createHash("sha256").update(diff);
  for (const entry of [...untracked].sort()) hash.update(`\0${entry.slice(2)}`);
  return hash.digest("hex");
}
