import assert from "node:assert/strict";
import { test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { display } from "../../src";
import { xs } from "../capture/models";
import { python } from "../store/support/python";
import { call, shownText } from "./calls";
import { assertGolden } from "./golden";
import { openPairs, otherNode, type Recipe } from "./pairs";
import { asked } from "./processes";
import { openStudy } from "./study";

/** Replace ids, hashes, times, and what the machine says of itself. */
function normalised(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,3})?/g, "TIME")
    .replace(/[\da-f]{8}-[\da-f-]{27}/g, "UUID")
    .replace(/\b(?=[\da-f]*[a-f])(?=[\da-f]*\d)[\da-f]{12}\b/g, "HASH".padEnd(12))
    .replace(/environment(, commit)?;/, "environment, commit;")
    .replace(/ +$/gm, "");
}

const pairs: readonly [aspects: string, recipe: Recipe, name: string][] = [
  ["data", { data: tf.mul(xs, 2) }, "train x"],
  ["params", { params: { dropout: 0.5 } }, "dropout"],
  ["params", { epochs: 3 }, "epochs"],
  ["steering", { steer: 0.05 }, "learningRate"],
  ["code", { source: "train(); // again" }, "this cell"],
  ["model weights", { units: 4 }, "architecture"],
  ["weights", { weights: 0.2 }, "initial"],
];

for (const [aspects, recipe, name] of pairs) {
  test(`runs that differ in ${aspects} (${name}) differ in that first, and in no other cause`, async (t) => {
    const { prov, train } = await openPairs(t);
    await train("base");
    await train("other", recipe);
    const rows = (await prov.diff("base", "other").rows()).toArray();
    assert.equal(rows[0]?.name, name);
    const causes = new Set(rows.map(({ aspect }) => aspect));
    causes.delete("results");
    assert.deepEqual([...causes], aspects.split(" "));
  });
}

test("runs that differ in environment differ in that first, and in nothing else", async (t) => {
  const study = await openPairs(t);
  await study.train("base");
  await study.train("other");
  await otherNode(study, "other");
  const rows = await study.prov.diff("base", "other").rows();
  assert.deepEqual(rows.toArray(), [
    {
      aspect: "environment",
      name: "node",
      a: process.versions.node,
      b: "18.0.0",
      change: null,
    },
  ]);
});

test("a diff and an explanation print on one screen", async (t) => {
  const { prov, cells, train } = await openPairs(t);
  await cells.run("prov.dataset(xs)", () =>
    prov.dataset(xs, { name: "waves", source: "made by hand" }),
  );
  await train("base", { source: "const epochs = 2;\nfit({ epochs });\nlog();" });
  await train("longer", {
    source: "const epochs = 3;\nfit({ epochs });\nlog();",
    epochs: 3,
  });
  const said = await shownText(await call("%prov diff base longer"));
  assert.equal(said, await shownText(prov.diff("base", "longer")));
  assertGolden("magics", "diff.txt", `${normalised(said)}\n`);
  const explained = await shownText(await call("%prov explain longer"));
  assert.equal(explained, await shownText(prov.explain()));
  const steady = normalised(explained)
    .replace(/^(commit|machine|system|versions|lockfile) +.*\n/gm, "")
    .replace(/\nPackages\n[\s\S]*?rows\n/, "\nPackages\n");
  assertGolden("magics", "explain.txt", `${steady}\n`);
  for (const line of ["machine ", "system ", "versions  Node ", "Packages\nname "]) {
    assert.ok(explained.includes(`\n${line}`), line);
  }
  const html = String((await prov.diff("base", "longer")[display]()).data["text/html"]);
  assert.match(html, /<pre [^>]*>- const epochs = 2;\n\+ const epochs = 3;\n {2}fit/);
});

test("the statement of a diff gives its rows in another client", async (t) => {
  const { prov, path } = await openStudy(t);
  const one = await prov.run({ name: "it's", params: { rate: 0.1 } }, (run) =>
    run.log({ val_acc: [0.5, 0.25] }),
  );
  const two = await prov.run({ name: "two", params: { rate: "0.1" } }, (run) =>
    run.log({ val_acc: [0.5, 0.75] }),
  );
  const rows = (await prov.diff("it's", two).rows()).toArray();
  const result = { aspect: "results" };
  assert.deepEqual(rows, [
    { aspect: "params", name: "rate", a: "0.1", b: '"0.1"', change: null },
    { ...result, name: "val_acc, best", a: "0.5", b: "0.75", change: 0.25 },
    { ...result, name: "val_acc, last", a: "0.25", b: "0.75", change: 0.5 },
  ]);
  await prov.close();
  assert.deepEqual(asked(path, prov.diff("it's", "two").sql), rows);
  assert.deepEqual(asked(path, prov.diff(one, two.id).sql), rows);
});

for (const version of ["1.1.3", "2.0.0"]) {
  test(`the statement of a diff answers in DuckDB ${version}`, async (t) => {
    const { prov, path, train } = await openPairs(t);
    await train("base");
    await train("longer", { epochs: 3, source: "more();", params: { note: "it's" } });
    const rows = (await prov.diff("base", "longer").rows()).toArray();
    await prov.close();
    const ask = `c = duckdb.connect(path, read_only=True)
print(json.dumps(c.execute(sql).fetchall()))`;
    const found = python(t, version, ask, {
      path,
      sql: prov.diff("base", "longer").sql,
    });
    if (found === undefined) return;
    assert.deepEqual(
      JSON.parse(found),
      rows.map((row) => Object.values(row)),
    );
  });
}

test("code differs where a cell further up was edited, and only there", async (t) => {
  const { prov, cells, train } = await openPairs(t);
  for (const [name, width] of [
    ["base", 1],
    ["other", 2],
  ] as const) {
    const made: { cell: string }[] = [];
    const last = () => made.push({ cell: cells.host.cells.at(-1)!.id });
    const uses = (name: string) => [{ name, cellRunId: made.at(-1)!.cell }];
    await cells.run(`const width = ${width}; // <b>`);
    last();
    await cells.run("const twice = width * 2;", undefined, { uses: uses("width") });
    last();
    await train(name, { uses: uses("twice") });
  }
  const diff = prov.diff("base", "other");
  const rows = (await diff.rows()).toArray();
  assert.deepEqual(
    rows.map(({ aspect, name }) => [aspect, name]),
    [["code", "width"]],
  );
  const code = "\nCode of width\n- const width = 1; // <b>\n+ const width = 2; // <b>";
  assert.ok((await diff.text()).endsWith(code));
  const explained = prov.explain("base");
  assert.match(await explained.text(), /\n\[3\] width\n {4}const width = 1;/);
  const html = String((await explained[display]()).data["text/html"]);
  assert.match(html, /const width = 1; \/\/ &lt;b&gt;\n/);
});

test("equal runs differ in nothing", async (t) => {
  const { prov, train } = await openPairs(t);
  await train("base");
  await train("again");
  const text = await prov.diff("base", "again").text();
  assert.match(
    text,
    /\ndiffers +nothing\nequal +data, params, code, model, seed, weights, environment(, commit)?, results$/,
  );
  assert.doesNotMatch(text, /Differences/);
});

test("a run that is not there is told of, with how a near one is written", async (t) => {
  const { prov } = await openStudy(t);
  await assert.rejects(prov.explain().text(), {
    name: "ProvError",
    message: "No run is recorded yet\n  try: prov.autolog(tf), then train",
  });
  await prov.run({ name: "base" }, () => undefined);
  await prov.run({ name: "wide" }, () => undefined);
  const runs = "\n  runs: wide, base";
  const cases: readonly [asked: () => Promise<unknown>, message: string][] = [
    [
      () => prov.diff("bsae", "wide").text(),
      `No run named "bsae"${runs}\n  try: prov.diff("base", "wide")`,
    ],
    [
      () => prov.diff("base", "wied").rows(),
      `No run named "wied"${runs}\n  try: prov.diff("base", "wide")`,
    ],
    [
      () => prov.explain("bsae").text(),
      `No run named "bsae"${runs}\n  try: prov.explain("base")`,
    ],
    [
      () => call("%prov diff base"),
      "%prov diff needs a run\n  usage: %prov diff RUN RUN",
    ],
  ];
  for (const [asked, message] of cases) {
    await assert.rejects(asked, { name: "ProvError", message });
  }
  assert.equal(
    String(prov.diff("base", "wide")),
    "Report of what differs between base and wide\nnot read yet: show it",
  );
});
