import type { Expect } from "./expected";
import {
  best,
  curveOf,
  greatest,
  knownOf,
  least,
  mean,
  runsOf,
  sum,
  validated,
} from "./known";
import type { Known, Script } from "./study/script";
import { dropouts, rates } from "./study/trials";

const testLoss = (script: Script, run: string) => knownOf(script, run).test![0]!;

/** Weights of a classifier: four measures, the hidden units, three species. */
const weights = ({ settings: { units } }: Known) => (4 + 1) * units + (units + 1) * 3;

/** What is asked across runs. */
export const acrossRunsAnswers: Record<string, Expect> = {
  "21.0": (script) =>
    runsOf(script, "grid", "seeds", "sizes")
      .toSorted((a, b) => best(a) - best(b))
      .slice(0, 5)
      .map((one) => ({
        ...{ run: one.run, best_val_loss: best(one), test_loss: one.test![0]! },
        ...{ optimizer: one.settings.optimizer, rate: one.settings.rate },
        epochs: one.settings.epochs,
      })),
  "22.0": (script) =>
    ["sgd", "adam"].flatMap((optimizer) =>
      rates.map((rate) => {
        const [without, with30] = dropouts.map((dropout) =>
          testLoss(script, `${optimizer} ${rate} ${dropout}`),
        ) as [number, number];
        const told = { optimizer, rate, no_dropout: without, dropout_30: with30 };
        return { ...told, effect: with30 - without };
      }),
    ),
  "23.0": (script) =>
    ["as measured", "standardised"].map((run) => ({
      ...{ run, standardised: run === "standardised", equal_params: 2 },
      val_loss: best(knownOf(script, run)),
      test_acc: knownOf(script, run).test![1]!,
    })),
  "25.0": pareto,
  "25.1": bestTenth,
  "26.0": (script) => {
    const [first] = validated(script).toSorted((a, b) => best(a) - best(b));
    return [{ name: first!.run, person: "Ada", branch: "main" }];
  },
  "27.0": (script) =>
    validated(script)
      .map(({ run, history }) => {
        const curve = history.val_loss!;
        const at = curve.indexOf(least(curve));
        const vain = curve.length - 1 - at;
        return { name: run, best_val_loss_epoch: at, epochs_in_vain: vain };
      })
      .toSorted((a, b) => b.epochs_in_vain - a.epochs_in_vain)
      .slice(0, 6),
  "28.0": (script) => {
    const losses = runsOf(script, "seeds").map(({ test }) => test![0]!);
    const squares = losses.map((loss) => (loss - mean(losses)) ** 2);
    const deviation = Math.sqrt(sum(squares) / (losses.length - 1));
    const range = { least: least(losses), greatest: greatest(losses) };
    return [{ runs: 4, mean: mean(losses), deviation, ...range }];
  },
  // Of 160 rows 120 are trained on, so that the fourth epoch ends after 480.
  "29.0": (script) =>
    ["16 units", "2 units", "64 units"].map((run) => ({
      ...{ run, samples: 480, val_loss: curveOf(script, run, "val_loss")[3]! },
    })),
};

/** Runs that none other beats in loss without costing more, and the other way round. */
function pareto(script: Script) {
  const all = runsOf(script, "sizes", "grid").map((one) => ({
    ...{ run: one.run, cost: weights(one), loss: one.test![0]! },
  }));
  const beaten = (one: (typeof all)[number]) =>
    all.some(
      (other) => other !== one && other.loss <= one.loss && other.cost <= one.cost,
    );
  return all.filter((one) => !beaten(one)).toSorted((a, b) => a.cost - b.cost);
}

function bestTenth(script: Script) {
  // Two more runs measured a validation loss before they broke off; both were bad.
  const others = validated(script).length + 2 - 1;
  const found = validated(script)
    .toSorted((a, b) => best(a) - best(b))
    .filter((_, place) => place / others <= 0.1)
    .map(({ settings }) => settings);
  const range = (values: number[]) => ({
    least: least(values),
    greatest: greatest(values),
  });
  const runs = found.length;
  return [
    { name: "batchSize", least: 32, greatest: 32, runs },
    { name: "epochs", ...range(found.map(({ epochs }) => epochs)), runs },
    { name: "learningRate", ...range(found.map(({ rate }) => rate)), runs },
  ];
}
