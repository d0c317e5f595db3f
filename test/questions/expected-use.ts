import type { Expect } from "./expected";

/** What is asked of models in use, of charts and of the processes that recorded. */
export const useAnswers: Record<string, Expect> = {
  // One run is lost by a process of its own; a run of runs beside those that it knows.
  "16.1": (script) => [
    { runs: 1, interrupted: 1, dropped_out: true, experiments: 1 },
    {
      runs: script.known.length + brokenOff.length,
      interrupted: 1,
      dropped_out: false,
    },
  ],
  "38.0": () => [{ run: "seed 1", reason: "the first that works" }],
  "38.1": () => [
    { stage: "production", run: "seed 1", replaced_by: "fine-tuned", person: "Ada" },
    { stage: "production", run: "fine-tuned", replaced_by: null, person: "Ada" },
    { stage: "candidate", run: "64 units", replaced_by: null, person: "Grace" },
  ],
  "40.0": () => [
    { title: "val_loss by epoch", runs: seeds, rows: seeds.length },
    { title: "loss by epoch", runs: ["2 units", "64 units"], rows: 2 },
  ],
};

const seeds = ["seed 1", "seed 2", "seed 3", "seed 4"];
/** Runs that the script notes nothing of: that of the grid, and two that broke off. */
const brokenOff = ["sweep", "broken", "slow"];
