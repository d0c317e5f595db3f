import assert from "node:assert/strict";
import test from "node:test";
import { lib } from "../house/lib";

interface Step {
  kind: string;
  line: number;
  source: string;
  output?: { source: string; numbers: boolean };
}
interface Doc {
  stepsOf(text: string, name: string): Step[];
}
interface Outputs {
  normalised(text: string, options?: { numbers?: boolean }): string;
  tidied(text: string): string;
}

test("a cell in a list loses the list's indentation", async () => {
  const { stepsOf } = await lib<Doc>("doc.mjs");
  const [step] = stepsOf(
    "1. Try\n\n   ```ts\n   f({\n     a,\n   });\n   ```\n",
    "p.md",
  );
  assert.equal(step?.source, "f({\n  a,\n});");
  assert.equal(step?.line, 3);
});

test("only marked outputs and commands take part", async () => {
  const { stepsOf } = await lib<Doc>("doc.mjs");
  const text = "```ts\n1\n```\n```text\nfree\n```\n```sh\nnpm i\n```\n";
  assert.deepEqual(
    stepsOf(text, "p.md").map(({ kind, output }) => [kind, output]),
    [["cell", undefined]],
  );
});

const refused: [text: string, message: string][] = [
  [
    "<!-- nto run: slow -->\n```ts\n1\n```",
    'p.md:2: no mark named "nto run: slow"\n' +
      "  marks: <!-- not run: why -->, <!-- throws -->",
  ],
  [
    "<!-- output -->\n```text\n1\n```",
    "p.md:2: no block prints this output\n  it follows none that is run",
  ],
  ["Text\n```ts\n1\n", "p.md:2: this block has no end"],
];

for (const [text, message] of refused) {
  test(`a page is refused: ${message.split("\n")[0]}`, async () => {
    const { stepsOf } = await lib<Doc>("doc.mjs");
    assert.throws(() => stepsOf(text, "p.md"), { message });
  });
}

const same: [name: string, one: string, other: string][] = [
  ["times", "at 2026-11-23 20:11:48.123", "at 2026-11-24T08:00:00Z"],
  ["durations", "took 1.25 s, 3 µs", "took 80 s, 1.5 µs"],
  ["padding", "│ id    │\n├───────┤", "│ id │\n├────┤"],
  [
    "ids",
    "run-01890a5d-ac96-774b-bcce-b302099a8057",
    "run-01890a5d-ac96-774b-bcce-000000000000",
  ],
];

for (const [name, one, other] of same) {
  test(`outputs that differ in ${name} are the same`, async () => {
    const { normalised } = await lib<Outputs>("outputs.mjs");
    assert.equal(normalised(one), normalised(other));
  });
}

test("decimals count unless they are said to vary", async () => {
  const { normalised } = await lib<Outputs>("outputs.mjs");
  assert.notEqual(normalised("loss 0.25"), normalised("loss 0.5"));
  const vary = { numbers: true };
  assert.equal(normalised("loss 0.25", vary), normalised("loss -1.5e-7", vary));
  assert.notEqual(normalised("8 runs", vary), normalised("9 runs", vary));
});

test("stack lines and tfjs' advertisement are left out of an output", async () => {
  const { tidied } = await lib<Outputs>("outputs.mjs");
  const rule = "============================";
  const advertisement = `\n${rule}\nHi, looks like you are running TensorFlow.js in Node.js. To speed\n${rule}\n`;
  assert.equal(tidied(`${advertisement}5\n`), "5");
  const stack = "    at evalmachine.<anonymous>:2:7\n    at async f (/a b/c.js:1:2)";
  assert.equal(tidied(`Error: x\n${stack}\n`), "Error: x");
});
