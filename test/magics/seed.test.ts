import assert from "node:assert/strict";
import { test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { open } from "../../src";
import { small, xs, ys } from "../capture/models";
import { bitsOf } from "../capture/random/seeded";
import { beKernel } from "./fake-host";
import { openStudy } from "./study";

const quiet = { epochs: 2, verbose: 0 } as const;

async function trained(): Promise<string> {
  const model = small();
  await model.fit(xs, ys, quiet);
  return bitsOf(model);
}

test("open({ seed }) makes the same cells give the same bits, also run again", async (t) => {
  const { prov, path } = await openStudy(t, { seed: 42 });
  prov.autolog(tf);
  const one = await trained();
  assert.notEqual(await trained(), one);
  await open(path, { seed: 42 });
  assert.equal(await trained(), one);
  await open(path);
  assert.notEqual(await trained(), one);
  const rows = await prov.sql`SELECT DISTINCT seed FROM runs`;
  assert.deepEqual(rows.toArray(), [{ seed: 42 }]);
});

test("a fresh seed is kept, and gives the same bits when it is told", async (t) => {
  const { prov, path } = await openStudy(t);
  const first = await prov.fit(small(), xs, ys, quiet);
  const [found] = await prov.sql<{ seed: number; origin: string }>`
    SELECT seed, origin FROM seeds WHERE run_id = ${first.id} AND moment = 'run'`;
  const { seed, origin } = found!;
  assert.ok(Number.isSafeInteger(seed));
  assert.ok(["made", "told"].includes(origin));
  await open(path, { seed });
  const losses: unknown[] = [];
  for (const _ of [1, 2]) {
    await open(path, { seed });
    const { history } = await prov.fit(small(), xs, ys, quiet);
    losses.push(history.history.loss);
  }
  assert.deepEqual(losses[0], losses[1]);
});

test("seed: false leaves Math.random alone, and the file says so", async (t) => {
  const seeded = Math.random;
  const { prov, path } = await openStudy(t, { seed: false });
  const native = Math.random;
  assert.match(Function.prototype.toString.call(native), /native code/);
  await prov.fit(small(), xs, ys, quiet);
  await open(path, { seed: 1 });
  assert.notEqual(Math.random, native);
  await open(path, { seed: false });
  assert.equal(Math.random, native);
  assert.ok(seeded !== undefined);
  const rows = await prov.sql`
    SELECT r.seed, e.kind, e.message FROM runs r JOIN events e USING (run_id)`;
  assert.deepEqual(rows.toArray(), [
    {
      seed: null,
      kind: "unseeded",
      message: "open({ seed: false }): nothing is seeded, so it can't repeat",
    },
  ]);
});

test("the cell from which on a session is seeded is told", async (t) => {
  const host = beKernel(t);
  host.start();
  await host.end();
  host.start();
  const { prov } = await openStudy(t, { seed: 1 });
  await host.end();
  host.start();
  await prov.fit(small(), xs, ys, quiet);
  const rows = await prov.sql`
    SELECT seeded_from, stream FROM seeds WHERE moment = 'run'`;
  assert.deepEqual(rows.toArray(), [{ seeded_from: 2, stream: "cell 1/run 1" }]);
  await host.end();
});

test("a live chart draws none of a training's numbers", async (t) => {
  const { prov, path } = await openStudy(t, { seed: 1 });
  const host = beKernel(t);
  const bits: string[] = [];
  for (const live of [false, true]) {
    await open(path, { seed: 1 });
    host.start();
    const model = small();
    await prov.fit(model, xs, ys, { ...quiet, epochs: 5, live });
    await host.end();
    bits.push(bitsOf(model));
  }
  assert.equal(bits[0], bits[1]);
});

const refusals: [seed: unknown, message: string][] = [
  ["42", "Expected a number or false as seed, got string\n  try: open({ seed: 42 })"],
  [null, "Expected a number or false as seed, got null\n  try: open({ seed: 42 })"],
  [
    0.5,
    "Can't seed with 0.5\n  a seed is a whole number from 0 to 9007199254740991\n  try: open({ seed: 42 })",
  ],
  [
    -1,
    "Can't seed with -1\n  a seed is a whole number from 0 to 9007199254740991\n  try: open({ seed: 42 })",
  ],
];
for (const [seed, message] of refusals) {
  test(`${JSON.stringify(seed)} is refused as a seed`, async (t) => {
    const { path } = await openStudy(t, { seed: 1 });
    await assert.rejects(open(path, { seed: seed as number }), { message });
  });
}
