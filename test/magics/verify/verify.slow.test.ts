import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type TestContext, test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { type Kernel, openKernel, textOf } from "../../kernel/session";
import { data, endless, later, model, setUp, training } from "./sources";

/** Open a kernel whose notebook has trained `base`. */
async function trained(t: TestContext, cells: readonly string[]): Promise<Kernel> {
  const kernel = await openKernel("tfjs-prov");
  t.after(() => kernel.close());
  writeFileSync(join(kernel.folder, "data.json"), data());
  for (const source of cells) {
    const cell = await kernel.run(source);
    assert.equal(cell.status, "ok", textOf(cell));
  }
  return kernel;
}

test("a run trained again is the same to the bit, until its data changes", async (t) => {
  const kernel = await trained(t, [setUp(), model, training]);
  const same = await kernel.says('await prov.verify("base")');
  assert.match(
    same,
    /^verdict +base is the same to the bit\ncompared +13 values: .*\ntrained again +3 cells, seed \d+$/,
  );
  assert.equal(await kernel.says("%prov verify base"), same);
  writeFileSync(join(kernel.folder, "data.json"), data(1));
  const differs = await kernel.says("const verdict = await prov.verify(run); verdict");
  assert.match(differs, /^verdict +base differs from epoch 0, because of data\n/);
  const json = JSON.parse(await kernel.says("console.log(JSON.stringify(verdict))"));
  assert.deepEqual([json.run, json.same, json.differsFrom], ["base", false, 0]);
  assert.ok(json.maxDifference > 0);
});

test("a run that nothing seeds is said not to repeat, also by the command", async (t) => {
  const cells = [setUp("{ seed: false }"), `${model}${training}`];
  const kernel = await trained(t, cells);
  const file = join(kernel.folder, "study.duckdb");
  const main = resolve("dist", "src", "cli", "main.js");
  const { status, stdout } = spawnSync(
    process.execPath,
    [main, "verify", file, "base"],
    {
      encoding: "utf8",
    },
  );
  const expected =
    "verdict +base differs from epoch 0, because of seed\n" +
    "seed +open\\({ seed: false }\\): nothing is seeded, so it can't repeat\n";
  assert.match(stdout, new RegExp(`^${expected}`));
  assert.equal(status, 3);
});

test("a background training, its evaluate in a later cell and magics are trained again", async (t) => {
  const kernel = await trained(t, [
    setUp("{ seed: 7 }"),
    model,
    'prov.start(model, xs, ys, { name: "back", epochs: 30, verbose: 0 });\nMath.random()',
    "await prov.last!.done; await model.fit(xs, ys, { epochs: 1 });",
    "%%sql\nFROM runs",
    "tf.dispose(model.evaluate(xs, ys));",
  ]);
  const names = await kernel.says("console.log(prov.last!.name)");
  for (const name of ["back", names.trim()]) {
    const said = await kernel.says(`await prov.verify(${JSON.stringify(name)})`);
    assert.match(said, /is the same to the bit\n.*loss.*\n.*seed 7$/, said);
  }
});

test("a run that was interrupted is trained again as far as it came", async (t) => {
  const kernel = await trained(t, [
    setUp(),
    model,
    `const long = prov.start(model, xs, ys, { name: "long", epochs: 100000, verbose: 0 });
setTimeout(() => prov.interrupt(), 300);
await long.done.catch(() => undefined);`,
    "await model.fit(xs, ys, { epochs: 2, verbose: 0 });",
  ]);
  const name = (await kernel.says("console.log(prov.last!.name)")).trim();
  assert.match(
    await kernel.says('await prov.verify("long")'),
    /long is the same to the bit/,
  );
  const next = await kernel.says(`await prov.verify(${JSON.stringify(name)})`);
  assert.match(next, /is the same to the bit/, next);
  assert.match(await kernel.says("prov.sql`SELECT status FROM runs`"), /interrupted/);
});

test("numbers that were drawn before open() are told as the cause", async (t) => {
  const before = "const factor = Math.random();";
  const cells = [
    before,
    setUp("{ seed: 7 }"),
    model,
    training.replace("xs,", "xs.mul(factor),"),
  ];
  const kernel = await trained(t, cells);
  const said = await kernel.says('await prov.verify("base")');
  const seed =
    "seed +cells before open\\(\\) drew numbers, which nothing had seeded yet";
  assert.match(
    said,
    new RegExp(
      `^verdict +base differs from epoch 0, because of data, seed\n.*\n${seed}\n`,
    ),
  );
});

test("what a person set and stopped is done again at its step, as the file tells it", async (t) => {
  const kernel = await trained(t, [
    setUp(),
    model,
    endless,
    `${later}await later(200);
await long.set({ learningRate: 0.003 }, { reason: "slower" });
await later(200);
long.stop({ reason: "enough" });
await long.done;`,
  ]);
  const same = await kernel.says('await prov.verify("steered")');
  assert.match(same, /^verdict +steered is the same to the bit\n/, same);
  await kernel.run("await prov.close()");
  const instance = await DuckDBInstance.create(join(kernel.folder, "study.duckdb"));
  const connection = await instance.connect();
  const changed = await connection.runAndReadAll(
    "UPDATE tfjs_prov.events SET new_value = 0.3 WHERE name = 'learningRate' RETURNING epoch",
  );
  connection.closeSync();
  instance.closeSync();
  const epoch = Number(changed.getRows()[0]?.[0]);
  assert.ok(epoch > 0);
  const said = await kernel.says('await prov.verify("steered")');
  assert.match(said, new RegExp(`^verdict +steered differs from epoch ${epoch}`), said);
});

test("a rate that another cell set by itself is set again at its step, and not when that cell runs", async (t) => {
  const kernel = await trained(t, [
    setUp(),
    model,
    endless,
    `${later}await later(300);`,
    "(model.optimizer as tf.SGDOptimizer).setLearningRate(0.003);",
    `await later(200);
long.stop({ reason: "enough" });
await long.done;`,
  ]);
  const cause = await kernel.says(
    "prov.sql`SELECT cause FROM events WHERE name = 'learningRate'`",
  );
  assert.match(cause, /outside the callbacks/);
  const same = await kernel.says('await prov.verify("steered")');
  assert.match(same, /^verdict +steered is the same to the bit\n/, same);
});

test("on the wasm backend the same is the same bits, too", async (t) => {
  const wasm = `import "@tensorflow/tfjs-backend-wasm";
await tf.setBackend("wasm");`;
  const kernel = await trained(t, [setUp(), wasm, model, training]);
  const said = await kernel.says('await prov.verify("base")');
  assert.match(said, /^verdict +base is the same to the bit\n/, said);
  const backend = await kernel.says(
    "prov.sql`SELECT DISTINCT backend FROM environments`",
  );
  assert.match(backend, /wasm/);
});
