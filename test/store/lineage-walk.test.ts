import assert from "node:assert/strict";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { rowsFrom, withFile } from "./support/database";
import { folder } from "./support/folder";
import { record, runRow, storeAt } from "./support/recording";

const hash = "ab".repeat(32);

/** Make a file in which cell runs used others, by their numbers. */
async function cellUses(t: TestContext, cells: number, uses: string) {
  const path = join(folder(t), "uses.duckdb");
  const { store } = storeAt(t, path);
  record(store, { run: runRow({ name: "first" }) });
  await store.close();
  await withFile(path, async (connection) => {
    await connection.run(`INSERT INTO tfjs_prov.cells (cell_hash, source)
      VALUES ('${hash}', 'x')`);
    await connection.run(`INSERT INTO tfjs_prov.cell_runs (cell_run_id, cell_hash,
        execution_count, session_id, started_at, status)
      SELECT ${cellId("i")}, '${hash}', i, uuid(), now(), 'ok' FROM range(${cells}) t(i)`);
    await connection.run(`INSERT INTO tfjs_prov.cell_uses (cell_run_id, name, used_cell_run_id)
      SELECT ${cellId("later")}, 'x', ${cellId("earlier")} FROM (${uses})`);
  });
  return path;
}

const cellId = (n: string) =>
  `CAST(printf('019ab000-0003-7000-8000-%012x', ${n}) AS UUID)`;
const cellZero = "019ab000-0003-7000-8000-000000000000";

/** Return the least number of steps from 0 to each number, walked in JavaScript. */
function depthsFrom0(steps: readonly (readonly [number, number])[]) {
  const depths = new Map([[0, 0]]);
  for (const [at, depth] of depths) {
    for (const [from, to] of steps) {
      if (from === at && !depths.has(to)) depths.set(to, depth + 1);
    }
  }
  return [...depths].sort(([a], [b]) => a - b);
}

test("where steps go in circles each thing is met once, at its least depth", async (t) => {
  const count = 60;
  // numbers without a pattern, the same each time
  let last = 1;
  const draw = () => {
    last = (last * 16_807) % 2_147_483_647;
    return last % count;
  };
  const circle = [
    [0, 1],
    [1, 2],
    [2, 0],
  ] as const;
  const drawn = Array.from({ length: 150 }, () => [draw(), draw()] as const);
  const steps = [...circle, ...drawn];
  const values = steps.map((step) => `(${step})`).join(", ");
  const path = await cellUses(t, count, `FROM (VALUES ${values}) u(later, earlier)`);
  const back = steps.map(([later, earlier]) => [earlier, later] as const);
  for (const [name, walked] of [
    ["lineage", steps],
    ["lineage_down", back],
  ] as const) {
    const found = await withFile(path, (connection) =>
      rowsFrom(
        connection,
        `SELECT CAST(regexp_extract(name, '[0-9]+') AS INTEGER) AS n, depth
        FROM ${name}('${cellZero}') WHERE what = 'cell run' ORDER BY n`,
      ),
    );
    const expected = depthsFrom0(walked);
    assert.ok(expected.length > 30, name);
    assert.deepEqual(
      found.map(({ n, depth }) => [n, Number(depth)]),
      expected,
      name,
    );
  }
});

test("depths are right in a walk over much, with many threads", async (t) => {
  const count = 400_000;
  const tree = `SELECT i AS earlier, 2 * i + j AS later
    FROM range(${count}) t(i), range(1, 3) u(j) WHERE 2 * i + j < ${count} ORDER BY hash(i)`;
  const path = await cellUses(t, count, tree);
  const [row] = await withFile(path, async (connection) => {
    await connection.run("SET threads = 8");
    return rowsFrom(
      connection,
      `SELECT count(*) AS things, count(*) FILTER (depth <>
        floor(log2(CAST(regexp_extract(name, '[0-9]+') AS INTEGER) + 1))) AS wrong
      FROM lineage_down('${cellZero}')`,
    );
  });
  assert.deepEqual(row, { things: BigInt(count), wrong: 0n });
});
