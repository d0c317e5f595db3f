import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type TestContext, test } from "node:test";
import { askGit } from "../../../src/capture/environment/git";
import { gitStamp } from "../../../src/capture/environment/git-folder";
import { gitStateFrom } from "../../../src/capture/environment/git-state";
import { folder } from "../../store/support/folder";

const oid = "a".repeat(40);
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
/** What git writes: entries that end with NUL, a NUL, and a diff. */
const output = (entries: readonly string[], diff = "") =>
  Buffer.from(`${entries.join("\0")}\0\0${diff}`);
const clean = [`# branch.oid ${oid}`, "# branch.head main"];

for (const [what, entries, diff, expected] of [
  ["a clean tree", clean, "", { dirty: false, patch_hash: null }],
  [
    "a changed file",
    [...clean, `1 .M N... 100644 100644 100644 ${oid} ${oid} a.ts`],
    "diff",
    { dirty: true, patch_hash: sha256("diff") },
  ],
  [
    "a renamed file, with its old name in an entry of its own",
    [...clean, `2 R. N... 1 1 1 ${oid} ${oid} R100 b.ts`, "a.ts"],
    "diff",
    { dirty: true, patch_hash: sha256("diff") },
  ],
  [
    "untracked files in any order",
    [...clean, "? b c.ts", "? a.ts"],
    "",
    { dirty: true, patch_hash: sha256("\0a.ts\0b c.ts") },
  ],
  [
    "a detached HEAD",
    [`# branch.oid ${oid}`, "# branch.head (detached)"],
    "",
    { branch: null, dirty: false, patch_hash: null },
  ],
  [
    "a repository before its first commit",
    ["# branch.oid (initial)", "# branch.head main"],
    "",
    { commit_hash: null, dirty: false, patch_hash: null },
  ],
  [
    "a branch that says who works on it",
    [`# branch.oid ${oid}`, "# branch.head Ada/rates"],
    "",
    { branch: "~/rates", dirty: false, patch_hash: null },
  ],
] as const) {
  test(`what git writes of ${what} is read`, () => {
    const known = { commit_hash: oid, branch: "main" };
    const state = gitStateFrom(output(entries, diff), ["ada", "ada-laptop"]);
    assert.deepEqual(state, { ...known, ...expected });
  });
}

for (const text of ["", "fatal: not a git repository", "\0\0", "? a\0\0"]) {
  test(`${JSON.stringify(text)} is no answer of git`, () =>
    assert.equal(gitStateFrom(Buffer.from(text)), undefined));
}

/** Make a repository with one commit, and return how to run git in it. */
function repository(t: TestContext, remote?: string) {
  const at = folder(t);
  const who = ["-c", "user.name=x", "-c", "user.email=x@y.z"];
  const git = (...args: readonly string[]) =>
    execFileSync("git", [...who, ...args], { cwd: at, encoding: "utf8" }).trim();
  git("init", "--quiet", "--initial-branch", "main");
  if (remote !== undefined) git("remote", "add", "origin", remote);
  writeFileSync(join(at, "a.ts"), "1\n");
  git("add", ".");
  git("commit", "--quiet", "-m", "first");
  return { at, git };
}

test("a real repository is told as git has it, from a folder in it", async (t) => {
  const { at, git } = repository(t);
  const notebooks = join(at, "notebooks");
  mkdirSync(notebooks);
  const commit_hash = git("rev-parse", "HEAD");
  const unchanged = { commit_hash, branch: "main", dirty: false, patch_hash: null };
  assert.deepEqual(await askGit(notebooks), unchanged);

  writeFileSync(join(at, "a.ts"), "2\n");
  const edited = await askGit(notebooks);
  assert.equal(edited?.dirty, true);
  const diff = git("diff", "HEAD", "--full-index", "--binary");
  assert.equal(edited?.patch_hash, sha256(`${diff}\n`));

  writeFileSync(join(at, "a.ts"), "1\n");
  assert.deepEqual(await askGit(notebooks), unchanged);
  writeFileSync(join(notebooks, "new.ts"), "");
  const untracked = await askGit(notebooks);
  assert.equal(untracked?.patch_hash, sha256("\0notebooks/"));
});

test("databases and the copies that Jupyter keeps make no tree dirty", async (t) => {
  const { at, git } = repository(t);
  writeFileSync(join(at, "study.duckdb"), "1");
  git("add", ".");
  git("commit", "--quiet", "-m", "second");
  writeFileSync(join(at, "study.duckdb"), "2");
  writeFileSync(join(at, "study.duckdb.wal"), "");
  mkdirSync(join(at, ".ipynb_checkpoints"));
  writeFileSync(join(at, ".ipynb_checkpoints", "a.ipynb"), "{}");
  assert.equal((await askGit(at))?.dirty, false);
});

test("a repository before its first commit has a state, and a folder outside none", async (t) => {
  const at = folder(t);
  assert.equal(await askGit(at), undefined);
  assert.equal(await askGit(join(at, "gone")), undefined);
  assert.equal(gitStamp(at), undefined);
  execFileSync("git", ["init", "--quiet", "--initial-branch", "main"], { cwd: at });
  const empty = { commit_hash: null, branch: "main", dirty: false, patch_hash: null };
  assert.deepEqual(await askGit(at), empty);
});

test("without git there is no state", async (t) => {
  const { at } = repository(t);
  const before = process.env.PATH;
  process.env.PATH = at;
  t.after(() => {
    process.env.PATH = before;
  });
  assert.equal(await askGit(at), undefined);
});

test("a git that takes too long is not waited for, nor what it started", async (t) => {
  const { at } = repository(t);
  writeFileSync(join(at, "git"), "#!/bin/sh\nsleep 20\n");
  chmodSync(join(at, "git"), 0o755);
  const before = process.env.PATH;
  process.env.PATH = [at, before].join(delimiter);
  t.after(() => {
    process.env.PATH = before;
  });
  const from = performance.now();
  assert.equal(await askGit(at, 200), undefined);
  assert.ok(performance.now() - from < 10_000);
});

test("git is asked without a lock, so its index stays as it is", async (t) => {
  const { at } = repository(t);
  const before = gitStamp(at);
  await askGit(at);
  assert.equal(gitStamp(at), before);
});

test("a commit, a checkout and an add show without asking git, in a worktree too", (t) => {
  const { at, git } = repository(t);
  const other = join(folder(t), "other");
  git("worktree", "add", "--quiet", "-b", "side", other);
  const stamps = new Set([gitStamp(at), gitStamp(other)]);
  assert.equal(stamps.size, 2);
  git("-C", other, "commit", "--quiet", "--allow-empty", "-m", "more");
  stamps.add(gitStamp(other));
  git("checkout", "--quiet", "-b", "third");
  stamps.add(gitStamp(at));
  writeFileSync(join(at, "b.ts"), "");
  git("add", ".");
  stamps.add(gitStamp(at));
  assert.equal(stamps.size, 5);
});
