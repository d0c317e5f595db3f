import { deepStrictEqual, match, strictEqual, throws } from "node:assert";
import { test } from "node:test";
import { document, drawingOf, toDot } from "../../src/prov";
import { labelLines } from "../../src/prov/dot/label";
import { everything } from "./everything";
import { golden } from "./golden";

test("the picture of everything is drawn in W3C's shapes and colours", () => {
  golden("everything.dot", toDot(everything(), { attributes: true }));
});

function epochs(count: number) {
  const made = document({ ex: "https://example.org/" }).activity("ex:run");
  for (let i = 0; i < count; i++) {
    made
      .activity(`ex:epoch-${i}`)
      .wasStartedBy(`ex:epoch-${i}`, undefined, { starter: "ex:run" })
      .entity(`ex:state-${i}`)
      .wasGeneratedBy(`ex:state-${i}`, `ex:epoch-${i}`);
  }
  return made;
}

test("epochs are folded: the first, the last, and one for all between", () => {
  golden("folded.dot", toDot(epochs(100)));
});

test("three epochs are few enough to stay", () => {
  strictEqual(toDot(epochs(3)).includes("×"), false);
});

test("nothing is folded when told so, and many nodes get straight lines", () => {
  const dot = toDot(epochs(100), { fold: false });
  strictEqual(dot.match(/shape=box/g)?.length, 101);
  match(dot, /splines=line/);
});

test("up to 20 things are drawn each, alike or not", () => {
  strictEqual(toDot(epochs(9)).includes("×"), false);
  strictEqual(toDot(epochs(10)).includes("×"), true);
});

const labels: readonly [name: string, lines: string[]][] = [
  ["ex:model", ["ex:model"]],
  ["run:run-01934d3e-7c1b-7e2a-9f3d-aabbccddeeff", ["run:run-0193…ddeeff"]],
  ["ex:data/penguins/2026/train.csv", ["ex:data/penguins/2026/", "train.csv"]],
  ["ex:aNameOfManyWordsInCamelCase", ["ex:aNameOfManyWordsIn", "CamelCase"]],
  ["ex:模型", ["ex:模型"]],
  ["two\nlines\u0007", ["two lines"]],
];

for (const [name, lines] of labels) {
  test(`${JSON.stringify(name)} is written in ${lines.length} lines`, () => {
    deepStrictEqual(labelLines(name), lines);
  });
}

test("the middle of a very long name is left out", () => {
  const lines = labelLines(`ex:${"long".repeat(1000)}end`);
  strictEqual(lines.length, 3);
  match(lines.join(""), /^ex:long.*….*longend$/);
});

test("a label is drawn instead of the name, and marks of DOT are harmless", () => {
  const made = document({ ex: "https://example.org/" }).entity("ex:e", {
    "prov:label": '<b> "quoted" \\ & so on',
  });
  match(toDot(made), /label="<b> \\"quoted\\" \\\\ &amp; so on"/);
});

test("a picture is told in words", () => {
  strictEqual(
    drawingOf(epochs(100)).text,
    [
      "PROV graph: 100 entities, 101 activities",
      "ex:epoch-0 wasStartedBy ex:run",
      "ex:epoch-… ×98 wasStartedBy ex:run",
      "ex:epoch-99 wasStartedBy ex:run",
      "ex:state-0 wasGeneratedBy ex:epoch-0",
      "ex:state-… ×98 wasGeneratedBy ex:epoch-… ×98",
      "ex:state-99 wasGeneratedBy ex:epoch-99",
    ].join("\n"),
  );
  strictEqual(drawingOf(document()).text, "PROV graph: nothing");
});

test("the words of a large picture end where nobody reads on", () => {
  const lines = drawingOf(epochs(20), { fold: false }).text.split("\n");
  strictEqual(lines.length, 14);
  strictEqual(lines.at(-1), "… and 28 more");
});

test("many arrows have a key instead of labels", () => {
  const { key, dot } = drawingOf(epochs(20), { fold: false });
  deepStrictEqual(
    key.map(({ text }) => text),
    ["wasGeneratedBy", "wasStartedBy"],
  );
  strictEqual(dot("BT").includes('label=" wasGeneratedBy "'), false);
});

test("more things than can be read are refused", () => {
  throws(() => drawingOf(epochs(200), { fold: false }), {
    name: "ProvError",
    message:
      "No graph drawn of 401 things and 400 relations\n" +
      "  at most 150 and 300 can be read; like things count once\n" +
      "  try: one bundle of the document, or toDot(document) for another program",
  });
});
