import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import {
  judge,
  type RanCell,
  type UsedCell,
} from "../../../src/magics/cell-check/judge";

const hashOf = (source: string) => createHash("sha256").update(source).digest("hex");
const ran = (id: string | null, source: string, n: number): RanCell => ({
  ...{ id, hash: hashOf(source), source, executionCount: n, startedAt: 1000 },
});
const used = (name: string, cell: RanCell, again = false): UsedCell => ({
  ...cell,
  name,
  again,
});
/** A notebook of cells `id: source`; those without an id have only a source. */
const saved = (cells: readonly string[], savedAt = 2000) => ({
  cells: cells.map((cell) => {
    const [source, id = null] = cell.split(": ").reverse();
    const ran = source!.startsWith("ran ");
    return { id, hash: hashOf(source!), source: source!, ran };
  }),
  savedAt,
});

const data = ran("a", "load()", 1);
const fit = ran("b", "fit()", 2);
const two = ["a: load()", "b: fit()"];

const cases: [
  title: string,
  ...given: Parameters<typeof judge>,
  standing: string,
  why: string | null,
][] = [
  ["as it ran", fit, [used("xs", data)], saved(two), "stands", null],
  [
    "another source",
    fit,
    [],
    saved(["a: load()", "b: fit(2)"]),
    "edited",
    "cell [2] was edited since",
  ],
  [
    "no such cell",
    fit,
    [],
    saved(["a: load()"]),
    "gone",
    "cell [2] is no longer in the notebook",
  ],
  [
    "no ids, twins around what one of them used",
    ran(null, "fit()", 2),
    [used("xs", ran(null, "load()", 1))],
    saved(["fit()", "load()", "fit()"]),
    "stands",
    null,
  ],
  [
    "no ids, what it used has a twin below",
    ran(null, "fit()", 2),
    [used("xs", ran(null, "load()", 1))],
    saved(["load()", "fit()", "load()"]),
    "stands",
    null,
  ],
  [
    "no ids, twins above what they used",
    ran(null, "fit()", 2),
    [used("xs", ran(null, "load()", 1))],
    saved(["fit()", "fit()", "load()"]),
    "out of order",
    "cell [1], which made xs, stands below",
  ],
  ["moved to a new id", fit, [], saved(["c: fit()"]), "stands", null],
  [
    "no ids, another source",
    ran(null, "fit()", 2),
    [],
    saved(["load()", "fit(2)"]),
    "edited",
    "cell [2] was edited since",
  ],
  [
    "no ids, a longer cell with another line",
    ran(null, "const model = make();\nawait model.fit(xs, ys, { epochs: 5 });", 2),
    [],
    saved([
      "const model = make(3);\nawait model.fit(xs, ys, { epochs:9, verbose:0 });",
    ]),
    "edited",
    "cell [2] was edited since",
  ],
  [
    "an id that the notebook does not keep, another source",
    fit,
    [],
    saved(["load()", "fit(2)"]),
    "edited",
    "cell [2] was edited since",
  ],
  [
    "no ids, and the one like it was run as it stands",
    ran(null, "ran load(1)", 2),
    [],
    saved(["ran load(2)"]),
    "gone",
    "cell [2] is not in the notebook as it ran",
  ],
  [
    "no ids, nothing like it",
    ran(null, "const model = make();\nawait model.fit(xs, ys, { epochs: 5 });", 2),
    [],
    saved(["import * as tf from '@tensorflow/tfjs'", "prov.sql`FROM runs`"]),
    "gone",
    "cell [2] is not in the notebook as it ran",
  ],
  ["no ids, as it ran", ran(null, "fit()", 2), [], saved(["fit()"]), "stands", null],
  [
    "what it used was edited",
    fit,
    [used("xs", data)],
    saved(["a: load(2)", "b: fit()"]),
    "edited",
    "cell [1], which made xs, was edited since",
  ],
  [
    "what it used stands below",
    fit,
    [used("xs", data)],
    saved(["b: fit()", "a: load()"]),
    "out of order",
    "cell [1], which made xs, stands below",
  ],
  [
    "what it used was run again",
    fit,
    [used("xs", data, true)],
    saved(two),
    "out of order",
    "cell [1], which made xs, was run again since",
  ],
  [
    "edited, but nobody saved the notebook",
    fit,
    [],
    saved(["b: before()"], 500),
    "edited",
    "cell [2] was edited since; the notebook was not saved since",
  ],
];
for (const [title, cell, uses, notebook, standing, why] of cases) {
  test(`a run's cell is judged by the notebook: ${title}`, () => {
    assert.deepEqual(judge(cell, uses, notebook), { standing, why });
  });
}
