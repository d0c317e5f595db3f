import assert from "node:assert/strict";
import { test } from "node:test";
import { rowsSpec, rowsText } from "../../src/charts/rows-spec";
import { runSpec } from "./warnings";

const rows = [
  { run: "base", loss: 0.5, at: "2026-11-28T02:00:00.000Z" },
  { run: "wide", loss: null, at: null },
];
const x = { field: "run", type: "nominal" };
const y = { field: "loss", type: "quantitative" };

for (const [what, told] of Object.entries({
  "a mark": { mark: "bar", encoding: { x, y } },
  layers: { layer: [{ mark: "bar" }, { mark: "text" }], encoding: { x, y } },
  facets: { facet: x, spec: { mark: "point", encoding: { y } } },
  columns: { hconcat: [{ mark: "bar", encoding: { x, y } }] },
  times: {
    mark: "point",
    encoding: { x: { field: "at", type: "temporal" }, y },
    title: { text: ["Loss", "over time"] },
  },
})) {
  test(`rowsSpec() of ${what} runs without a warning`, async () => {
    const { view, said } = await runSpec(rowsSpec(rows, told));
    view.finalize();
    assert.deepEqual(said, []);
  });
}

test("what the user says of the look is kept, but for data and grammar", () => {
  const schema = "https://vega.github.io/schema/vega-lite/v6.json";
  const told = { $schema: schema, mark: "bar", width: 100, config: { axis: {} } };
  const spec = rowsSpec(rows, { ...told, data: { url: "cars.json" } });
  const { $schema, width, height, data, config } = spec;
  assert.match($schema, /v5\.json$/);
  assert.deepEqual([width, height, data], [100, 300, { values: rows }]);
  assert.deepEqual((config as { axis: object }).axis, {});
});

for (const [title, text] of [
  ["Loss by run", "Loss by run, 2 rows"],
  [{ text: "Loss", subtitle: "of two" }, "Loss, 2 rows"],
  [{ text: ["Loss", "by run"] }, "Loss by run, 2 rows"],
  [undefined, "run, loss, at, 2 rows"],
] as const) {
  test(`a chart titled ${JSON.stringify(title)} is told in a line`, () =>
    assert.equal(rowsText(rows, { title }), text));
}

test("a chart of no rows says so", () =>
  assert.equal(rowsText([], {}), "nothing, 0 rows"));
