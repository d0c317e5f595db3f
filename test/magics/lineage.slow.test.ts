import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { fileSystem } from "../../src";
import { small, xs, ys } from "../capture/models";
import { asked, startProgram } from "./processes";
import { openStudy } from "./study";

const quiet = { epochs: 2, verbose: 0 } as const;

test("freeze, fit, unfreeze, fit is a chain of weights in one table", async (t) => {
  const { prov } = await openStudy(t);
  prov.autolog(tf);
  const model = small();
  const compile = () => model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
  await prov.run({ name: "tuned" }, async () => {
    model.layers[0]!.trainable = false;
    compile();
    await model.fit(xs, ys, quiet);
    model.layers[0]!.trainable = true;
    compile();
    await model.fit(xs, ys, quiet);
    tf.dispose(model.evaluate(xs, ys));
  });
  await prov.fit(model, xs, ys, { ...quiet, name: "later" });
  const rows = await prov.sql`
    SELECT run, position, phase, began_as, from_run, trainable_parameters,
      start_state_id = lag(end_state_id) OVER (ORDER BY run DESC, position) AS goes_on,
      end_weights IS NOT NULL AS trained
    FROM lineage ORDER BY run DESC, position`;
  const all = rows.toArray().map((row) => Object.values(row));
  assert.deepEqual(all, [
    ["tuned", 0, "fit", "initial", null, 4, null, true],
    ["tuned", 1, "fit", "trained", "tuned", 13, true, true],
    ["tuned", 2, "evaluate", "trained", "tuned", 13, true, false],
    ["later", 0, "fit", "trained", "tuned", 13, null, true],
  ]);
});

// Models of one seed begin alike, and were said to be made by the run that learnt nothing.
test("a run that leaves the weights as they were has not made them", async (t) => {
  const { prov } = await openStudy(t);
  prov.autolog(tf);
  const still = small(tf.train.sgd(0));
  const alike = small();
  alike.setWeights(still.getWeights().map((weight) => weight.clone()));
  await prov.fit(still, xs, ys, { ...quiet, name: "still" });
  await prov.fit(alike, xs, ys, { ...quiet, name: "alike" });
  const rows = await prov.sql`
    SELECT run, origin, made_in_run FROM states WHERE origin IN ('initial', 'trained')
    ORDER BY recorded_at`;
  assert.deepEqual(rows.toArray(), [
    { run: "still", origin: "initial", made_in_run: null },
    { run: "still", origin: "trained", made_in_run: null },
    { run: "alike", origin: "initial", made_in_run: null },
    { run: "alike", origin: "trained", made_in_run: "alike" },
  ]);
});

test("restored weights are another state that says whose epoch's they are", async (t) => {
  const { prov } = await openStudy(t);
  prov.autolog(tf);
  const model = small();
  const spoil = {
    onEpochEnd: async (epoch: number) => {
      if (epoch === 1) (model.optimizer as tf.SGDOptimizer).setLearningRate(-0.5);
    },
  };
  const best = prov.checkpoint({ monitor: "loss", restore: true });
  const callbacks = [spoil, best] as never;
  const options = { name: "best", verbose: 0, shuffle: false } as const;
  await prov.fit(model, xs, ys, { ...options, epochs: 5, callbacks });
  const [end] = await prov.sql`
    SELECT epoch, equals_epoch, relation, made_in_epoch FROM states WHERE origin = 'restored'`;
  assert.deepEqual(end, {
    epoch: 4,
    equals_epoch: best.bestEpoch,
    relation: "restored",
    made_in_epoch: best.bestEpoch,
  });
  const [least] = await prov.sql<{ best: number }>`
    SELECT arg_min(epoch, value) AS best FROM metrics WHERE metric = 'loss'`;
  assert.equal(least!.best, best.bestEpoch);
  const checkpoints = await prov.sql`
    SELECT epoch, monitor, usable, restored, duration_ms >= 0 AS timed FROM checkpoints`;
  const known = { monitor: "loss", usable: false, timed: true };
  assert.deepEqual(
    checkpoints.toArray(),
    Array.from({ length: best.bestEpoch! + 1 }, (_, epoch) => ({
      ...{ epoch, ...known },
      restored: epoch === best.bestEpoch,
    })),
  );
});

test("a model saved, loaded and trained on in another process is one lineage", async (t) => {
  const { prov, folder, path } = await openStudy(t);
  prov.autolog(tf);
  const model = small();
  const at = join(folder, "models", "base");
  await prov.fit(model, xs, ys, { ...quiet, name: "base" });
  await model.save(fileSystem(at));
  await prov.fit(model, xs, ys, { ...quiet, name: "elsewhere" });
  await model.save(fileSystem(at));
  await prov.close();
  assert.equal(await startProgram(t, "go-on", [path, at]).ends(), 0);
  const chain = asked(
    path,
    "SELECT began_as, from_run FROM lineage WHERE run = 'tuned'",
  );
  assert.deepEqual(chain, [{ began_as: "loaded", from_run: "elsewhere" }]);
  const file = readFileSync(join(at, "weights.bin"));
  const hash = createHash("sha256").update(file).digest("hex");
  const found = asked(
    path,
    `SELECT verb, overwritten, place, made_in_run, made_in_epoch FROM artifacts
    WHERE list_contains(map_values(files), '${hash}')`,
  );
  const same = { place: "models/base", made_in_run: "elsewhere", made_in_epoch: 1 };
  assert.deepEqual(found, [
    { verb: "saved", overwritten: false, ...same },
    { verb: "loaded", overwritten: null, ...same },
  ]);
  const first = asked(path, "SELECT made_in_run FROM artifacts WHERE overwritten");
  assert.deepEqual(first, [{ made_in_run: "base" }]);
});

test("what a user set is asked in SQL, with the cell and the effect of it", async (t) => {
  const { prov } = await openStudy(t);
  const run = prov.start(small(), xs, ys, {
    ...{ name: "steered", epochs: 300, batchSize: 4, verbose: 0, yieldEvery: "batch" },
  });
  await new Promise((resolve) => setTimeout(resolve, 30));
  await run.set({ learningRate: 1e-3 }, { reason: "it jumps" });
  run.stop({ reason: "enough" });
  await run.done;
  const rows = await prov.sql`
    SELECT kind, name, old_value, new_value, cause, message, epoch IS NOT NULL AS placed
    FROM events WHERE run = 'steered'`;
  assert.deepEqual(JSON.parse(JSON.stringify(rows)), [
    {
      kind: "changed",
      name: "learningRate",
      old_value: 0.01,
      new_value: 0.001,
      cause: "user",
      message: "it jumps",
      placed: true,
    },
    {
      kind: "stopped early",
      name: "stopTraining",
      old_value: null,
      new_value: null,
      cause: "user",
      message: "enough",
      placed: true,
    },
  ]);
  const [row] = await prov.sql`SELECT status, status_reason FROM runs`;
  assert.deepEqual(row, {
    status: "stopped early",
    status_reason: "by the user: enough",
  });
});

test("what is kept of an artifact comes back byte by byte", async (t) => {
  const { prov } = await openStudy(t);
  const bytes = Uint8Array.from({ length: 3 * 1024 ** 2 }, (_, i) => i * 7);
  await prov.run({ name: "notes" }, async (run) => {
    await run.artifact(bytes, { name: "all bytes", keep: true });
  });
  const [row] = await prov.sql`
    SELECT run, name, kind, size_bytes, sha256, sha256(content) AS again FROM artifacts`;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  assert.deepEqual(row, {
    ...{ run: "notes", name: "all bytes", kind: "file", size_bytes: bytes.length },
    ...{ sha256, again: sha256 },
  });
});

test("open({ weights: false }) records models without their states", async (t) => {
  const { prov, folder } = await openStudy(t, { weights: false });
  prov.autolog(tf);
  const model = small();
  await model.fit(xs, ys, quiet);
  await model.save(fileSystem(join(folder, "base")));
  const [row] = await prov.sql`
    SELECT (SELECT count(*) FROM states) AS states, count(*) AS artifacts,
      count(weights_hash) AS hashes FROM artifacts`;
  assert.deepEqual(row, { states: 0, artifacts: 1, hashes: 0 });
});
