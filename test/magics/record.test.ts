import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import * as tf from "@tensorflow/tfjs";
import { open } from "../../src";
import { dataset, small, xs, ys } from "../capture/models";
import { openStudy } from "./study";

const quiet = { epochs: 2, verbose: 0 } as const;
const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

test("one line records each kind of training call, and returns what tfjs returns", async (t) => {
  const { prov } = await openStudy(t);
  prov.autolog(tf);
  const model = small();
  const { epoch } = await model.fit(xs, ys, { ...quiet, validationData: [xs, ys] });
  assert.deepEqual(epoch, [0, 1]);
  assert.equal((model.evaluate(xs, ys) as tf.Scalar[]).length, 2);
  await model.fitDataset(dataset(), quiet);
  await model.evaluateDataset(dataset() as never, {});
  for (let i = 0; i < 3; i++) await model.trainOnBatch(xs, ys);
  await prov.close();
  const rows = await prov.sql`SELECT kind, status, epochs FROM phases`;
  assert.deepEqual(rows.toArray(), [
    { kind: "fit", status: "finished", epochs: 2 },
    { kind: "evaluate", status: "finished", epochs: 0 },
    { kind: "fitDataset", status: "finished", epochs: 2 },
    { kind: "evaluateDataset", status: "finished", epochs: 0 },
    { kind: "trainOnBatch", status: "finished", epochs: 0 },
  ]);
  const runs = await prov.sql`SELECT name, phases, last_epoch, last_step FROM runs`;
  assert.deepEqual(
    runs
      .toArray()
      .map(({ phases, last_epoch, last_step }) => [phases, last_epoch, last_step]),
    [
      [2, 1, 2],
      [2, 1, 6],
      [1, null, 3],
    ],
  );
  for (const { name } of runs) assert.match(String(name), /^[a-z]+-[a-z]+(-\d+)?$/);
});

test("the same calls by prov are the same, with names and params of one's own", async (t) => {
  const { prov } = await openStudy(t);
  const model = small();
  const run = await prov.fit(model, xs, ys, {
    ...quiet,
    name: "base",
    params: { k: 1 },
  });
  const tested = await prov.evaluate(model, xs, ys);
  assert.equal(tested.id, run.id);
  assert.equal((tested.result as tf.Scalar[]).length, 2);
  const more = await prov.fitDataset(model, dataset(), { ...quiet, name: "base" });
  await prov.evaluateDataset(model, dataset() as never);
  assert.deepEqual([run.name, more.name, prov.last?.id], ["base", "base-2", more.id]);
  const rows = await prov.sql`SELECT run, kind FROM phases`;
  assert.deepEqual(
    rows.toArray().map(({ run, kind }) => `${run} ${kind}`),
    ["base fit", "base evaluate", "base-2 fitDataset", "base-2 evaluateDataset"],
  );
});

test("a run of one's own groups fits, evaluates, loops and runs within", async (t) => {
  const { prov } = await openStudy(t);
  prov.autolog(tf);
  const model = small();
  const outer = await prov.run({ name: "outer", params: { seed: 7 } }, async (run) => {
    await run.phase("warm-up", () => model.fit(xs, ys, quiet));
    await model.fit(xs, ys, quiet);
    run.log({ loss: 0.5, val_loss: 0.25 }, { step: 10 });
    model.evaluate(xs, ys);
    await prov.run({ name: "inner" }, (inner) => inner.log({ loss: 1 }));
    return "made";
  });
  assert.deepEqual([outer.result, outer.status], ["made", "finished"]);
  const phases = await prov.sql`
    SELECT p.run, p.kind, p.name, above.name AS above, p.first_run_epoch AS first
    FROM phases p LEFT JOIN phases above ON above.phase_id = p.parent_phase_id
    ORDER BY p.run DESC, p.position`;
  assert.deepEqual(
    phases.toArray().map((row) => Object.values(row)),
    [
      ["outer", "loop", "warm-up", null, 0],
      ["outer", "fit", "fit", "warm-up", 0],
      ["outer", "fit", "fit", null, 2],
      ["outer", "loop", "loop", null, 4],
      ["outer", "evaluate", "evaluate", null, 2],
      ["inner", "loop", "loop", null, 0],
    ],
  );
  const [inner] = await prov.sql`
    SELECT child.name, parent.name AS parent
    FROM runs child JOIN runs parent ON child.parent_run_id = parent.run_id`;
  assert.deepEqual(inner, { name: "inner", parent: "outer" });
});

test("start() gives the run at once, and it is known until its end", async (t) => {
  const { prov } = await openStudy(t);
  const callbacks = { onEpochEnd: () => sleep(10) };
  const options = { epochs: 40, verbose: 0, name: "long", callbacks } as const;
  const run = prov.start(small(), xs, ys, options);
  assert.equal(run.status, "running");
  assert.equal(inspect(prov), "Prov records into study.duckdb, running: long");
  await sleep(100);
  const [now] = await prov.sql`SELECT status, epochs > 0 AS begun, ended_at FROM runs`;
  assert.deepEqual(now, { status: "running", begun: true, ended_at: null });
  const { history, status } = await run.done;
  assert.deepEqual(
    [history.epoch.length, status, prov.running()],
    [40, "finished", []],
  );
  assert.match(
    inspect(prov.last),
    /^Run long \(study\): finished, 40 epochs, \d\.\d s$/,
  );
});

test("a callback records the training that it is passed to", async (t) => {
  const { prov } = await openStudy(t);
  const callbacks = [prov.callback({ name: "mine" })];
  await small().fit(xs, ys, { ...quiet, callbacks });
  await small().fit(xs, ys, quiet);
  const rows = await prov.sql`SELECT name, epochs, status FROM runs`;
  assert.deepEqual(rows.toArray(), [{ name: "mine", epochs: 2, status: "finished" }]);
});

test("autolog(false) ends it, and the set-up cell again changes nothing", async (t) => {
  const { prov, path } = await openStudy(t);
  prov.autolog(tf);
  const again = await open(path);
  again.autolog(tf);
  assert.equal(again, prov);
  await small().fit(xs, ys, quiet);
  prov.autolog(false);
  await small().fit(xs, ys, quiet);
  const [row] =
    await prov.sql`SELECT count(*) AS runs, sum(epochs) AS epochs FROM runs`;
  assert.deepEqual(row, { runs: 1, epochs: 2 });
});

test("close() in the middle of a run loses nothing of it", async (t) => {
  const { prov } = await openStudy(t);
  await prov.run({ name: "long" }, async (run) => {
    run.log({ loss: 3 });
    await prov.close();
    run.log({ loss: 2 });
    await Promise.all([prov.close(), prov.close()]);
    run.log({ loss: 1 });
  });
  const rows = await prov.sql`SELECT step, value FROM metrics ORDER BY step`;
  assert.deepEqual(
    rows.toArray().map((row) => Object.values(row)),
    [
      [1, 3],
      [2, 2],
      [3, 1],
    ],
  );
  const [run] = await prov.sql`SELECT status, loss FROM runs`;
  assert.deepEqual(run, { status: "finished", loss: 1 });
});

test("runs at once, and many short ones, keep their points apart", async (t) => {
  const { prov } = await openStudy(t);
  const one = (name: string) =>
    prov.run({ name }, async (run) => {
      for (let i = 0; i < 5; i++) {
        run.log({ loss: i });
        await sleep(1);
      }
    });
  await Promise.all(Array.from({ length: 20 }, (_, i) => one(`r${i}`)));
  const rows = await prov.sql`
    SELECT count(*) AS runs, min(points) AS least, max(points) AS most FROM (
      SELECT run_id, count(*) AS points FROM metrics GROUP BY run_id)`;
  assert.deepEqual(rows.at(0), { runs: 20, least: 5, most: 5 });
});
