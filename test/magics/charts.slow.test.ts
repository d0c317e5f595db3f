import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { display, open } from "../../src";
import { chartNotes } from "../../src/magics/chart-notes";
import { MemorySink } from "../capture/memory-sink";
import { small, xs, ys } from "../capture/models";
import { cellsHost } from "./cells-host";
import { openStudy, type Study } from "./study";

/** Two runs with a loss. */
async function log({ prov }: Study): Promise<void> {
  for (const name of ["base", "wide"]) {
    await prov.run({ name }, (run) => run.log({ loss: [3, 2, Number.NaN] }));
  }
}

interface Noted extends Record<string, unknown> {
  query: string;
  bound: string;
  rows: number;
  spec_hash: string;
  rows_hash: string;
}

test("a chart that is shown is kept with its query, its rows and its cell", async (t) => {
  const cells = cellsHost(t);
  const study = await cells.run("open", () => openStudy(t));
  const { prov } = study;
  await cells.run("train", () => log(study));
  const chart = prov.compare("loss");
  await cells.run("show", () => prov.show(chart));
  const rows = await prov.sql<Noted>`FROM charts`;
  assert.equal(rows.length, 1);
  const { query, bound, ...noted } = rows.at(0)!;
  assert.deepEqual(
    [noted.title, noted.verb, noted.runs, noted.rows, noted.cell],
    ["loss by step", "compare", ["base", "wide"], 2, 3],
  );
  assert.match(String(noted.summary), /^loss by step, 2 runs: base /);
  const again = await prov.query(query, JSON.parse(bound));
  assert.deepEqual(
    Array.from(again, ({ name }) => name),
    ["base", "wide"],
  );
  const spec = JSON.stringify(await chart.spec());
  const hash = createHash("sha256").update(spec).digest("hex");
  assert.equal(noted.spec_hash, hash);
});

test("equal rows have equal hashes, and others have others", async (t) => {
  const study = await openStudy(t);
  const { prov } = study;
  await log(study);
  await prov.compare("loss")[display]();
  await prov.compare("loss", { title: "again" })[display]();
  await prov.run({ name: "more" }, (run) => run.log({ loss: 1 }));
  await prov.compare("loss")[display]();
  const hashes = await prov.sql<Noted>`SELECT rows_hash, spec_hash FROM charts`;
  const [first, again, more] = hashes.toArray();
  assert.equal(first!.rows_hash, again!.rows_hash);
  assert.notEqual(first!.spec_hash, again!.spec_hash);
  assert.notEqual(first!.rows_hash, more!.rows_hash);
});

test("what is not shown, or can't be drawn, leaves nothing", async (t) => {
  const study = await openStudy(t);
  const { prov } = study;
  await log(study);
  await prov.compare("loss").spec();
  await prov.compare("loss").png();
  await prov.compare("loss", { runs: [] })[display]();
  await assert.rejects(prov.show(prov.compare("lss")));
  assert.equal((await prov.sql`FROM charts`).length, 0);
});

test("a file that is only read shows charts, and says nothing of their record", async (t) => {
  const study = await openStudy(t);
  await log(study);
  await study.prov.close();
  const said: string[] = [];
  const say = (message: string) => void said.push(message);
  const reading = await open(study.path, { readOnly: true, say });
  t.after(() => reading.close());
  const { data } = await reading.compare("loss")[display]();
  assert.match(String(data["text/plain"]), /^loss by step, 2 runs/);
  assert.equal((await reading.sql`FROM charts`).length, 0);
  assert.deepEqual(said, []);
});

test("trouble with the record of a chart is nobody's", async (t) => {
  const study = await openStudy(t);
  await log(study);
  const sink = new MemorySink();
  sink.add = () => {
    throw new Error("no room");
  };
  const { text, values } = study.prov.sql`FROM runs`;
  const rows = await study.prov.sql`FROM runs`;
  const origin = { text, values, rows, runIds: ["a"] };
  const bundle = () => Promise.resolve({ data: {}, metadata: {} });
  chartNotes(sink)({ spec: { $schema: "" }, text: "a chart", origin, bundle });
});

test("secrets in a title are not kept", async (t) => {
  const study = await openStudy(t);
  await log(study);
  const token = `ghp_${"a1B2".repeat(9)}`;
  await study.prov.compare("loss", { title: `of ${token}` })[display]();
  const [row] = await study.prov.sql<{ title: string }>`SELECT title FROM charts`;
  assert.equal(row!.title, "of <secret>");
});

test("the last picture of a live chart is kept, with the cell that trained", async (t) => {
  const cells = cellsHost(t);
  const { prov } = await cells.run("open", () => openStudy(t));
  prov.autolog(tf);
  const args = { epochs: 3, verbose: 0, live: "loss", name: "base" } as const;
  await cells.run("train", () => prov.fit(small(), xs, ys, args));
  const rows = await prov.sql`SELECT verb, title, runs, cell FROM charts`;
  assert.deepEqual(rows.toArray(), [
    { verb: "live", title: "loss by epoch", runs: ["base"], cell: 2 },
  ]);
});

test("in PROV a chart derives from what is told of its runs, by the plan of its query", async (t) => {
  const cells = cellsHost(t);
  const study = await cells.run("open", () => openStudy(t));
  const { prov } = study;
  await cells.run("train", () => log(study));
  await cells.run("show", () => prov.show(prov.compare("loss")));
  for (const document of [await prov.document("base"), await prov.document()]) {
    assert.deepEqual(document.validate(), { verdict: "valid", findings: [] });
    assert.deepEqual(document.lint(), []);
    const text = document.toProvN();
    for (const part of [
      /wasDerivedFrom\(id:chart-\S+, id:bundle-\S+\)/,
      /wasGeneratedBy\(id:chart-\S+, id:drawing-\S+, 20\S+Z\)/,
      /wasStartedBy\(id:drawing-\S+, -, id:cell-run-\S+, 20\S+Z\)/,
      /wasAssociatedWith\(id:drawing-\S+, id:software-tfjs-prov, id:query-\S+\)/,
      /entity\(id:query-\S+, \[prov:type='prov:Plan'/,
    ]) {
      assert.match(text, part);
    }
  }
  const reached = await prov.sql`
    SELECT what, name FROM lineage_down('wide') WHERE what = 'chart'`;
  assert.deepEqual(reached.toArray(), [{ what: "chart", name: "loss by step" }]);
});

test("a chart of a query of one's own is drawn, and kept with the runs of its rows", async (t) => {
  const study = await openStudy(t);
  const { prov } = study;
  await log(study);
  const query = prov.sql`
    SELECT run_id, run, step, value FROM metrics WHERE metric = ${"loss"} ORDER BY run, step`;
  const encoding = {
    x: { field: "step", type: "quantitative" },
    y: { field: "value", type: "quantitative" },
    color: { field: "run", type: "nominal" },
  };
  const chart = prov.chart(query, { mark: "line", title: "My losses", encoding });
  const { data } = await chart[display]();
  assert.equal(data["text/plain"], "My losses, 6 rows");
  assert.ok(String(data["image/png"]).length > 1000);
  const spec = data["application/vnd.vegalite.v5+json"] as {
    data: { values: object[] };
  };
  const values = spec.data.values.map((row) => (row as { value: number }).value);
  assert.deepEqual(values, [3, 2, null, 3, 2, null]);
  const [row] =
    await prov.sql`SELECT title, verb, runs, query, bound, rows FROM charts`;
  assert.deepEqual(row, {
    ...{ title: "My losses", verb: "chart", runs: ["base", "wide"], rows: 6 },
    ...{ query: query.text, bound: '["loss"]' },
  });
});

test("a chart of what is no query, or of too many rows, is refused", async (t) => {
  const { prov } = await openStudy(t);
  const rows = await prov.sql`SELECT 1 AS x`;
  assert.throws(() => prov.chart(rows as never, { mark: "bar" }), {
    message:
      "Could not draw what is no query\n" +
      "  a chart is drawn from a query, which is kept with it\n" +
      '  try: prov.chart(prov.sql`FROM runs`, { mark: "bar", … }), without await',
  });
  const many = prov.chart(prov.sql`SELECT range AS x FROM range(12345)`, {
    mark: "bar",
  });
  await assert.rejects(many.spec(), {
    message:
      "Could not draw 12,345 rows\n" +
      "  a chart holds 5,000 rows at most, as the notebook keeps them\n" +
      "  try: GROUP BY, or USING SAMPLE 5000",
  });
});

test("a specification that Vega-Lite can't draw is refused without its rows, and not kept", async (t) => {
  const { prov } = await openStudy(t);
  const query = prov.sql`SELECT range AS x FROM range(500)`;
  const hint =
    '  try: { mark: "bar", encoding: { x: { field: "x", type: "nominal" } } }';
  for (const [spec, said] of [
    [{ encoding: {} }, "Invalid specification"],
    [
      { mark: "bar", encoding: { x: { field: "x", type: "quant" } } },
      'Invalid field type "undefined".',
    ],
  ] as const) {
    await assert.rejects(prov.show(prov.chart(query, spec)), {
      name: "ProvError",
      message: `Could not draw this specification\n  Vega-Lite says: ${said}\n${hint}`,
    });
  }
  assert.equal((await prov.sql`FROM charts`).length, 0);
});
