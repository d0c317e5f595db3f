import assert from "node:assert/strict";
import { renameSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { open } from "../../src";
import { small, xs, ys } from "../capture/models";
import { asked, startProgram } from "../magics/processes";
import { openStudy } from "../magics/study";
import { kill } from "../store/child";
import { temporary } from "../store/database";

/** What trackers got wrong, each through our public interface. */
const quiet = { epochs: 3, verbose: 0 } as const;

test("after a crash runs went on for ever (MLflow, Aim): here they are interrupted", async (t) => {
  const file = join(temporary(t), "study.duckdb");
  const training = startProgram(t, "train", [file, "base", "1000", "30"]);
  await training.says("epoch 9");
  await kill(training.child);
  const [run] = asked(file, "SELECT status, status_reason, last_epoch FROM runs");
  assert.equal(run?.status, "interrupted");
  assert.equal(run?.status_reason, "the process ended");
  assert.ok(Number(run?.last_epoch) >= 0);
});

test("only the last value was searchable (MLflow #1422, #4750): here all are", async (t) => {
  const { prov } = await openStudy(t);
  await prov.run({ name: "dip" }, (run) => run.log({ loss: [3, 1, 2, 5] }));
  await prov.run({ name: "flat" }, (run) => run.log({ loss: [4, 4] }));
  const rows = await prov.sql`
    SELECT DISTINCT run FROM metrics WHERE metric = 'loss' AND value < ${1.5}`;
  assert.deepEqual(rows.toArray(), [{ run: "dip" }]);
  const [best] = await prov.sql`SELECT loss, best_loss FROM runs ORDER BY best_loss`;
  assert.deepEqual(best, { loss: 5, best_loss: 1 });
});

test("NaN and infinity were hidden, or stored as 1.8e308: here they are themselves", async (t) => {
  const { prov } = await openStudy(t);
  const loss = [1, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 2];
  await prov.run({ name: "odd" }, (run) => run.log({ loss }));
  const rows = await prov.sql<{
    value: number;
  }>`SELECT value FROM metrics ORDER BY step`;
  assert.deepEqual(
    rows.toArray().map(({ value }) => value),
    loss,
  );
  const text = await prov.compare("loss").spec();
  assert.match(JSON.stringify(text), /NaN \(1 point\)/);
});

test("steps out of order were dropped (W&B #9449): here they are kept", async (t) => {
  const { prov } = await openStudy(t);
  const steps = [5, 3, 9, 3, 1];
  await prov.run({ name: "late" }, (run) => {
    for (const step of steps) run.log({ loss: step / 10 }, { step });
  });
  const rows = await prov.sql<{ step: number }>`SELECT step FROM metrics ORDER BY step`;
  assert.deepEqual(
    rows.toArray().map(({ step }) => step),
    [1, 3, 3, 5, 9],
  );
});

test("two writers broke the store (Aim #2869, trackio #448): here each has a whole file", async (t) => {
  const file = join(temporary(t), "study.duckdb");
  const names = ["first", "second"];
  const both = names.map((name) => startProgram(t, "train", [file, name, "8", "30"]));
  await Promise.all(both.map((program) => program.ends()));
  const found = both.map(({ lines }, i) => {
    const own = lines.find((line) => line.startsWith("opened "))!.slice(7);
    const text = `SELECT status, epochs FROM runs WHERE name = '${names[i]}'`;
    return asked(join(file, "..", own), text);
  });
  const whole = [{ status: "finished", epochs: 8 }];
  assert.deepEqual(found, [whole, whole]);
});

test("charts were sampled at random, and silently (W&B #1453): here by rule, and said", async (t) => {
  const { prov } = await openStudy(t);
  const loss = Float64Array.from({ length: 30_000 }, (_, i) => Math.sin(i / 100));
  loss[12_345] = -7;
  await prov.run({ name: "long" }, (run) => run.log({ loss }));
  const spec = JSON.stringify(await prov.compare("loss").spec());
  assert.match(
    spec,
    /[\d,]+ of 30,000 points shown: least and greatest of each bucket/,
  );
  assert.match(spec, /"y":-7[,}]/);
  assert.equal(JSON.stringify(await prov.compare("loss").spec()), spec);
});

test("parameters were text, so lr > 0.1 failed (MLflow): here they have types", async (t) => {
  const { prov } = await openStudy(t);
  for (const rate of [0.05, 0.2])
    await prov.fit(small(tf.train.sgd(rate)), xs, ys, quiet);
  const rows = await prov.sql`
    SELECT value FROM params WHERE name = 'learningRate' AND value > 0.1`;
  assert.deepEqual(rows.toArray(), [{ value: 0.2 }]);
  const named = await prov.sql`SELECT count(*) AS n FROM params WHERE value = 'sgd'`;
  assert.equal(named.at(0)?.n, 2);
});

test("a moved folder broke absolute paths (MLflow #184): here there are none", async (t) => {
  const { prov, path, folder } = await openStudy(t);
  await prov.fit(small(), xs, ys, { ...quiet, name: "base" });
  await prov.close();
  const moved = join(temporary(t), "moved");
  renameSync(folder, moved);
  const again = await open(join(moved, basename(path)));
  const [run] = await again.sql`SELECT name, epochs FROM runs`;
  assert.deepEqual(run, { name: "base", epochs: 3 });
  await again.close();
});

test("the last epoch was reported where the best one counts: here both are told", async (t) => {
  const { prov } = await openStudy(t);
  prov.autolog(tf);
  const callbacks = tf.callbacks.earlyStopping({ monitor: "val_loss", patience: 2 });
  const model = small(tf.train.sgd(1.5));
  const told = { ...quiet, epochs: 50, validationSplit: 0.5, callbacks };
  const { history, epoch } = await model.fit(xs, ys, told);
  const losses = history.val_loss as number[];
  const [run] = await prov.sql`
    SELECT best_val_loss, best_val_loss_epoch, last_epoch FROM runs`;
  const best = Math.min(...losses.filter((loss) => !Number.isNaN(loss)));
  assert.deepEqual(run, {
    best_val_loss: best,
    best_val_loss_epoch: losses.indexOf(best),
    last_epoch: epoch.at(-1),
  });
});
