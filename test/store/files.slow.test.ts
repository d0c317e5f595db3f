import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { type TestContext, test } from "node:test";
import { packageVersion } from "../../src/util/version";
import { readFrom } from "./database";
import { child } from "./support/child";
import { rowOf, rowsFrom, withFile } from "./support/database";
import { folder, temporaryFolderAt } from "./support/folder";
import { python } from "./support/python";
import { record, storeAt } from "./support/recording";

/** Return a study in a folder of its own, with another one for temporary files. */
function study(t: TestContext): { path: string; aside: string; temporary: string } {
  const home = folder(t);
  const temporary = join(home, "temporary");
  mkdirSync(temporary);
  temporaryFolderAt(t, temporary);
  mkdirSync(join(home, "notebooks"));
  const at = (name: string) => join(home, "notebooks", name);
  return { path: at("study.duckdb"), aside: at("study-2.duckdb"), temporary };
}

/** Record a run and return what was said, with the folder of temporary files as TMP. */
async function recordAt(
  t: TestContext,
  { path, temporary }: { path: string; temporary: string },
): Promise<{ said: string[]; path: string }> {
  const { store, said } = storeAt(t, path);
  for (let runs = 0; runs < 2; runs++) {
    record(store);
    await store.flush();
  }
  await store.close();
  return {
    said: said.map((text) => text.replaceAll(temporary, "TMP")),
    path: store.path,
  };
}

async function runsIn(path: string): Promise<number> {
  return Number((await rowOf(path, "SELECT count(*) AS runs FROM runs")).runs);
}

const hashOf = (path: string) =>
  createHash("sha256").update(readFileSync(path)).digest("hex");

/** What may be found in the file's place, left as it is, and what is said of it. */
const refused: Record<string, { make(path: string): unknown; said: string[] }> = {
  "a text": {
    make: (path) => writeFileSync(path, "dear diary\n".repeat(2000)),
    said: [
      "Can't record into study.duckdb: it is no DuckDB database",
      '  IO Error: The file "study.duckdb" exists, but it is not a valid DuckDB database file!',
    ],
  },
  "a short text": {
    make: (path) => writeFileSync(path, "hi"),
    said: [
      "Can't record into study.duckdb: it is no DuckDB database",
      '  IO Error: The file "study.duckdb" exists, but it is not a valid DuckDB database file!',
    ],
  },
  "a file from a newer version": {
    make: async (path) => {
      await makeOurs(path);
      await withFile(path, (connection) =>
        connection.run(
          "INSERT INTO tfjs_prov.migrations VALUES (99, 'later', now()::TIMESTAMP, '7.0.0')",
        ),
      );
    },
    said: [
      "Can't use study.duckdb: a newer tfjs-prov wrote it",
      "  its schema is number 99, written by tfjs-prov 7.0.0; " +
        `this is tfjs-prov ${packageVersion()}, which knows up to number 11`,
      "  try: npm install tfjs-prov@7.0.0",
    ],
  },
  "a file with tables and views named as ours": {
    make: (path) =>
      withFile(path, async (connection) => {
        await connection.run("CREATE TABLE metrics AS SELECT 42 AS mine");
        await connection.run("CREATE VIEW runs AS SELECT 42 AS mine");
        await connection.run("COMMENT ON VIEW runs IS 'mine'");
      }),
    said: [
      "Can't record into study.duckdb: its names are taken",
      "  it has of its own: table metrics, view runs",
      "  views of these names would be made, and nothing of yours is replaced",
    ],
  },
};

async function makeOurs(path: string): Promise<void> {
  await withFile(path, async (connection) => {
    await connection.run("CREATE SCHEMA tfjs_prov");
    await connection.run(
      "CREATE TABLE tfjs_prov.migrations (version INTEGER, name VARCHAR, applied_at TIMESTAMP, package_version VARCHAR)",
    );
    await connection.run(
      "CREATE TABLE tfjs_prov.settings (name VARCHAR, value VARCHAR)",
    );
  });
}

for (const [what, { make, said }] of Object.entries(refused)) {
  test(`${what} is left as it is, which is said once, and study-2 taken`, async (t) => {
    const at = study(t);
    await make(at.path);
    const before = hashOf(at.path);
    const told = await recordAt(t, at);
    const full = [...said, "  recording into study-2.duckdb instead"].join("\n");
    assert.deepEqual(told, { said: [full], path: at.aside });
    assert.equal(await runsIn(at.aside), 2);
    assert.equal(hashOf(at.path), before);
    assert.equal(existsSync(`${at.path}.wal`), false);
  });
}

test("a file in DuckDB 2.0's own format is left as it is", async (t) => {
  const at = study(t);
  const made = python(
    t,
    "2.0.0",
    "duckdb.connect(path).execute('CREATE TABLE t(i INT)')",
    {
      path: at.path,
    },
  );
  if (made === undefined) return;
  const before = hashOf(at.path);
  const told = await recordAt(t, at);
  const full = [
    "Can't record into study.duckdb: a newer DuckDB wrote it in a format of its own",
    "  IO Error: Trying to read a database file with version number 999, " +
      "but we can only read versions between 64 and 68.",
    "  recording into study-2.duckdb instead",
  ];
  assert.deepEqual(told, { said: [full.join("\n")], path: at.aside });
  assert.equal(hashOf(at.path), before);
});

test("a folder in the file's place stays, and study-2 is taken", async (t) => {
  const at = study(t);
  mkdirSync(at.path);
  writeFileSync(join(at.path, "mine.txt"), "mine");
  const told = await recordAt(t, at);
  const full = [
    "Can't record into study.duckdb: it is a folder",
    '  IO Error: Could not read from file "study.duckdb": Is a directory',
    "  recording into study-2.duckdb instead",
  ];
  assert.deepEqual(told, { said: [full.join("\n")], path: at.aside });
  assert.deepEqual(readdirSync(at.path), ["mine.txt"]);
});

test("a folder that does not exist is said, and a temporary file taken", async (t) => {
  const at = study(t);
  const told = await recordAt(t, { ...at, path: join(at.path, "study.duckdb") });
  const full = [
    "Can't record into study.duckdb: its folder does not exist",
    '  IO Error: Cannot open file "study.duckdb": No such file or directory',
    "  recording into TMP/study.duckdb instead",
  ];
  assert.deepEqual(told.said, [full.join("\n")]);
  assert.equal(await runsIn(join(at.temporary, "study.duckdb")), 2);
});

const asRoot = process.getuid?.() === 0;

/** Tell whether another user can run this build; else the test is skipped. */
function canBeNobody(t: TestContext): boolean {
  if (!asRoot) return true;
  for (let path = __dirname; path !== dirname(path); path = dirname(path)) {
    if ((statSync(path).mode & 0o005) === 0o005) continue;
    t.skip("root writes everywhere, and no other user can read this build");
    return false;
  }
  return true;
}

/** Record in a process that has no right to write what is not its own. */
async function recordAsNobody(t: TestContext, path: string, temporary: string) {
  chmodSync(temporary, 0o777);
  const options = { env: { TMPDIR: temporary }, uid: asRoot ? 65534 : undefined };
  const [told] = await child(t, "record-once.js", [path], options).ended();
  return told as { said: string[]; path: string };
}

test("a read-only folder is said, and a temporary file taken", async (t) => {
  if (!canBeNobody(t)) return;
  const at = study(t);
  const home = join(at.path, "..");
  chmodSync(join(home, ".."), 0o755);
  chmodSync(home, 0o555);
  const { said, path } = await recordAsNobody(t, at.path, at.temporary);
  const full = [
    "Can't record into study.duckdb: its folder may not be written",
    '  IO Error: Cannot open file "study.duckdb": Permission denied',
    `  recording into ${at.temporary}/study.duckdb instead`,
  ];
  assert.deepEqual(said, [full.join("\n")]);
  assert.equal(path, join(at.temporary, "study.duckdb"));
  assert.equal(await runsIn(path), 1);
  assert.deepEqual(readdirSync(home), []);
});

test("a read-only file is left as it is, and study-2 taken", async (t) => {
  if (!canBeNobody(t)) return;
  const at = study(t);
  await recordAt(t, at);
  const before = hashOf(at.path);
  chmodSync(at.path, 0o444);
  chmodSync(join(at.path, "..", ".."), 0o755);
  chmodSync(join(at.path, ".."), 0o777);
  const { said, path } = await recordAsNobody(t, at.path, at.temporary);
  const full = [
    "Can't record into study.duckdb: it may not be written",
    '  IO Error: Cannot open file "study.duckdb": Permission denied',
    "  recording into study-2.duckdb instead",
  ];
  assert.deepEqual(said, [full.join("\n")]);
  assert.equal(path, at.aside);
  assert.equal(hashOf(at.path), before);
});

test("an empty file is taken for a new one", async (t) => {
  const at = study(t);
  writeFileSync(at.path, "");
  assert.deepEqual(await recordAt(t, at), { said: [], path: at.path });
  assert.equal(await runsIn(at.path), 2);
});

test("a link to nothing becomes a file where it points", async (t) => {
  const at = study(t);
  symlinkSync(join(at.temporary, "elsewhere.duckdb"), at.path);
  assert.deepEqual(await recordAt(t, at), { said: [], path: at.path });
  assert.equal(await runsIn(join(at.temporary, "elsewhere.duckdb")), 2);
});

test("a DuckDB file of the user's own keeps its tables, with ours beside", async (t) => {
  const at = study(t);
  await withFile(at.path, async (connection) => {
    await connection.run("CREATE TABLE penguins AS SELECT 'adelie' AS kind");
    await connection.run("CREATE VIEW kinds AS FROM penguins");
  });
  assert.deepEqual(await recordAt(t, at), { said: [], path: at.path });
  assert.equal(await runsIn(at.path), 2);
  assert.deepEqual(await rowOf(at.path, "FROM kinds"), { kind: "adelie" });
});

test("nothing is left beside a file that was made", async (t) => {
  const at = study(t);
  await recordAt(t, at);
  assert.deepEqual(readdirSync(join(at.path, "..")), ["study.duckdb"]);
});

test("a file that another process holds for 2 s is left to it, which is said once", async (t) => {
  const at = study(t);
  const holder = child(t, "hold.js", [at.path]);
  await holder.line();
  const { said, path } = await recordAt(t, at);
  const full = [
    "Can't record into study.duckdb: another process is writing it",
    `  it is open in the process ${holder.process.pid}`,
    '  to read it here: open("…", { readOnly: true })',
    "  recording into study-2.duckdb instead",
  ];
  assert.deepEqual(said, [full.join("\n")]);
  assert.equal(path, at.aside);
  assert.equal(await runsIn(at.aside), 2);
});

test("a file that another process lets go within 2 s is waited for", async (t) => {
  const at = study(t);
  const holder = child(t, "hold.js", [at.path, "500"]);
  await holder.line();
  assert.deepEqual(await recordAt(t, at), { said: [], path: at.path });
});

test("when no file can be made, rows wait in memory and reading says why", async (t) => {
  const at = study(t);
  temporaryFolderAt(t, join(at.temporary, "missing"));
  const path = join(at.temporary, "also-missing", "study.duckdb");
  const { store, said } = storeAt(t, path);
  record(store);
  await store.flush();
  await store.flush();
  const reason = [
    "Can't record into study.duckdb: its folder does not exist",
    '  IO Error: Cannot open file "study.duckdb": No such file or directory',
  ];
  const waits =
    "  the training goes on; what is recorded waits in memory and is tried every second";
  assert.deepEqual(said, [[...reason, waits].join("\n")]);
  await assert.rejects(
    readFrom(store, async () => undefined),
    { name: "ProvError", message: reason.join("\n") },
  );
  mkdirSync(join(path, ".."));
  const rows = await readFrom(store, (connection) =>
    rowsFrom(connection, "SELECT status, epochs FROM runs"),
  );
  assert.deepEqual(rows, [{ status: "finished", epochs: 3n }]);
  assert.deepEqual(said.slice(1), ["study.duckdb is written again; nothing is lost"]);
});
