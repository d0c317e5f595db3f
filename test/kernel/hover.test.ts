import assert from "node:assert/strict";
import { after, test } from "node:test";

/** The part of tslab that answers when one points at a word of a cell. */
interface Converter {
  inspect(before: string, source: string, at: number): Info | undefined;
  close(): void;
}
interface Info {
  displayParts: { text: string }[];
  documentation: { text: string }[];
}

const { createConverter } = require("tslab/dist/converter") as {
  createConverter(): Converter;
};
const converter = createConverter();
after(() => converter.close());

const cell = `
import * as tf from "@tensorflow/tfjs";
import { open } from "tfjs-prov";
const prov = await open();
const model = tf.sequential();
const [x, y] = [tf.ones([1]), tf.ones([1])];
const trained = await prov.fit(model, x, y, { epochs: 2 });
const history = trained.history;
const begun = prov.start(model, x, y);
const grouped = await prov.run({}, () => 7);
const rows = await prov.sql<{ name: string }>\`FROM runs\`;
prov.compare("loss");`;

const hovers = {
  prov: "const prov: Prov",
  trained: "const trained: Run<tf.History>",
  history: "const history: tf.History",
  begun: "const begun: Run<tf.History>",
  grouped: "const grouped: RunWith<number>",
  rows: "const rows: Rows<{ name: string; }>",
};

for (const [name, text] of Object.entries(hovers)) {
  test(`pointing at ${name} shows ${text}`, () => {
    const info = converter.inspect("", cell, cell.indexOf(`const ${name} `) + 6);
    const shown = info?.displayParts.map((part) => part.text).join("");
    assert.equal(shown?.replace(/\s+/g, " "), text);
  });
}

test("pointing at a verb shows what it does", () => {
  const info = converter.inspect("", cell, cell.indexOf("compare") + 1);
  const said = info?.documentation.map((part) => part.text).join("");
  assert.equal(said, "Draw the histories of a metric over each other, a line a run.");
});
