import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { asked } from "../magics/processes";
import { type Kernel, openKernel, textOf } from "./session";

const setUp = `
import * as tf from "@tensorflow/tfjs";
import { open } from "tfjs-prov";
const prov = await open();
prov.autolog(tf);`;

const model = `
const xs = tf.ones([12, 2]);
const ys = tf.ones([12, 1]);
const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
await prov.fit(model, xs, ys, { epochs: 3, name: "base" });`;

let kernel: Kernel;

before(async () => {
  kernel = await openKernel("tfjs-prov");
  for (const source of [setUp, model]) {
    const cell = await kernel.run(source);
    assert.equal(cell.status, "ok", textOf(cell));
  }
});

after(() => kernel.close());

test("a run, a query and a chart show themselves as a cell's value", async () => {
  const shown = [
    ["prov.last", ["text/plain"]],
    ["prov.sql`SELECT name, epochs FROM runs`", ["text/html", "text/plain"]],
    ["%%sql\nSELECT name, epochs FROM runs", ["text/html", "text/plain"]],
    [
      'prov.compare("loss")',
      ["application/vnd.vegalite.v5+json", "image/png", "text/plain"],
    ],
  ] as const;
  for (const [source, types] of shown) {
    const { outputs } = await kernel.run(source);
    assert.deepEqual(
      outputs.map(({ output_type, data }) => [
        output_type,
        ...Object.keys(data!).sort(),
      ]),
      [["execute_result", ...types]],
      source,
    );
  }
});

test("a training's progress ends as one line in its cell", async () => {
  const { outputs } = await kernel.run(
    "const history = await model.fit(xs, ys, { epochs: 2 });",
  );
  assert.deepEqual(
    outputs.map(({ output_type }) => output_type),
    ["display_data"],
  );
  const line =
    /^[a-z]+-[a-z]+(?:-\d+)?: finished, 2 epochs in \d\.\d s, loss [\d.e-]+$/;
  assert.match(String(outputs[0]!.data!["text/plain"]), line);
});

test("magics bind what the notebook holds, and put rows into a variable", async () => {
  const source = "%%sql -o some\nFROM runs WHERE name = ${'base'}";
  assert.equal((await kernel.run(source)).status, "ok");
  assert.equal(await kernel.says("`${some.length} ${some.at(0)!.name}`"), "'1 base'");
  assert.match(await kernel.says("%prov status"), /^file +study\.duckdb/);
  assert.match(
    await kernel.says("%porv status"),
    /^No magic named "%porv"\n {2}magics: %%sql, %prov\n {2}try: %prov$/,
  );
});

test("a cell of SQL that fails keeps DuckDB's message with its caret", async () => {
  const { status, outputs } = await kernel.run("%%sql\nSELECT 1,\n  nam\nFROM runs");
  assert.equal(status, "error");
  assert.match(
    outputs[0]!.evalue!,
    /^Binder Error: .*"nam" not found[\s\S]*\nLINE 2: {3}nam\n {10}\^$/,
  );
});

test("every cell is recorded, the first included, with what it used", async () => {
  const source = `
const later = new Promise<void>((resolve) => setTimeout(resolve, 200))
  .then(() => prov.run({ name: "late" }, () => undefined));`;
  await kernel.run(source);
  await kernel.run("await later;");
  await kernel.run("(null as any).x");
  const rows = await kernel.says(`console.log(JSON.stringify((await prov.sql\`
    SELECT execution_count AS n, status, error_name, notebook, runs FROM cells
    WHERE position < 2 OR source = '(null as any).x' OR runs > 0
    ORDER BY position\`).toArray()))`);
  const all = JSON.parse(rows) as { n: number; runs: number }[];
  const ok = { status: "ok", error_name: null, notebook: "study.ipynb" };
  assert.deepEqual(
    all.map(({ n, ...row }) => row),
    [
      { ...ok, runs: 0 },
      { ...ok, runs: 1 },
      { ...ok, runs: 1 },
      { ...ok, runs: 1 },
      { ...ok, status: "error", error_name: "TypeError", runs: 0 },
    ],
  );
  assert.deepEqual([all[0]!.n, all[1]!.n], [1, 2]);
  const used = await kernel.says(`console.log(JSON.stringify((await prov.sql\`
    SELECT u.name, c.execution_count AS n FROM tfjs_prov.cell_uses u
    JOIN cells c ON c.cell_run_id = u.used_cell_run_id
    JOIN cells me ON me.cell_run_id = u.cell_run_id
    WHERE me.execution_count = 2 ORDER BY u.name\`).toArray()))`);
  assert.deepEqual(JSON.parse(used), [
    { name: "prov", n: 1 },
    { name: "tf", n: 1 },
  ]);
});

test("a training in the background goes on while later cells ask about it", async () => {
  const source = `
const onEpochEnd = () => new Promise<void>((resolve) => setTimeout(resolve, 20));
const args = { epochs: 60, verbose: 0, name: "long", callbacks: { onEpochEnd } } as const;
const run = prov.start(model, xs, ys, args);
run`;
  assert.match(await kernel.says(source), /^Run long \(study\): running, [01] epoch/);
  const status = "await prov.sql`SELECT status FROM runs WHERE name = 'long'`";
  assert.match(await kernel.says(status), /running/);
  const file = join(kernel.folder, "study.duckdb");
  const text = "SELECT status FROM runs WHERE name = 'long'";
  assert.deepEqual(asked(file, text), [{ status: "running" }]);
  assert.match(await kernel.says("await run.done"), /finished, 60 epochs/);
  await new Promise((resolve) => setTimeout(resolve, 900));
  assert.equal(existsSync(`${file}.wal`), false);
  assert.deepEqual(asked(file, text), [{ status: "finished" }]);
});
