import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { views } from "../../src/store/schema/views/index";
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
await prov.fit(model, xs, ys, { epochs: 3, verbose: 0, name: "base" });`;

const tables = views
  .flatMap(({ name }) => /^main\.(.+)/.exec(name)?.[1] ?? [])
  .sort()
  .join(", ");

let kernel: Kernel;

// One kernel for all, as each takes seconds to start and to end.
before(async () => {
  kernel = await openKernel("tslab");
  for (const source of [setUp, model]) {
    const cell = await kernel.run(source);
    assert.equal(cell.status, "ok", textOf(cell));
  }
});

after(() => kernel.close());

test("a stock kernel records, shows and prints as the first cells of the docs say", async () => {
  const line = /^Run base \(study\): finished, 3 epochs, \d+\.\d s\n$/;
  assert.match(await kernel.says("prov.last"), line);
  assert.equal(await kernel.says("prov"), "Prov records into study.duckdb\n");
  assert.equal(
    await kernel.says("await prov.sql`SELECT name, epochs FROM runs`"),
    "name  epochs\n────  ──────\nbase       3\n1 row\n",
  );
  assert.equal(
    await kernel.says('prov.compare("loss")'),
    "Chart of loss of each run\nnot drawn yet: show it\n",
  );
  const again = `${setUp.replaceAll("prov =", "again =").replace("tf from", "tf2 from")}
again === prov`;
  assert.equal(
    await kernel.says(again.replace("autolog(tf)", "autolog(tf2)")),
    "true\n",
  );
  assert.equal(existsSync(join(kernel.folder, "study.duckdb")), true);
});

test("show() sends each value as an output of its cell", async () => {
  const { status, outputs } = await kernel.run(
    'await prov.show(prov.sql`SELECT name FROM runs LIMIT 1`, prov.compare("loss", { runs: "base" }), "text", [1])',
  );
  assert.equal(status, "ok");
  assert.deepEqual(
    outputs.map(({ output_type, data }) => [output_type, ...Object.keys(data!).sort()]),
    [
      ["display_data", "text/html", "text/plain"],
      ["display_data", "application/vnd.vegalite.v5+json", "image/png", "text/plain"],
      ["display_data", "text/plain"],
      ["display_data", "text/plain"],
    ],
  );
  const [table, chart, text, list] = outputs.map(({ data }) => data!);
  assert.equal(table!["text/plain"], "name\n────\nbase\n1 row");
  assert.match(String(table!["text/html"]), /^<div[^>]*><table/);
  assert.match(String(chart!["text/plain"]), /^loss by epoch, 1 run: base 0?\.?\d+/);
  assert.deepEqual([text!["text/plain"], list!["text/plain"]], ["text", "[ 1 ]"]);
  const { width, height } = outputs[1]!.metadata!["image/png"] as Record<
    string,
    number
  >;
  const png = Buffer.from(String(chart!["image/png"]), "base64");
  // the picture has two pixels to one of the page
  assert.deepEqual(
    [png.readUInt32BE(16), png.readUInt32BE(20)],
    [2 * width!, 2 * height!],
  );
});

test("an error is its message, without a stack, and the cell fails", async () => {
  const cases = {
    "await prov.sql`FROM rums`": [
      "Catalog Error: Table with name rums does not exist!",
      'Did you mean "runs"?',
      "",
      "LINE 1: FROM rums",
      "             ^",
      `  tables: ${tables}`,
    ],
    'await prov.show(prov.compare("los"))': [
      'No metric named "los"',
      "  metrics: learningRate, loss",
      '  try: prov.compare("loss")',
    ],
    'await open("prov")': [
      "Can't record into prov.duckdb",
      '  DuckDB takes "prov" for a schema inside the file',
      '  try: open("study.duckdb")',
    ],
  };
  for (const [source, lines] of Object.entries(cases)) {
    const cell = await kernel.run(source);
    assert.equal(cell.status, "error");
    assert.equal(textOf(cell), `${lines.join("\n")}\n`);
  }
});

test("what is misspelt is a type error in the cell, and types are those of tfjs", async () => {
  const count = () => kernel.says("(await prov.sql`FROM runs`).length");
  const before = await count();
  const wrong = {
    "prov.fit(model, xs, ys, { epochz: 2 })":
      /'epochz' does not exist in type 'ModelFitArgs & CallOptions'. Did you mean to write 'epochs'\?/,
    "model.fit(xs, ys, { epochz: 2 })":
      /'epochz' does not exist in type 'ModelFitArgs'. Did you mean to write 'epochs'\?/,
    'const text: string = (await prov.fit(model, xs, ys, { name: "a" })).history':
      /Type 'History' is not assignable to type 'string'/,
    'prov.compare("loss", { smoth: 0.5 })':
      /'smoth' does not exist in type 'CompareChoice'/,
    'prov.autolog("tf")':
      /Argument of type '"tf"' is not assignable to parameter of type 'false \| Tfjs'/,
    "prov.fit(model, xs, 3)": /Argument of type 'number' is not assignable/,
  };
  for (const [source, message] of Object.entries(wrong)) {
    const cell = await kernel.run(source);
    assert.equal(cell.status, "error", source);
    assert.match(textOf(cell), message);
  }
  const rows = "const [run] = await prov.sql<{ epochs: number }>`FROM runs LIMIT 1`;\n";
  const typed = await kernel.says(`${rows}run!.epochs.toFixed(1)`);
  assert.equal(typed, "3.0\n");
  assert.equal(await count(), before);
});

test("a training that is not awaited goes on while later cells ask about it", async () => {
  const source = `
const onEpochEnd = () => new Promise<void>((resolve) => setTimeout(resolve, 20));
const args = { epochs: 60, verbose: 0, name: "long", callbacks: { onEpochEnd } } as const;
const run = prov.start(model, xs, ys, args);
run`;
  assert.match(await kernel.says(source), /^Run long \(study\): running, 0 epochs/);
  const status = "await prov.sql`SELECT status FROM runs WHERE name = 'long'`";
  assert.match(await kernel.says(status), /running/);
  const file = join(kernel.folder, "study.duckdb");
  const text = "SELECT status FROM runs WHERE name = 'long'";
  assert.deepEqual(asked(file, text), [{ status: "running" }]);
  assert.match(await kernel.says("await run.done"), /finished, 60 epochs/);
  await new Promise((resolve) => setTimeout(resolve, 600));
  assert.equal(existsSync(`${file}.wal`), false);
  assert.deepEqual(asked(file, text), [{ status: "finished" }]);
});

test("a stock kernel tells of its cells, from the one after the import on", async () => {
  const source = `
const lateRun = new Promise<void>((resolve) => setTimeout(resolve, 300))
  .then(() => prov.run({ name: "late" }, () => undefined));
setTimeout(() => console.log("said late"), 100);
const note = { password: "hunter2" };`;
  await kernel.run(source);
  const later =
    "await lateRun; await new Promise((resolve) => setTimeout(resolve, 300));";
  assert.equal(await kernel.says(later), "");
  assert.equal((await kernel.run("(null as any).x")).status, "error");
  assert.equal((await kernel.run("undefinedName")).status, "error");
  const rows = await kernel.says(`console.log(JSON.stringify((await prov.sql\`
    SELECT r.name, c.source, c.status, c.error_name, c.notebook, c.runs
    FROM cells c LEFT JOIN runs r USING (cell_run_id)
    WHERE r.name IN ('base', 'late') OR c.source IN ('(null as any).x', 'undefinedName')
    ORDER BY c.position\`).toArray()))`);
  const of = { status: "ok", error_name: null, notebook: "study.ipynb", runs: 1 };
  const failed = { ...of, name: null, status: "error", runs: 0 };
  assert.deepEqual(JSON.parse(rows), [
    { ...of, name: "base", source: model },
    { ...of, name: "late", source: source.replace("hunter2", "<secret>") },
    { ...failed, source: "(null as any).x", error_name: "TypeError" },
    { ...failed, source: "undefinedName" },
  ]);
  const [first] = asked(
    join(kernel.folder, "study.duckdb"),
    "SELECT execution_count AS n, source FROM cells ORDER BY position LIMIT 1",
  );
  assert.deepEqual(first, { n: 2, source: model });
});
