import type { Expect } from "./expected";
import { curveOf, greatest, knownOf, least, mean, runsOf } from "./known";
import { TEST, TRAIN } from "./study/data";
import { type Script, SPLIT } from "./study/script";

const run = "adam 0.01 0.3";
const epochsOf = (script: Script, name: string) =>
  curveOf(script, name, "loss").map((_, epoch) => epoch);
const at = (script: Script, name: string, epoch: number) => ({
  loss: curveOf(script, name, "loss")[epoch]!,
  val_loss: curveOf(script, name, "val_loss")[epoch]!,
  val_acc: curveOf(script, name, "val_acc")[epoch]!,
});
const perEpoch: Expect = (script) =>
  epochsOf(script, run).map((epoch) => ({
    run_epoch: epoch,
    ...at(script, run, epoch),
  }));
/** The script itself sets these rates, after these epochs. */
const adapted = [
  {
    run: "scheduled",
    epoch: 3,
    old_value: 0.08,
    new_value: 0.04,
    cause: "callback Decay",
  },
  {
    run: "scheduled",
    epoch: 7,
    old_value: 0.04,
    new_value: 0.004,
    cause: "callback OnPlateau",
  },
  { run: "steered", epoch: 4, old_value: 0.01, new_value: 0.05, cause: "user" },
  { run: "steered", epoch: 7, old_value: 0.05, new_value: 0.02, cause: "user" },
];

/** What happened inside one run. */
export const oneRunAnswers: Record<string, Expect> = {
  "3.0": (script) => paramsOf(script),
  "3.1": () => [{ run: "adam 0.1 0.3", value: 0.1 }],
  "4.0": (script) =>
    perEpoch(script).map((row, epoch) => ({
      ...row,
      acc: curveOf(script, run, "acc")[epoch]!,
    })),
  "5.0": (script) => {
    const [loss, acc] = knownOf(script, run).test!;
    return [
      { metric: "test_acc", value: acc },
      { metric: "test_loss", value: loss },
    ];
  },
  "7.0": (script) => {
    const curve = curveOf(script, "early", "val_loss");
    return curve.map((value, epoch) => ({
      ...{ run_epoch: epoch, value },
      change: epoch === 0 ? null : value - curve[epoch - 1]!,
    }));
  },
  "8.0": (script) =>
    perEpoch(script).map(({ run_epoch, loss }) => ({ run_epoch, loss })),
  "9.0": () => adapted,
  "10.0": () => [
    { epoch: 3, learning_rate: 0.08 },
    { epoch: 4, learning_rate: 0.04 },
    { epoch: 7, learning_rate: 0.04 },
    { epoch: 8, learning_rate: 0.004 },
  ],
  "10.1": (script) =>
    [3, 7].map((epoch) => ({ epoch, ...at(script, "scheduled", epoch) })),
  "11.0": (script) =>
    runsOf(script, "seeds").map(({ run, history }) => ({
      ...{ run, mean_loss: mean(history.loss!) },
    })),
  "12.0": (script) => [
    { name: "lost", status: "interrupted", last_epoch: 2 },
    { name: "broken", status: "failed", last_epoch: 1 },
    { name: "seed 1", status: "finished", last_epoch: lastEpoch(script, "seed 1") },
    { name: "early", status: "stopped early", last_epoch: lastEpoch(script, "early") },
    { name: "slow", status: "interrupted", last_epoch: 4 },
    { name: "steered", status: "stopped early", last_epoch: 10 },
  ],
  "13.0": (script) =>
    ["64 units", "early", "scheduled", "steered"].map(plateau(script)),
  "19.0": (script) =>
    [1, 2, 3, 4, 5, 6].map((epoch) => ({
      ...{ epoch, after: epoch >= 4 },
      val_loss: curveOf(script, "steered", "val_loss")[epoch]!,
    })),
  "44.0": (script) => {
    const epoch = curveOf(script, "diverging", "loss").findIndex(Number.isNaN);
    const [step, rate] = [(TRAIN / 32) * (epoch + 1), 1e30];
    // It has one layer, and nothing but the rate is wrong.
    const where = { layer: "linear", found_in: "weights" };
    const at = { epoch, step, new_value: NaN, rate };
    return [{ run: "diverging", name: "loss", ...at, ...where }];
  },
  "45.0": (script) => {
    const curve = curveOf(script, "fine-tuned", "val_loss");
    const phase = (from: number, to: number) => ({
      ...{ first_val_loss: curve[from]!, last_val_loss: curve[to]! },
      change: curve[to]! - curve[from]!,
    });
    const [hidden, last] = [(4 + 1) * 16, (16 + 1) * 3];
    return [
      { trainable_parameters: last, frozen: true, ...phase(0, 3) },
      { trainable_parameters: hidden + last, frozen: false, ...phase(4, 6) },
    ];
  },
  "46.0": (script) =>
    ["16 units", "2 units", "64 units"].flatMap((run) =>
      ["loss", "val_acc"].map((metric) => {
        const curve = curveOf(script, run, metric);
        const ends = { first: curve[0]!, last: curve.at(-1)! };
        const range = { largest: greatest(curve), smallest: least(curve) };
        return { run, metric, ...range, mean: mean(curve), ...ends };
      }),
    ),
};

function paramsOf(script: Script) {
  const { settings } = knownOf(script, run);
  const { optimizer, rate: learningRate, epochs, seed } = settings;
  const told = { optimizer, learningRate, epochs, seed, ...written };
  const both = [...Object.entries(told), ["batchSize", 32] as const];
  return both
    .map(([name, value]) => ({ name, value, type: types[typeof value]! }))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** What the script writes for every trial, or leaves to tfjs; fit and evaluate batch. */
const written = {
  ...{ batchSize: 32, callbacks: "[]", initialEpoch: 0, shuffle: false },
  ...{ beta1: 0.9, beta2: 0.999, epsilon: 1e-7 },
  ...{ loss: "categoricalCrossentropy", metrics: '["accuracy"]', sampleWeight: false },
  ...{
    validationSplit: SPLIT,
    validationData: false,
    validationSamples: TRAIN * SPLIT,
  },
  ...{ trainSamples: TRAIN * (1 - SPLIT), testSamples: TEST },
};

const types: Record<string, string> = {
  number: "num",
  string: "text",
  boolean: "bool",
};
const lastEpoch = (script: Script, name: string) => epochsOf(script, name).at(-1)!;

/** Whether the last three epochs gained little, and nothing was adjusted in them. */
const plateau = (script: Script) => (run: string) => {
  const curve = curveOf(script, run, "val_loss");
  const gain = curve.at(-4)! - least(curve.slice(-3));
  const adjustments = { steered: 1 }[run] ?? 0;
  return {
    run,
    gain,
    adjusted: adjustments,
    plateau: gain < 0.05 && adjustments === 0,
  };
};
