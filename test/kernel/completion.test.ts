import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { completed, described } from "../../src/kernel/completion";
import { InProcess } from "./in-process";

const kernel = new InProcess();
const { magics } = kernel.session;

magics.addLanguage("sql", {
  complete: (text, cursor) => {
    const start = text.slice(0, cursor).search(/\w*$/);
    const matches = ["best_val_loss", "name"].filter((name) =>
      name.startsWith(text.slice(start, cursor)),
    );
    return { matches, start, end: cursor };
  },
  inspect: (text, cursor) => `SQL ${text.slice(cursor).match(/^\w*/)}`,
});
magics.add({
  name: "prov",
  kind: "line",
  usage: "%prov VERB",
  help: "Say a verb.",
  run: () => undefined,
  complete: (text, cursor) => ({
    matches: [`${text.slice(0, cursor)}tus`],
    start: 0,
    end: cursor,
  }),
});
magics.add({
  name: "sql",
  kind: "cell",
  usage: "%%sql [-o name]",
  help: "Ask.",
  language: "sql",
  run: () => undefined,
});

before(() => kernel.run("const model = { units: 8, unitNames: ['a'] };"));
after(() => kernel.close());

/** `|` is the cursor; what is completed stands between the brackets of the result. */
const cases: [source: string, completed: string, matches: string[]][] = [
  ["model.uni|", "model.[uni]", ["unitNames", "units"]],
  ["%prov x\nmodel.uni|;", "%prov x\nmodel.[uni];", ["unitNames", "units"]],
  ["%pr|", "[%pr]", ["%prov"]],
  ["%|", "[%]", ["%%sql", "%prov"]],
  ["%%s|\nFROM runs", "[%%s]\nFROM runs", ["%%sql"]],
  ["// look\n%pr|", "// look\n[%pr]", ["%prov"]],
  ["%prov sta|", "%prov [sta]", ["status"]],
  ["const a = 7\n%pr|", "const a = 7\n%[pr]", []],
  [
    "%%sql\nSELECT best| FROM runs",
    "%%sql\nSELECT [best] FROM runs",
    ["best_val_loss"],
  ],
  [
    "%%sql\nWHERE a = ${model.uni|}",
    "%%sql\nWHERE a = ${model.[uni]}",
    ["unitNames", "units"],
  ],
  [
    "%%sql\n'\\d`', ${1}, ${model.uni|} x",
    "%%sql\n'\\d`', ${1}, ${model.[uni]} x",
    ["unitNames", "units"],
  ],
  ["prov.sql`SELECT na| FROM runs`", "prov.sql`SELECT [na] FROM runs`", ["name"]],
  ["prov.sql`${1} na|`", "prov.sql`${1} [na]`", ["name"]],
];

for (const [marked, wanted, matches] of cases) {
  test(`completion: ${JSON.stringify(marked)}`, async () => {
    const cursor = marked.indexOf("|");
    const source = marked.replace("|", "");
    const found = await completed(source, cursor, magics, kernel.interpreter);
    const { start, end } = found;
    const around = [
      source.slice(0, start),
      source.slice(start, end),
      source.slice(end),
    ];
    if (matches.length > 0)
      assert.equal(`${around[0]}[${around[1]}]${around[2]}`, wanted);
    assert.deepEqual(found.matches.slice(0, matches.length), matches);
  });
}

const hovers: [source: string, says: string | undefined][] = [
  ["mod|el", "const model: {\n    units: number;\n    unitNames: string[];\n}"],
  ["%prov x\nmodel.uni|ts", "(property) units: number"],
  ["%pro|v x", "%prov VERB\nSay a verb."],
  ["%%sq|l\nFROM x", "%%sql [-o name]\nAsk."],
  ["%noth|ing", undefined],
  ["%%sql\nFROM |runs", "SQL runs"],
  ["%%sql\nFROM ${model.uni|ts}", "(property) units: number"],
  ["prov.sql`FROM |runs`", "SQL runs"],
];

for (const [marked, says] of hovers) {
  test(`hover: ${JSON.stringify(marked)}`, async () => {
    const cursor = marked.indexOf("|");
    const source = marked.replace("|", "");
    const text = await described(source, cursor, magics, kernel.interpreter);
    assert.equal(text?.trim(), says);
  });
}
