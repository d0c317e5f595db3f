import type { CompareChoice } from "../../compare";
import { axes } from "../../compare-data";
import type { Verb } from "./verb";

/** `%prov compare METRIC`: the chart of `prov.compare(metric)`. */
export const compare: Verb = {
  name: "compare",
  usage: "compare METRIC [RUN …] [--x epoch|step|seconds] [--smooth s] [--scale log] …",
  help: "Draw a metric of all runs, or of some, over each other",
  typescript: 'prov.compare("val_loss", { runs: ["base"], smooth: 0.6 })',
  words: ["metric", "run"],
  many: true,
  least: 1,
  options: {
    x: { takes: axes, example: "seconds" },
    smooth: { takes: "number", example: "0.6" },
    scale: { takes: ["linear", "log"], example: "log" },
    experiment: { takes: "text", example: "study" },
    title: { takes: "text", example: "Loss by run" },
    width: { takes: "whole number", example: "560" },
    height: { takes: "whole number", example: "300" },
  },
  run(prov, { words: [metric, ...runs], options }) {
    const some = runs.length === 0 ? {} : { runs };
    return prov.compare(metric!, { ...some, ...(options as CompareChoice) });
  },
};
