import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { assertGolden } from "../magics/golden";
import { startAppending } from "../store/child";
import { ownTables, temporary, writeDatabase } from "../store/database";

const main = resolve("dist", "src", "cli", "main.js");

/** Run the command in a folder; return its exit code and what it printed. */
function command(cwd: string, args: readonly string[], input = "") {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd,
    input,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

const good = (stdout: string) => ({ status: 0, stdout, stderr: "" });
const bad = (stderr: string) => ({ status: 1, stdout: "", stderr });

test("sql prints a table, JSON or CSV", async (t) => {
  const folder = temporary(t);
  await writeDatabase(join(folder, "study.duckdb"), [
    "CREATE TABLE t AS SELECT 1 AS a",
  ]);
  const sql = "SELECT 'é, \"q\"' AS text, 'nan'::DOUBLE AS x, NULL AS none";
  const run = (...args: string[]) => command(folder, ["sql", "study.duckdb", ...args]);
  assert.deepEqual(
    run(sql),
    good('text      x  none\n──────  ───  ────\né, "q"  NaN     –\n1 row\n'),
  );
  assert.deepEqual(
    run(sql, "--format", "json"),
    good('[\n  {"text":"é, \\"q\\"","x":"NaN","none":null}\n]\n'),
  );
  assert.deepEqual(run(sql, "-f", "csv"), good('text,x,none\r\n"é, ""q""",NaN,\r\n'));
  assert.deepEqual(run("FROM t WHERE false", "-f", "json"), good("[]\n"));
  assert.deepEqual(
    run("FROM range(30)", "--limit", "2"),
    good("range\n─────\n    0\n    1\n2 of 30 rows\n"),
  );
  assert.deepEqual(
    run("FROM range(30)", "-n", "1", "-f", "csv"),
    good("range\r\n0\r\n"),
  );
});

test("sql takes the statement from standard input", async (t) => {
  const folder = temporary(t);
  await writeDatabase(join(folder, "study.duckdb"), [
    "CREATE TABLE t AS SELECT 1 AS a",
  ]);
  assert.deepEqual(
    command(folder, ["sql", "study.duckdb", "-", "-f", "csv"], "FROM t;\n"),
    good("a\r\n1\r\n"),
  );
});

test("runs lists runs, and says interrupted when nobody holds the file", async (t) => {
  const folder = temporary(t);
  await writeDatabase(join(folder, "study.duckdb"), ownTables);
  assertGolden("cli", "runs.txt", command(folder, ["runs", "study.duckdb"]).stdout);
  const { stdout } = command(folder, ["runs", "study.duckdb", "-f", "json"]);
  assert.equal((JSON.parse(stdout) as unknown[]).length, 2);
});

test("a run of a file that is held is running, though its lease has passed", async (t) => {
  const folder = temporary(t);
  const file = join(folder, "study.duckdb");
  await writeDatabase(file, ownTables);
  await startAppending(t, file);
  const sql = "SELECT status FROM runs WHERE name = 'wide'";
  assert.deepEqual(
    command(folder, ["sql", "study.duckdb", sql, "-f", "csv"]),
    good("status\r\nrunning\r\n"),
  );
});

test("a failure is a message on standard error and exit code 1", async (t) => {
  const folder = temporary(t);
  await writeDatabase(join(folder, "study.duckdb"), [
    "CREATE TABLE t AS SELECT 1 AS a",
  ]);
  assert.deepEqual(
    command(folder, ["sql", "study.duckdb", "SELECT b FROM t"]),
    bad(
      'Binder Error: Referenced column "b" not found in FROM clause!\n' +
        'Candidate bindings: "a"\n\nLINE 1: SELECT b FROM t\n               ^\n',
    ),
  );
  assert.deepEqual(
    command(folder, ["sql", "stdy.duckdb", "FROM t"]),
    bad('No file named "stdy.duckdb"\n  files: study.duckdb\n  try: study.duckdb\n'),
  );
  assert.deepEqual(
    command(folder, ["runs", "study.duckdb"]),
    bad(
      "study.duckdb was not made by tfjs-prov\n  plain SQL works\n" +
        '  try: tfjs-prov sql study.duckdb "SHOW TABLES"\n',
    ),
  );
  assert.equal(command(folder, ["sql", "study.duckdb", "DELETE FROM t"]).status, 1);
});

test("a wrong use is exit code 2, help and version are 0", (t) => {
  const folder = temporary(t);
  const codes: readonly [args: string[], status: number, stderr: string][] = [
    [["sql"], 2, "error: missing required argument 'file'\ntry: tfjs-prov --help\n"],
    [
      ["sqll"],
      2,
      "error: unknown command 'sqll'\n(Did you mean sql?)\ntry: tfjs-prov --help\n",
    ],
    [
      ["runs", "x", "--limit", "few"],
      2,
      "error: option '-n, --limit <rows>' argument 'few' is invalid. It is no whole number.\ntry: tfjs-prov --help\n",
    ],
    [
      ["runs", "x", "-f", "xml"],
      2,
      "error: option '-f, --format <format>' argument 'xml' is invalid. Allowed choices are table, json, csv.\ntry: tfjs-prov --help\n",
    ],
    [["--help"], 0, ""],
    [["sql", "--help"], 0, ""],
    [["--version"], 0, ""],
  ];
  for (const [args, status, stderr] of codes) {
    const result = command(folder, args);
    assert.deepEqual([result.status, result.stderr], [status, stderr]);
  }
  assert.equal(command(folder, []).status, 2);
  const { version } = JSON.parse(readFileSync("package.json", "utf8"));
  assert.equal(command(folder, ["--version"]).stdout, `${version}\n`);
});

test("output that nobody reads any more ends silently and leaves nothing", async (t) => {
  const folder = temporary(t);
  await writeDatabase(join(folder, "study.duckdb"), ["CREATE TABLE t (i INTEGER)"]);
  const args = [main, "sql", "study.duckdb", "FROM range(1000000)", "-f", "csv"];
  const child = spawn(process.execPath, args, { cwd: folder });
  let stderr = "";
  child.stderr.on("data", (data) => {
    stderr += data;
  });
  child.stdout.once("data", () => child.stdout.destroy());
  const [code] = await once(child, "close");
  assert.deepEqual([code, stderr], [0, ""]);
  const left = readdirSync(tmpdir()).filter((name) =>
    name.startsWith(`tfjs-prov-snapshot-${child.pid}-`),
  );
  assert.deepEqual(left, []);
});

test("help loads neither DuckDB nor a command", () => {
  const code =
    `process.argv[2] = "--help"; require(${JSON.stringify(main)});` +
    "setImmediate(() => console.log(Object.keys(require.cache).filter(" +
    "(file) => /@duckdb|dist.src.(magics|store)/.test(file)).length))";
  const { stdout } = spawnSync(process.execPath, ["-e", code, "x"], {
    encoding: "utf8",
  });
  assert.match(stdout, /\n0\n$/);
});
