import assert from "node:assert/strict";
import { test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { open } from "../../src";
import { small, xs, ys } from "../capture/models";
import { openStudy } from "./study";

const quiet = { epochs: 2, verbose: 0 } as const;

test("the sizes of the sets of a run, and what its model was made from", async (t) => {
  const { prov, said } = await openStudy(t);
  prov.autolog(tf);
  const raw = prov.dataset(xs, { name: "raw", source: "toy.csv" });
  const scaled = prov.step("scale", (x: tf.Tensor2D) => x.div<tf.Tensor2D>(2))(raw);
  const model = small();
  const run = await prov.fit(model, scaled, ys, { ...quiet, validationSplit: 0.25 });
  tf.dispose(model.evaluate(scaled.slice(0, 2), ys.slice(0, 2)));
  const sets = await prov.sql`
    SELECT split, rows, first_row FROM dataset_uses WHERE run_id = ${run.id} AND role = 'x'`;
  assert.deepEqual(sets.toArray(), [
    { split: "train", rows: 9, first_row: 0 },
    { split: "validation", rows: 3, first_row: 9 },
    { split: "test", rows: 2, first_row: 0 },
  ]);
  const models = await prov.sql`
    WITH RECURSIVE made AS (
      SELECT dataset_hash FROM datasets WHERE name = 'raw'
      UNION
      SELECT d.output_hash FROM derivations d JOIN made m ON m.dataset_hash = d.input_hash
    )
    SELECT DISTINCT u.run, p.model_id IS NOT NULL AS model, u.split
    FROM made JOIN dataset_uses u USING (dataset_hash) JOIN phases p USING (phase_id)
    WHERE u.split = 'train'`;
  assert.deepEqual(models.toArray(), [{ run: run.name, model: true, split: "train" }]);
  const [step] =
    await prov.sql`SELECT step, input, output, input_part FROM derivations`;
  assert.deepEqual(step, {
    step: "scale",
    input: "raw",
    output: null,
    input_part: null,
  });
  assert.deepEqual(said, []);
});

test("was a row in training, and do the sets of two runs overlap", async (t) => {
  const { prov } = await openStudy(t, { data: { rows: true } });
  const first = await prov.fit(small(), xs, ys, { ...quiet, validationSplit: 0.25 });
  const second = await prov.fit(small(), xs.slice(8), ys.slice(8), quiet);
  const rows = xs.arraySync() as number[][];
  prov.dataset([rows[10]!], { name: "row ten", rows: true });
  prov.dataset([[7, 7]], { name: "stranger", rows: true });
  const asked = await prov.sql`
    SELECT r.name, m.run, m.split, m.position
    FROM dataset_rows r JOIN dataset_rows m USING (fingerprint)
    WHERE r.name IS NOT NULL AND m.run IS NOT NULL ORDER BY r.name, m.run_id`;
  assert.deepEqual(asked.toArray(), [
    { name: "row ten", run: first.name, split: "validation", position: 10 },
    { name: "row ten", run: second.name, split: "train", position: 2 },
  ]);
  const overlap = await prov.sql`
    SELECT a.split, count(*) AS rows
    FROM dataset_rows a JOIN dataset_rows b USING (fingerprint, role)
    WHERE role = 'x' AND a.run_id = ${first.id} AND b.run_id = ${second.id}
    GROUP BY a.split ORDER BY a.split`;
  assert.deepEqual(overlap.toArray(), [
    { split: "train", rows: 1 },
    { split: "validation", rows: 3 },
  ]);
});

test("fingerprints of many rows come back as they went in", async (t) => {
  const { prov } = await openStudy(t);
  const many = tf.range(0, 10000).reshape([5000, 2]);
  prov.dataset(many, { name: "many", rows: true });
  const [counted] = await prov.sql`
    SELECT count(*) AS rows, count(DISTINCT fingerprint) AS distinct_rows,
      max(position) AS last FROM dataset_rows`;
  assert.deepEqual(counted, { rows: 5000, distinct_rows: 5000, last: 4999 });
  const [told] =
    await prov.sql`SELECT rows, row_fingerprints, min, max, mean FROM datasets`;
  assert.deepEqual(told, {
    ...{ rows: 5000, row_fingerprints: 5000 },
    ...{ min: 0, max: 9999, mean: 4999.5 },
  });
});

test("a content that a file has is in it once, NaN and infinities as they came", async (t) => {
  const { prov, path, said } = await openStudy(t);
  const odd = [[Number.NaN, Number.POSITIVE_INFINITY]];
  prov.dataset(odd, { name: "odd", rows: true });
  await prov.close();
  await (await open(path.replace("study", "other"))).close();
  const again = await open(path);
  t.after(() => again.close());
  again.dataset(odd, { name: "odd", rows: true });
  await again.settled();
  const [counted] = await again.sql`
    SELECT (SELECT count(*) FROM tfjs_prov.datasets) AS datasets,
      (SELECT count(*) FROM tfjs_prov.dataset_columns) AS columns,
      (SELECT count(*) FROM tfjs_prov.row_fingerprints) AS rows`;
  assert.deepEqual(counted, { datasets: 1, columns: 2, rows: 1 });
  const columns =
    await again.sql`SELECT min, max, mean, nans, infinities FROM dataset_columns`;
  assert.deepEqual(columns.toArray(), [
    { min: null, max: null, mean: null, nans: 1, infinities: 0 },
    { min: Infinity, max: Infinity, mean: null, nans: 0, infinities: 1 },
  ]);
  assert.deepEqual(said, []);
});
