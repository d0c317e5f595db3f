import assert from "node:assert/strict";
import { test } from "node:test";
import { rewrite } from "../../src/kernel/magic/rewrite";
import { Magics } from "../../src/kernel/magics";

const magics = new Magics();
magics.add({
  name: "sql",
  kind: "cell",
  usage: "%%sql",
  help: "Ask.",
  type: "Rows",
  run: () => undefined,
});

const call = 'globalThis[Symbol.for("tfjs-prov.magic")]';

const cases: [what: string, source: string, code: string][] = [
  ["TypeScript stays as it is", "const a = 7 % 2;\n%b", "const a = 7 % 2;\n%b"],
  [
    "a line magic is awaited, and what follows it stays",
    "%prov compare val_loss\nconst a = 1",
    `await ${call}("%prov", "compare val_loss", null);\nconst a = 1`,
  ],
  [
    "several line magics may lead, with comments and empty lines between",
    "// look\n%prov status\n\n  %prov runs\n1",
    `// look\nawait ${call}("%prov", "status", null);\n\nawait ${call}("%prov", "runs", null);\n1`,
  ],
  [
    "-o declares a variable for a line magic too",
    "%prov -o chart compare loss",
    `const chart: any = await ${call}("%prov", "compare loss", "chart");`,
  ],
  [
    "a line that begins with % further down is the operator",
    "a\n% prov\n%prov",
    "a\n% prov\n%prov",
  ],
  [
    "a cell magic is a tag of the text under it",
    "%%sql --limit 3\nFROM runs",
    `await ${call}("%%sql", "--limit 3", null)\`\nFROM runs\n\``,
  ],
  [
    "-o declares a variable of the magic's type, wherever it stands",
    "%%sql --limit 3 -o rows\nFROM runs",
    `const rows: Rows = await ${call}("%%sql", "--limit 3", "rows")\`\nFROM runs\n\``,
  ],
  [
    "what no magic says a type of is any",
    "%%other -o größe\nx",
    `const größe: any = await ${call}("%%other", "", "größe")\`\nx\n\``,
  ],
  [
    "expressions stay, with braces, texts and templates of their own",
    '%%sql\nSELECT ${f({ a: "}" })}, ${`${b}`}, 1',
    `await ${call}("%%sql", "", null)\`\nSELECT \${f({ a: "}" })}, \${\`\${b}\`}, 1\n\``,
  ],
  [
    "backslashes and backticks are text, and \\${ is no expression",
    "%%sql\nSELECT '\\d`' , '\\${x}'",
    `await ${call}("%%sql", "", null)\`\nSELECT '\\\\d\\\`' , '\\\${x}'\n\``,
  ],
  ["a magic without text", "%%sql", `await ${call}("%%sql", "", null)\`\n\n\``],
  [
    "lines before a cell magic keep their number",
    "\n\n%%sql\nFROM runs",
    `\n\nawait ${call}("%%sql", "", null)\`\nFROM runs\n\``,
  ],
];

for (const [what, source, code] of cases) {
  test(`magics as TypeScript: ${what}`, () => {
    assert.equal(rewrite(source, magics).code, code);
  });
}

test("each place of a cell has its place in the code, and the way back", () => {
  const sources = [
    "%prov status\nconst a = 1;\na",
    "%%sql -o rows\nSELECT '\\d' AS d, ${rate} FROM runs\nWHERE name = ${`n`}",
    "const plain = `text`;",
  ];
  for (const source of sources) {
    const { code, ...rewritten } = withPlaces(source);
    for (const word of source.match(/\w+|\$\{/g)!) {
      const at = source.lastIndexOf(word);
      if (source.startsWith("%") && at < source.indexOf("\n")) continue;
      assert.equal(code.slice(rewritten.toCode(at)).startsWith(word), true, word);
      assert.equal(rewritten.toSource(rewritten.toCode(at)), at, word);
    }
  }
});

test("a place in what stands for a magic is the nearest of the source", () => {
  const { code, toSource, toCode } = withPlaces("%%sql\nFROM runs");
  assert.equal(toSource(0), 6);
  assert.equal(toSource(code.length), "%%sql\nFROM runs".length);
  assert.equal(toCode(2), code.indexOf("FROM"));
});

function withPlaces(source: string) {
  const rewritten = rewrite(source, magics);
  return {
    code: rewritten.code,
    toSource: (place: number) => rewritten.toSource(place),
    toCode: (place: number) => rewritten.toCode(place),
  };
}
