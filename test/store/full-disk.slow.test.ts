import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { child } from "./support/child";
import type { Filling } from "./support/fill";
import { folder } from "./support/folder";

/** What a recording on a full disk said and left behind. */
interface Filled {
  path: string;
  whileFull: string[];
  after: string[];
  counts: unknown[];
}

const waits =
  "  the training goes on; what is recorded waits in memory and is tried every second";
const again = ["study.duckdb is written again; nothing is lost"];

/** Return the counts when each row is in the file exactly once. */
const whole = (points: number) => [
  {
    ...{ status: "finished", epochs: 20, epoch_rows: 20 },
    ...{ points: 20 * points, steps: 20 * points, summaries: 1 },
  },
];

/** Fill a disk of its own in a process of its own; undefined where that can't be. */
async function filledDisk(
  t: TestContext,
  { sizeMb, ...filling }: Omit<Filling, "path" | "how"> & { sizeMb: number },
): Promise<Filled | undefined> {
  const disk = join(folder(t), "disk");
  mkdirSync(disk);
  const mount = `mount -t tmpfs -o size=${sizeMb}m tmpfs '${disk}'`;
  const sh = ["unshare", "-m", "sh", "-c"];
  if (spawnSync(sh[0]!, [...sh.slice(1), mount]).status !== 0) {
    t.skip("no small disk can be mounted here; the limit of a file's size stands in");
    return undefined;
  }
  const given = JSON.stringify({
    path: join(disk, "study.duckdb"),
    how: "disk",
    ...filling,
  });
  const under = [...sh, `${mount} && exec "$@"`, "sh"];
  // Files that find no room may not find it elsewhere either.
  const options = { under, env: { TMPDIR: disk } };
  return (await child(t, "fill.js", [given], options).ended())[0] as Filled;
}

test("rows that find the disk full wait, are said once and are all written", async (t) => {
  const filling = { sizeMb: 8, points: 400, leave: 100_000, early: false };
  const filled = await filledDisk(t, filling);
  if (!filled) return;
  const { whileFull, after, counts } = filled;
  assert.equal(whileFull.length, 1);
  assert.match(
    whileFull[0]!,
    /^Can't write study\.duckdb: .*Could not write file "study\.duckdb\.wal": No space left on device\n/,
  );
  assert.equal(whileFull[0]!.split("\n").slice(1).join("\n"), waits);
  assert.deepEqual(after, again);
  assert.deepEqual(counts, whole(400));
});

test("a checkpoint that finds the disk full loses and doubles nothing", async (t) => {
  const filling = { sizeMb: 80, points: 40_000, leave: 20_000_000, early: false };
  const filled = await filledDisk(t, filling);
  if (!filled) return;
  assert.equal(filled.whileFull.length, 1);
  assert.match(
    filled.whileFull[0]!,
    /^Can't write study\.duckdb: .*No space left on device\n {2}the training goes on;/,
  );
  assert.deepEqual(filled.after, again);
  assert.deepEqual(filled.counts, whole(40_000));
});

test("a file that can't be made leaves nothing behind and is made later", async (t) => {
  const filling = { sizeMb: 8, points: 400, leave: 0, early: true };
  const filled = await filledDisk(t, filling);
  if (!filled) return;
  assert.deepEqual(filled.whileFull, [
    [
      "Can't record into study.duckdb: the disk is full",
      '  IO Error: Could not write file "study.duckdb": No space left on device',
      waits,
    ].join("\n"),
  ]);
  assert.deepEqual(filled.after, again);
  assert.deepEqual(filled.counts, whole(400));
  assert.match(filled.path, /disk\/study\.duckdb$/);
});

test("a limit of the file's size is a full disk too", async (t) => {
  if (spawnSync("prlimit", ["--version"]).status !== 0) {
    return t.skip("prlimit is not here");
  }
  const path = join(folder(t), "study.duckdb");
  const filling: Filling = {
    path,
    how: "limit",
    points: 20_000,
    leave: 0,
    early: false,
  };
  // A process that ignores SIGXFSZ gets an error instead, as Node.js does by itself.
  const options = { under: ["prlimit", "--fsize=2400000:unlimited"] };
  const [filled] = await child(
    t,
    "fill.js",
    [JSON.stringify(filling)],
    options,
  ).ended();
  const { whileFull, after, counts } = filled as Filled;
  assert.deepEqual(whileFull, [
    [
      "Can't write study.duckdb: Failed to append: Failed to commit: " +
        'Could not write file "study.duckdb.wal": File too large',
      waits,
    ].join("\n"),
  ]);
  assert.deepEqual(after, again);
  assert.deepEqual(counts, whole(20_000));
});
