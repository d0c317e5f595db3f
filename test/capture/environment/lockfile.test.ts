import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { LockfileReader } from "../../../src/capture/environment/lockfile";
import { folder } from "../../store/support/folder";

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

for (const name of ["package-lock.json", "yarn.lock", "pnpm-lock.yaml"]) {
  test(`${name} above the notebook is known by its content`, (t) => {
    const at = folder(t);
    const notebooks = join(at, "a", "b");
    mkdirSync(notebooks, { recursive: true });
    writeFileSync(join(at, name), "locked");
    const expected = { lockfile: name, lockfile_hash: sha256("locked") };
    assert.deepEqual(new LockfileReader().nearest(notebooks), expected);
  });
}

test("the nearest lockfile counts, and a folder of that name is none", (t) => {
  const at = folder(t);
  mkdirSync(join(at, "a", "yarn.lock"), { recursive: true });
  writeFileSync(join(at, "package-lock.json"), "far");
  const reader = new LockfileReader();
  assert.equal(reader.nearest(join(at, "a")).lockfile_hash, sha256("far"));
  writeFileSync(join(at, "a", "pnpm-lock.yaml"), "near");
  assert.equal(reader.nearest(join(at, "a")).lockfile_hash, sha256("near"));
});

test("a lockfile that changed is read again", (t) => {
  const at = folder(t);
  const path = join(at, "yarn.lock");
  const reader = new LockfileReader();
  writeFileSync(path, "one");
  assert.equal(reader.nearest(at).lockfile_hash, sha256("one"));
  writeFileSync(path, "two");
  utimesSync(path, 1, 1);
  assert.equal(reader.nearest(at).lockfile_hash, sha256("two"));
});
