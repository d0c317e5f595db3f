import type { Expect } from "./expected";
import { greatest, least, mean } from "./known";
import { TEST, TRAIN } from "./study/data";
import { type Script, SPLIT } from "./study/script";

const trained = TRAIN * (1 - SPLIT);
const all = trained + TRAIN * SPLIT + TEST;

/** Where a row of all that was standardised went. */
const splitOf = (row: number) =>
  row < trained ? "train" : row < TRAIN ? "validation" : "test";

/** How many rows of one range are, by their values, also in another. */
function common(
  { data: { rows } }: Script,
  a: [number, number],
  b: [number, number],
): number {
  const texts = ([from, to]: [number, number]) =>
    new Set(rows.slice(from, to).map((row) => JSON.stringify(row)));
  const other = texts(b);
  return [...texts(a)].filter((text) => other.has(text)).length;
}

/** What is asked of data. */
export const dataAnswers: Record<string, Expect> = {
  "20.0": () => [
    { position: 0, data: "x.train", rows: TRAIN },
    { position: 1, data: "quarter", rows: 40 },
  ],
  "32.0": () => [
    { split: "train", rows: trained, ratio: trained / all },
    { split: "test", rows: TEST, ratio: TEST / all },
    { split: "validation", rows: TRAIN - trained, ratio: (TRAIN - trained) / all },
  ],
  "33.0": () => [17, 130, 170].map((row) => ({ row, split: splitOf(row) })),
  "33.1": (script) => [
    {
      ...{ split: "train", other_split: "train" },
      rows_in_both: common(script, [0, trained], [0, TRAIN]),
    },
    {
      ...{ split: "validation", other_split: "train" },
      rows_in_both: common(script, [trained, TRAIN], [0, TRAIN]),
    },
  ],
  "34.0": (script) => [
    { name: "penguins", dtype: "json" },
    { name: "complete", shape: `[${all}]` },
    { name: "measures", shape: `[${all},4]` },
    { name: "standardised", ...rangeOf(script.data.rows) },
    { name: "x.train", ...rangeOf(script.data.rows.slice(0, TRAIN)) },
  ],
};

function rangeOf(rows: number[][]) {
  const values = rows.flat();
  return { min: least(values), max: greatest(values), mean: mean(values), nans: 0 };
}
