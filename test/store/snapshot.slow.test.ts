import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { readStatement } from "../../src/store/reader";
import { openSnapshot } from "../../src/store/snapshot";
import { packageVersion } from "../../src/util/version";
import { kill, startAppending } from "./child";
import { ownTables, temporary, writeDatabase } from "./database";

async function firstRow(file: string, sql: string): Promise<unknown[]> {
  const snapshot = await openSnapshot(file);
  try {
    const { columns } = await readStatement(snapshot.connection, sql);
    return [...columns.map(({ values }) => values[0]), snapshot.held];
  } finally {
    snapshot.close();
  }
}

const ours = () =>
  readdirSync(tmpdir()).filter((name) =>
    name.startsWith(`tfjs-prov-snapshot-${process.pid}-`),
  );

test("each of 50 snapshots of a file that is written to is whole and newer", async (t) => {
  const file = join(temporary(t), "study.duckdb");
  const writer = await startAppending(t, file);
  let before = 0;
  for (let n = 0; n < 50; n++) {
    const [rows, greatest, held] = await firstRow(
      file,
      "SELECT count(*), max(i) FROM t",
    );
    assert.equal(held, true);
    assert.equal(rows, Number(greatest) + 1);
    assert.ok(Number(rows) >= before);
    before = Number(rows);
  }
  assert.ok(before > 21);
  await kill(writer);
  const [rows, greatest, held] = await firstRow(file, "SELECT count(*), max(i) FROM t");
  assert.equal(held, false);
  assert.equal(rows, Number(greatest) + 1);
  assert.ok(Number(rows) >= before);
});

test("a snapshot leaves no folder and the file as it was", async (t) => {
  const folder = temporary(t);
  const file = join(folder, "study.duckdb");
  await writeDatabase(file, ownTables);
  const snapshot = await openSnapshot(file);
  assert.equal(ours().length, 1);
  await snapshot.connection.run("UPDATE tfjs_prov.runs SET status = 'lost'");
  snapshot.close();
  assert.deepEqual(ours(), []);
  assert.deepEqual(readdirSync(folder), ["study.duckdb"]);
  const lost = "SELECT count(*) FROM tfjs_prov.runs WHERE status = 'lost'";
  assert.deepEqual(await firstRow(file, lost), [0, false]);
});

test("folders of processes that are gone are removed", async (t) => {
  const file = join(temporary(t), "study.duckdb");
  await writeDatabase(file, ["CREATE TABLE t (i INTEGER)"]);
  const { pid } = spawnSync(process.execPath, ["--version"]);
  const left = join(tmpdir(), `tfjs-prov-snapshot-${pid}-left`);
  mkdirSync(left);
  (await openSnapshot(file)).close();
  assert.ok(!existsSync(left));
});

test("what ran is interrupted in the copy, unless somebody holds the file", async (t) => {
  const own = join(temporary(t), "own.duckdb");
  await writeDatabase(own, ownTables);
  assert.deepEqual(await statuses(own), ["finished", "interrupted"]);
  await startAppending(t, own);
  assert.deepEqual(await statuses(own), ["finished", "running"]);
});

test("a file that tfjs-prov did not make is read as it is", async (t) => {
  const other = join(temporary(t), "other.duckdb");
  await writeDatabase(other, ["CREATE TABLE t (i INTEGER)"]);
  const snapshot = await openSnapshot(other);
  assert.equal(snapshot.ours, false);
  snapshot.close();
});

test("a file from a newer version is refused and leaves nothing behind", async (t) => {
  const file = join(temporary(t), "own.duckdb");
  const note =
    "INSERT INTO tfjs_prov.migrations VALUES (99, 'later', TIMESTAMP '2030-01-01', '9.8.7')";
  await writeDatabase(file, [...ownTables, note]);
  await assert.rejects(openSnapshot(file), {
    message:
      "Can't use own.duckdb: a newer tfjs-prov wrote it\n" +
      "  its schema is number 99, written by tfjs-prov 9.8.7; " +
      `this is tfjs-prov ${packageVersion()}, which knows up to number 11\n` +
      "  try: npm install tfjs-prov@9.8.7",
  });
  assert.deepEqual(ours(), []);
});

async function statuses(file: string): Promise<unknown[]> {
  const snapshot = await openSnapshot(file);
  try {
    const reader = await snapshot.connection.runAndReadAll("SELECT status FROM runs");
    return reader.getRows().map(([status]) => status);
  } finally {
    snapshot.close();
  }
}

test("a file that can't be read is named, with what is true", async (t) => {
  const folder = temporary(t);
  const at = (name: string) => join(folder, name);
  writeFileSync(at("study.duckdb"), "no database");
  writeFileSync(at("empty.duckdb"), "");
  const cases: readonly [file: string, message: string][] = [
    [
      at("studdy.duckdb"),
      `No file named "studdy.duckdb" in ${folder}\n` +
        "  files: empty.duckdb, study.duckdb\n  try: study.duckdb",
    ],
    [at("study.duckdb"), `${at("study.duckdb")} is not a DuckDB database`],
    [at("empty.duckdb"), `${at("empty.duckdb")} is not a DuckDB database`],
    [folder, `${folder} is not a file\n  databases in it: empty.duckdb, study.duckdb`],
    [at("none/x.duckdb"), `No file named "x.duckdb" in ${at("none")}`],
  ];
  for (const [file, message] of cases) {
    await assert.rejects(openSnapshot(file), (error) => {
      assert.equal((error as Error).message, message);
      return true;
    });
  }
});
