import assert from "node:assert/strict";
import { test } from "node:test";
import type { WatchedEnd, WatchedPhase } from "../../src/capture/watching/watch";
import { Board } from "../../src/magics/progress/board";
import { Plain } from "../../src/magics/progress/plain";
import { type Lines, RunProgress } from "../../src/magics/progress/run-progress";
import { endedText, goingText, type Standing } from "../../src/magics/progress/text";
import { FakeCell } from "./fake-host";

const fit: WatchedPhase = {
  kind: "fit",
  firstEpoch: 0,
  endEpoch: 20,
  batches: 32,
  validates: true,
};
const loop = { ...fit, kind: "loop", endEpoch: undefined } as const;
const unplanned = { phase: loop, planned: undefined };
const finished: WatchedEnd = { status: "finished", reason: null };

const nowhere: Standing = {
  ...{ name: "base", phase: fit, planned: 20 },
  ...{ epoch: null, batch: 0, step: 0, epochs: 0, allEpochs: 0 },
  ...{ phaseMs: 0, epochMs: 0, runMs: 0, numbers: new Map() },
};
const numbers = new Map([
  ["learningRate", 0.1],
  ["loss", 0.0123456],
  ["val_loss", 0.02],
]);
const others = new Map([
  ["acc", 0.5],
  ["f1", Number.NaN],
  ["more", 1],
]);

const going: [line: string, Partial<Standing>][] = [
  ["base  epoch 1/20", {}],
  [
    "base  epoch 11/20  3.7 epochs/s  3 s left  loss 0.01235  val_loss 0.02",
    { epoch: 10, epochs: 11, phaseMs: 3000, numbers },
  ],
  [
    "base  epoch 1/20  batch 17/32  8.0 batches/s  2 min left",
    { epoch: 0, batch: 17, phaseMs: 2000, epochMs: 2000 },
  ],
  [
    "base  epoch 3/20  batch 1/32  1.6 batches/s  6 min left",
    { epoch: 2, epochs: 2, batch: 1, phaseMs: 40_000, epochMs: 10 },
  ],
  [
    "base  epoch 1/20  batch 3  4.5 s/batch",
    { phase: { ...fit, batches: undefined }, batch: 3, phaseMs: 9000, epochMs: 9000 },
  ],
  [
    "base  epoch 1/20  batch 3/32  4500.0 s/batch  797 h 30 min left",
    { batch: 3, phaseMs: 9_000_000, epochMs: 9000 },
  ],
  ["base  starts", unplanned],
  [
    "base  step 1,234  617 steps/s  acc 0.5  f1 NaN",
    { ...unplanned, step: 1234, phaseMs: 2000, numbers: others },
  ],
  ["base  epoch 4", { ...unplanned, epoch: 3, step: 9 }],
  ["a b  epoch 1/20", { name: "a\n\u202eb" }],
];

for (const [line, about] of going) {
  test(`a training is told as "${line}"`, () => {
    assert.equal(goingText({ ...nowhere, ...about }), line);
  });
}

const ended: [line: string, Partial<Standing>, WatchedEnd][] = [
  [
    "base: finished, 20 epochs in 3.1 s, loss 0.01235, val_loss 0.02",
    { allEpochs: 20, runMs: 3100, numbers },
    finished,
  ],
  [
    "base: stopped early (EarlyStopping on loss, patience 3), 12 of 20 epochs in 59.9 s",
    { allEpochs: 12, runMs: 59_900 },
    { status: "stopped early", reason: "EarlyStopping on loss, patience 3" },
  ],
  [
    "base: failed (TypeError: no such colour), 0 of 20 epochs in 0.0 s",
    { runMs: 31 },
    { status: "failed", reason: "TypeError: no such colour\nand more" },
  ],
  [
    "base: interrupted (by the user), 1 of 20 epochs in 5 min 10 s",
    { allEpochs: 1, runMs: 310_000 },
    { status: "interrupted", reason: "by the user" },
  ],
  [
    "base: finished, up to step 50 in 1 h 20 min",
    { ...unplanned, step: 50, runMs: 4_810_000 },
    finished,
  ],
  ["base: finished in 0.0 s", unplanned, finished],
];

for (const [line, about, end] of ended) {
  test(`a run that ended is told as "${line}"`, () => {
    assert.equal(endedText({ ...nowhere, ...about }, end), line);
  });
}

/** A clock that a test sets. */
function clock() {
  const time = { ms: 0 };
  return { time, now: () => time.ms };
}

function train(lines: Lines, name: string, now: () => number) {
  const run = new RunProgress(name, lines, now);
  run.began({ ...fit, endEpoch: 1 });
  return run;
}

test("the first line is there at once, and the others at most four times a second", () => {
  const { time, now } = clock();
  const cell = new FakeCell(1);
  const board = new Board({ key: cell, live: (bundle) => cell.live(bundle) }, now);
  const run = new RunProgress("base", board, now);
  run.began(fit);
  assert.equal(cell.text(), "base  epoch 1/20");
  for (; time.ms < 10_000; time.ms += 10) {
    run.batch(Math.floor(time.ms / 500), (time.ms % 500) / 10);
  }
  assert.equal(cell.outputs.length, 1);
  assert.ok(cell.outputs[0]!.length <= 41, String(cell.outputs[0]!.length));
  assert.ok(cell.outputs[0]!.length >= 38);
  run.epoch(19, [["loss", 0.5]]);
  run.end(finished);
  assert.equal(cell.text(), "base: finished, 1 of 20 epochs in 10.0 s, loss 0.5");
});

test("what came too soon is shown a moment later, though nothing else comes", async () => {
  const cell = new FakeCell(1);
  const now = () => performance.now();
  const board = new Board({ key: cell, live: (bundle) => cell.live(bundle) }, now);
  const run = new RunProgress("base", board, now);
  run.began(fit);
  run.epoch(3, []);
  assert.equal(cell.text(), "base  epoch 1/20");
  // the board's own timer does not keep a process alive
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.match(cell.text(), /^base {2}epoch 4\/20/);
});

test("fifty quick runs of a cell are twelve lines and few updates", () => {
  const { time, now } = clock();
  const cell = new FakeCell(1);
  const board = new Board({ key: cell, live: (bundle) => cell.live(bundle) }, now);
  for (let i = 1; i <= 50; i++) {
    const run = train(board, `grid-${i}`, now);
    time.ms += 20;
    const failed = { status: "failed", reason: "Error: no" } as const;
    run.end(i === 7 ? failed : finished);
  }
  board.flush();
  const running = train(board, "long", now);
  running.batch(0, 0);
  board.flush();
  const lines = cell.text().split("\n");
  assert.equal(lines.length, 12);
  assert.equal(lines[0], "40 more runs: 39 finished, 1 failed");
  assert.equal(lines[1], "grid-41: finished, 0 of 1 epoch in 0.0 s");
  assert.equal(lines.at(-1), "long  epoch 1/1");
  assert.ok(cell.outputs[0]!.length < 20, String(cell.outputs[0]!.length));
});

test("of many runs at once the newest are shown, in the order they began", () => {
  const { now } = clock();
  const cell = new FakeCell(1);
  const board = new Board({ key: cell, live: (bundle) => cell.live(bundle) }, now);
  const runs = Array.from({ length: 14 }, (_, i) => train(board, `r${i}`, now));
  runs[13]!.end(finished);
  board.flush();
  assert.deepEqual(cell.text().split("\n").slice(0, 3), [
    "3 more runs: 2 running, 1 finished",
    "r2  epoch 1/1",
    "r3  epoch 1/1",
  ]);
});

test("a run of several phases is one line, and their epochs are counted together", () => {
  const { time, now } = clock();
  const cell = new FakeCell(1);
  const board = new Board({ key: cell, live: (bundle) => cell.live(bundle) }, now);
  const run = new RunProgress("two", board, now);
  for (const epochs of [3, 2]) {
    run.began({ ...fit, endEpoch: epochs });
    for (let epoch = 0; epoch < epochs; epoch++) run.epoch(epoch, [["loss", 1]]);
    time.ms += 1000;
  }
  run.logged({ acc: [0.1, 0.9] }, 9, null);
  run.end(finished);
  assert.equal(cell.text(), "two: finished, 5 epochs in 2.0 s, loss 1");
});

test("a loop's epochs and steps are those that it logs", () => {
  const { time, now } = clock();
  const cell = new FakeCell(1);
  const board = new Board({ key: cell, live: (bundle) => cell.live(bundle) }, now);
  const run = new RunProgress("gan", board, now);
  run.began(loop);
  run.logged({ d_loss: 2, note: "text" }, 1, null);
  time.ms += 1000;
  run.logged({ d_loss: 1 }, 2, 0);
  assert.equal(cell.text(), "gan  epoch 1  2.0 steps/s  d_loss 1");
  run.logged({ d_loss: Float32Array.of(3, 0.5) }, 4, 1);
  run.end(finished);
  assert.equal(cell.text(), "gan: finished, 2 epochs in 1.0 s, d_loss 0.5");
});

test("a script gets a line a second, and the last line of each run", () => {
  const { time, now } = clock();
  const printed: string[] = [];
  const plain = new Plain((line) => printed.push(line), now);
  const run = new RunProgress("base", plain, now);
  run.began({ ...fit, endEpoch: 3 });
  for (let epoch = 0; epoch < 3; epoch++) {
    for (let i = 0; i < 10; i++, time.ms += 70) run.batch(epoch, i);
    run.epoch(epoch, [["loss", 3 - epoch]]);
  }
  run.end(finished);
  assert.deepEqual(printed, [
    "base  epoch 2/3  batch 6/32  1.1 epochs/s  2 s left  loss 3",
    "base  epoch 3/3  1.4 epochs/s  loss 1",
    "base: finished, 3 epochs in 2.1 s, loss 1",
  ]);
});

test("many quick runs of a script are counted after ten lines a second", () => {
  const { time, now } = clock();
  const printed: string[] = [];
  const plain = new Plain((line) => printed.push(line), now);
  for (let i = 1; i <= 60; i++, time.ms += 20) {
    train(plain, `r${i}`, now).end(finished);
  }
  plain.flush();
  assert.equal(printed.length, 22);
  assert.equal(printed[9], "r10: finished, 0 of 1 epoch in 0.0 s");
  assert.equal(printed[10], "40 more runs ended");
  assert.equal(printed[11], "r51  epoch 1/1");
});
