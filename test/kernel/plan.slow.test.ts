import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { planCells } from "../../src/kernel/plan/plan";
import { InProcess } from "./in-process";

const kernel = new InProcess();
after(() => kernel.close());

const plan = (...sources: string[]) =>
  planCells(sources, {
    interpreter: kernel.interpreter,
    magics: kernel.session.magics,
  });

test("a plan tells what each cell makes, with its type, and what it takes from where", () => {
  const cells = plan(
    'import * as tf from "@tensorflow/tfjs";\nimport { open } from "tfjs-prov";\nconst prov = await open();',
    "const xs = tf.zeros([8, 2]), rows = 8;",
    "function build(units: number) {\n  const model = tf.sequential();\n  return model;\n}\nclass Box {}",
    "const model = build(rows);\nlet seen: string[] = [];",
    "xs.print(); model.summary()",
  );
  assert.deepEqual(
    cells.map(({ makes }) => makes.map(({ name, type }) => `${name}: ${type}`)),
    [
      [
        'tf: typeof import("@tensorflow/tfjs")',
        'open: typeof import("tfjs-prov").open',
        "prov: Prov",
      ],
      ["xs: tf.Tensor<tf.Rank>", "rows: 8"],
      ["build: (units: number): tf.Sequential", "Box: typeof Box"],
      ["model: tf.Sequential", "seen: string[]"],
      [],
    ],
  );
  assert.deepEqual(
    cells.map(({ uses }) => uses.map(({ name, from }) => `${name} of ${from}`)),
    [
      [],
      ["tf of 0"],
      ["tf of 0"],
      ["build of 2", "rows of 1"],
      ["xs of 1", "model of 3"],
    ],
  );
  assert.equal(cells[4]!.uses[1]!.type, "tf.Sequential");
});

test("nothing runs, and the session keeps what it had", async () => {
  await kernel.run("const mine = 20;\nlet ran = 0;");
  plan("const mine = 'planned'; ran = 1;", "(globalThis as any).ran = true;");
  assert.equal(await kernel.says("[mine + 1, ran]"), "[ 21, 0 ]");
  assert.equal("ran" in globalThis, false);
});

test("a file beside the notebook can still be imported after it was planned", async () => {
  writeFileSync(join(kernel.folder, "helper.ts"), "export const six: number = 6;\n");
  const [cell] = plan('import { six } from "./helper";\nconst twelve = six * 2;');
  assert.deepEqual(cell!.makes.map(({ name }) => name).sort(), ["six", "twelve"]);
  assert.equal(await kernel.says('import { six } from "./helper";\nsix'), "6");
});

test("a cell that does not compile says why, and the others are planned", () => {
  const cells = plan("const a: string = 3;", "const b = 1;", "b + 1");
  assert.deepEqual(
    cells.map(({ problem }) => problem),
    ["Type 'number' is not assignable to type 'string'.", null, null],
  );
  assert.deepEqual(cells[2]!.uses, [{ name: "b", type: "1", from: 1 }]);
});

const open =
  'import * as tf from "@tensorflow/tfjs";\nimport { open } from "tfjs-prov";\nconst prov = await open();\nconst EPOCHS = 20, xs = tf.zeros([8, 2]);\nconst model = tf.sequential();\nlet rate = 0.1;';

const calls: [what: string, source: string, told: string[]][] = [
  [
    "literals as they are written, and constants that are literals",
    "model.fit(xs, xs, { epochs: EPOCHS, batchSize: 16, shuffle: false, validationSplit: .2 });",
    ["model.fit epochs=20 batchSize=16 shuffle=false validationSplit=0.2"],
  ],
  [
    "expressions as such, in one line",
    "model.fit(xs, xs, { epochs: EPOCHS *\n  2, verbose: rate > 1 ? 1 : 0 });",
    ["model.fit epochs=(EPOCHS * 2) verbose=(rate > 1 ? 1 : 0)"],
  ],
  [
    "the rate of an optimizer",
    "model.compile({ optimizer: tf.train.adam(1e-3), loss: 'meanSquaredError' });",
    [
      "model.compile optimizer=(tf.train.adam(1e-3)) learningRate=0.001 loss=meanSquaredError",
    ],
  ],
  [
    "what a run of prov trains, params of its own dotted, in the order of the source",
    'await prov.run({ name: "gan", params: { units: 4 } }, async (run) => { model.evaluate(xs, xs); });',
    ["prov.run name=gan params.units=4", "model.evaluate"],
  ],
  [
    "calls of a function where it is called, not where it is declared",
    "async function train(n: number) { await model.fit(xs, xs, { epochs: n }); }\nconst again = () => train(2);\nawait again();",
    ["model.fit epochs=(n)"],
  ],
  [
    "what a call is given before it",
    "const made = () => { model.compile({ loss: 'mse', optimizer: 'sgd' }); return model; };\nprov.start(made(), xs, xs, { epochs: 2 });",
    ["model.compile loss=mse optimizer=sgd", "prov.start epochs=2"],
  ],
  ["nothing of a function that nobody calls", "const f = () => model.fit(xs, xs);", []],
  ["nothing of others' run and start", "({ run() {}, start() {} }).run();", []],
];

for (const [what, source, told] of calls) {
  test(`the calls of a plan: ${what}`, () => {
    const [, cell] = plan(open, source);
    const texts = cell!.calls.map(({ call, args }) =>
      [
        call,
        ...args.map(
          ({ name, value, expression }) => `${name}=${value ?? `(${expression})`}`,
        ),
      ].join(" "),
    );
    assert.equal(cell!.problem, null);
    assert.deepEqual(texts, told);
  });
}
