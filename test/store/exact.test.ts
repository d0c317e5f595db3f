import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { rowOf, rowsOf } from "./support/database";
import { folder } from "./support/folder";
import {
  ending,
  eventRow,
  layerRow,
  modelRow,
  paramRow,
  phaseRow,
  record,
  runRow,
  seriesRow,
  storeAt,
} from "./support/recording";

const texts = [
  ...['it\'s "quoted"', "😀 👩‍👩‍👧 ñ", "a\0b", "a\nb\t", "'; DROP TABLE runs; --", ""],
  ...["n".repeat(10_000), "$1 ? {}", "\\u0000"],
];

/** Return text as hexadecimal UTF-8: what is read must be what was written, by byte. */
const hex = (text: string) => Buffer.from(text).toString("hex").toUpperCase();

test("names and values of any text are read back byte for byte", async (t) => {
  const path = join(folder(t), "study.duckdb");
  const { store, said } = storeAt(t, path);
  const runs = texts.map((name) => runRow({ name, experiment: name }));
  for (const run of runs) {
    const phase = phaseRow(run, { name: run.name });
    store.add("runs", run);
    store.add("phases", phase);
    store.add("params", paramRow(run, { name: run.name, value: run.name }));
    store.series(seriesRow(phase, { metric: run.name })).push(1, 0, 0, 1);
    const reason = { ...ending("failed"), status_reason: run.name };
    store.add("events", eventRow(phase, { old_value: run.name, message: run.name }));
    store.endPhase(phase.phase_id, { ...reason, capture_ms: 0 });
    store.endRun(run.run_id, reason);
  }
  await store.close();
  const at = (column: string) => `hex(encode(${column}))`;
  const rows = await rowsOf(
    path,
    `SELECT ${at("r.name")} AS name, ${at("r.experiment")} AS experiment,
      ${at("r.status_reason")} AS reason, ${at("h.name")} AS phase, ${at("p.name")} AS param,
      ${at("p.value.text")} AS value, ${at("m.metric")} AS metric, ${at("e.message")} AS message,
      ${at("e.old_value.text")} AS old
    FROM runs r JOIN phases h USING (run_id) JOIN params p USING (run_id)
    JOIN metrics m USING (run_id) JOIN events e USING (run_id) ORDER BY r.run_id`,
  );
  const sorted = runs.toSorted((a, b) => (a.run_id < b.run_id ? -1 : 1));
  assert.deepEqual(
    rows.map((row) => [...new Set(Object.values(row))]),
    sorted.map(({ name }) => [hex(name)]),
  );
  assert.deepEqual(said, []);
});

test("half of a surrogate pair is U+FFFD wherever it stands", async (t) => {
  const path = join(folder(t), "study.duckdb");
  const { store, said } = storeAt(t, path);
  const half = "a\ud800";
  const run = runRow({ name: half });
  store.add("runs", run);
  store.add("params", paramRow(run, { name: half, value: half }));
  store.add("models", { ...modelRow, name: half });
  store.add("layers", { ...layerRow, config: JSON.stringify({ [half]: half }) });
  store.endRun(run.run_id, ending());
  await store.close();
  const whole = "a\ufffd";
  assert.deepEqual(
    await rowOf(
      path,
      `SELECT r.name, p.name AS param, p.value.text AS value, m.name AS model,
        l.config->>'${whole}' AS config
      FROM runs r, params p, tfjs_prov.models m, tfjs_prov.layers l`,
    ),
    { name: whole, param: whole, value: whole, model: whole, config: whole },
  );
  assert.deepEqual(said, []);
});

const numbers = [Number.NaN, Infinity, -Infinity, -0, 0, 5e-324, -5e-324, 1 / 3, 1e308];

for (const [how, repeat] of [
  ["few", 1],
  ["many", 400],
] as const) {
  test(`${how} values of every kind are read back bit by bit, in order`, async (t) => {
    const path = join(folder(t), "study.duckdb");
    const { store, said } = storeAt(t, path);
    const { phase } = record(store, { epochs: 0 });
    const series = store.series(seriesRow(phase, { metric: "m" }));
    const told = Array.from({ length: repeat }, () => numbers).flat();
    const steps = told.map((_, i) => [3, 1, 3, 2 ** 53 - 1, -5][i % 5]!);
    told.forEach((value, i) => {
      series.push(value, steps[i]!, i, 1000 + i / 1000);
    });
    await store.close();
    const rows = await rowsOf(
      path,
      "SELECT value, step, epoch, epoch_us(recorded_at) AS at FROM tfjs_prov.points ORDER BY rowid",
    );
    const bits = (values: readonly unknown[]) =>
      Buffer.from(Float64Array.from(values as number[]).buffer).toString("hex");
    assert.equal(bits(rows.map(({ value }) => value)), bits(told));
    assert.deepEqual(
      rows.map(({ step }) => Number(step)),
      steps,
    );
    assert.deepEqual(
      rows.map(({ epoch, at }) => [Number(epoch), Number(at)]),
      told.map((_, i) => [i, 1_000_000 + i]),
    );
    assert.deepEqual(said, []);
  });
}

test("an epoch beyond 32 bits or a half step is null, and its value is kept", async (t) => {
  const path = join(folder(t), "study.duckdb");
  const { store, said } = storeAt(t, path);
  const { phase } = record(store, { epochs: 0 });
  const series = store.series(seriesRow(phase));
  for (let i = 0; i < 600; i++) series.push(i, i + 0.5, 2 ** 31, Number.NaN);
  await store.flush();
  series.push(600, 0.5, 2 ** 31, Number.NaN);
  await store.close();
  assert.deepEqual(
    await rowOf(
      path,
      `SELECT count(*) AS points, sum(value) AS total, count(step) AS steps,
        count(epoch) AS epochs, count(recorded_at) AS times FROM tfjs_prov.points`,
    ),
    { points: 601n, total: 180_300, steps: 0n, epochs: 0n, times: 0n },
  );
  assert.deepEqual(said, []);
});

test("5,000 params and 300 metrics of one run are all there", async (t) => {
  const path = join(folder(t), "study.duckdb");
  const { store, said } = storeAt(t, path);
  const run = runRow();
  const phase = phaseRow(run);
  store.add("runs", run);
  store.add("phases", phase);
  for (let i = 0; i < 5000; i++) {
    store.add("params", paramRow(run, { name: `p${i}`, value: i % 2 ? i : `v${i}` }));
  }
  const all = Array.from({ length: 300 }, (_, i) =>
    store.series(seriesRow(phase, { metric: `m${i}` })),
  );
  for (let epoch = 0; epoch < 5; epoch++) {
    for (const [i, series] of all.entries()) series.push(i + epoch, epoch, epoch, 1);
    store.pace();
  }
  store.endPhase(phase.phase_id, { ...ending(), capture_ms: 0 });
  store.endRun(run.run_id, ending());
  await store.close();
  assert.deepEqual(
    await rowOf(
      path,
      `SELECT len(map_keys(params)) AS params, params['p4999'].num AS number,
        params['p4998'].text AS text, len(map_keys(last)) AS metrics,
        last['m299'] AS last, least['m299'] AS least FROM compare`,
    ),
    {
      params: 5000n,
      number: 4999,
      text: "v4998",
      metrics: 300n,
      last: 303,
      least: 299,
    },
  );
  assert.deepEqual(said, []);
});
