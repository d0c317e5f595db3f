import assert from "node:assert/strict";
import { test } from "node:test";
import { embeddedAt } from "../../src/kernel/magic/embedded";
import { Magics } from "../../src/kernel/magics";
import { loadCompiler } from "../../src/kernel/typescript/compiler";

const compiler = loadCompiler();
const magics = new Magics();
magics.addLanguage("sql", { complete: () => undefined });
magics.add({
  name: "sql",
  kind: "cell",
  usage: "%%sql",
  help: "Ask.",
  language: "sql",
  run: () => undefined,
});

/** `|` is the cursor; in what is found too, where there is something. */
const cases: [source: string, found: string | undefined][] = [
  ["prov.sql`FROM ru|`", "FROM ru|"],
  ["const rows = await sql`\nSELECT n|\nFROM runs`;", "\nSELECT n|\nFROM runs"],
  ["prov.sql`FROM ${table} WHERE |`", "FROM $1       WHERE |"],
  ["prov.sql`SELECT ${a}, ${b.c(1)}, |", "SELECT $1  , $2       , |"],
  ["await prov.sql<{ n: number }>`SELECT |`", "SELECT |"],
  ["prov.sql`FROM ${ta|ble}`", undefined],
  ["prov.sql`FROM ${prov.sql`FROM r|`}`", "FROM r|"],
  ["html`<b>|</b>`", undefined],
  ["`FROM |`", undefined],
  ["prov.sq|l`FROM runs`", undefined],
  ["prov.sql`FROM runs`|", undefined],
  ["%%sql\nFROM ru|", "FROM ru|"],
  ["%%sql\nFROM ${x} |", "FROM $1   |"],
  ["%%sql\nFROM ${x|}", undefined],
  ["%%sq|l\nFROM runs", undefined],
  ["%%other\nFROM |", undefined],
];

for (const [marked, wanted] of cases) {
  test(`the language at a cursor: ${JSON.stringify(marked)}`, () => {
    const cursor = marked.indexOf("|");
    const source = marked.replace("|", "");
    const found = embeddedAt(source, cursor, magics, compiler);
    const at = found && cursor - found.start;
    const text = found && `${found.text.slice(0, at)}|${found.text.slice(at)}`;
    assert.equal(text, wanted);
  });
}
