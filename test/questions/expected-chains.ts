import type { Expect } from "./expected";
import { knownOf } from "./known";
import { TRAIN } from "./study/data";
import { SPLIT } from "./study/script";

const trained = TRAIN * (1 - SPLIT);

/** What is asked of where a model is from, and of the longest run. */
export const chainAnswers: Record<string, Expect> = {
  "31.0": (script) => [
    {
      ...{ run: "fine-tuned", data: "x.train" },
      ...{ train_rows: trained, validation_rows: TRAIN - trained },
      rate: knownOf(script, "fine-tuned").settings.rate,
    },
  ],
  "35.0": (script) =>
    ["as measured", "fine-tuned", "resumed", "seed 2"].map((run) => {
      const { seed } = knownOf(script, run).settings;
      return run === "resumed"
        ? { run, began_as: "loaded", from_run: "fine-tuned", seed: null }
        : { run, began_as: "initial", from_run: null, seed: String(seed) };
    }),
  // It waits half a second in each of five epochs.
  "41.1": () => [{ name: "slow", longest: true }],
};
