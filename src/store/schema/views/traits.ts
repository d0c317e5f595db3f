import type { View } from "../define";
import { causes } from "./causes";
import { id } from "./parts";
import { results } from "./results";

/** What a run may differ in, the most telling first: causes before what came of them. */
const aspects: readonly (readonly [aspect: string, select: string])[] = [
  ...Object.entries(causes),
  ["results", results],
];

const branch = ([aspect, select]: readonly [string, string], place: number) =>
  `SELECT run_id, '${aspect}' AS aspect, name, value, ${place} AS place FROM (${select})`;

/** A row a trait of a run. */
export const traits: View = {
  name: "main.traits",
  comment:
    "A row a trait of a run: one thing that made it, or came of it; two runs differ in those that are not equal",
  columns: {
    ...id,
    aspect:
      "data, params, steering, code, model, seed, weights, environment, commit or results",
    name: "What it is: train x, learningRate, the names that a cell made, a package",
    value: "Its value as text; arrows part those of several phases",
    place: "Place of the aspect: those that tell most have the lowest",
  },
  select: `
SELECT t.run_id, r.name AS run, t.aspect, t.name, t.value, t.place
FROM (
${aspects.map(branch).join("\nUNION ALL\n")}
) t
JOIN tfjs_prov.runs r ON r.run_id = t.run_id
WHERE t.value IS NOT NULL`,
};
