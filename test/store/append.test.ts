import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { startReading } from "../../src/store/reader";
import { Store } from "../../src/store/store";
import { temporary } from "./database";

const ids = [1, 2].map((n) => `f193a5f0-0000-7000-8000-00000000000${n}`);
const phase = "0193a5f0-0000-7000-8000-000000000009";

/** Steps and values that are hard to hold; a step that is no whole number is NULL. */
const hard: readonly [step: number, value: number][] = [
  [0, 0.1],
  [-1, -0],
  [2 ** 31, Number.NaN],
  [2 ** 32, Number.POSITIVE_INFINITY],
  [-(2 ** 32), Number.NEGATIVE_INFINITY],
  [2 ** 40 + 5, 5e-324],
  [-(2 ** 40) - 3, 1.7976931348623157e308],
  [Number.MAX_SAFE_INTEGER, 1],
  [Number.MIN_SAFE_INTEGER, 2],
  [0.5, 3],
];

/** Record the hard points so often for two runs in turns, and read them back. */
async function stored(path: string, times: number) {
  const say = (text: string) => assert.fail(text);
  const store = new Store(path, { experiment: "study", say });
  await store.ready();
  const series = ids.map((run_id) =>
    store.series({
      ...{ run_id, phase_id: phase },
      ...{ metric: "loss", split: "train", per: "step" },
    }),
  );
  const at = Date.UTC(2026, 0, 2, 3, 4, 5) + 0.125;
  for (let i = 0; i < times; i++) {
    for (const [n, [step, value]] of hard.entries()) {
      series[(i + n) % 2]!.push(value, step, n % 3 === 0 ? null : n, at + n);
    }
  }
  const text =
    "SELECT run_id, step::VARCHAR AS step, value::VARCHAR AS value, epoch, " +
    "epoch_us(recorded_at)::VARCHAR AS at FROM tfjs_prov.points ORDER BY rowid";
  const { columns, rowCount } = await store.read((connection, written) =>
    startReading(connection, text, [], { written }),
  );
  await store.close();
  return Array.from({ length: rowCount }, (_, i) =>
    columns.map(({ values }) => values[i]),
  );
}

test("points are stored the same, whether few or many are written at once", async (t) => {
  const folder = temporary(t);
  const few = await stored(join(folder, "few.duckdb"), 2);
  const many = await stored(join(folder, "many.duckdb"), 500);
  assert.equal(few.length, 20);
  assert.equal(many.length, 5000);
  for (const [i, row] of many.entries()) assert.deepEqual(row, few[i % 20]);
  assert.deepEqual(
    few.slice(0, 10).map(([, step]) => step),
    hard.map(([step]) => (Number.isInteger(step) ? String(step) : null)),
  );
  assert.deepEqual(few[1], [ids[1], "-1", "-0.0", 1, "1767323045001125"]);
});
