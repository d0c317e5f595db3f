import assert from "node:assert/strict";
import { test } from "node:test";
import { Capture } from "../../src/capture/capture";
import { Interrupted } from "../../src/capture/interrupted";
import { MemorySink } from "./memory-sink";
import { small, xs, ys } from "./models";

/** A capture whose runs repeat others, which were interrupted after so many steps. */
function repeating(stopAt: number | null) {
  const sink = new MemorySink();
  const prov = new Capture(sink, {
    say: () => undefined,
    began: (run) => {
      run.stopAt = stopAt;
    },
  });
  return { prov, sink };
}

test("a run that repeats an interrupted one stops after the same step", async () => {
  const { prov, sink } = repeating(5);
  const args = { epochs: 100, batchSize: 6, verbose: 0 };
  await assert.rejects(prov.fit(small(), xs, ys, args), Interrupted);
  assert.equal(sink.rows.events.at(-1)?.step, 5);
  assert.equal(sink.rows.epochs.length, 2 + 1);
});

test("a loop that repeats an interrupted one stops as well", async () => {
  const { prov, sink } = repeating(5);
  const endless = prov.run({}, async (run) => {
    for (let step = 0; step < 100; step++) run.log({ loss: step }, { step });
  });
  await assert.rejects(endless, Interrupted);
  assert.deepEqual(sink.values("loss", "step"), [0, 1, 2, 3, 4, 5]);
});

test("whoever else would stop a run that repeats another is not heard", async () => {
  const { prov, sink } = repeating(null);
  const run = prov.start(small(), xs, ys, { epochs: 3, verbose: 0 });
  prov.interrupt();
  await run.done;
  assert.deepEqual(sink.statuses(), ["finished"]);
});
