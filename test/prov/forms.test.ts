import { deepStrictEqual, strictEqual } from "node:assert";
import { test } from "node:test";
import {
  compareDocuments,
  formatOf,
  formats,
  ProvDocument,
  readDocument,
} from "../../src/prov";
import { everything } from "./everything";
import { golden } from "./golden";

const EXTENSIONS = {
  provn: "provn",
  json: "json",
  xml: "xml",
  trig: "trig",
  jsonld: "jsonld",
};

for (const [format, extension] of Object.entries(EXTENSIONS)) {
  test(`${format} holds every kind of statement and value, and reads back equal`, () => {
    const made = everything();
    const text = made.to(formatOf(`x.${extension}`));
    golden(`everything.${extension}`, text);
    const read = readDocument(text, formatOf(`x.${extension}`));
    deepStrictEqual(compareDocuments(made, read).differences, []);
  });

  test(`${format} written twice is the same text`, () => {
    const form = formatOf(`x.${extension}`);
    const text = everything().to(form);
    strictEqual(
      readDocument(text, form).to(form),
      format === "trig" ? trig(text) : text,
    );
  });
}

/** Blank nodes and the order of relations may change once, and then no more. */
function trig(text: string): string {
  return readDocument(text, "trig").toTriG();
}

test("Turtle holds a document without bundles and refuses one with them", () => {
  const flat = new ProvDocument({ ...everything(), bundles: [] });
  strictEqual(readDocument(flat.toTurtle(), "turtle").equals(flat), true);
  let message = "";
  try {
    everything().toTurtle();
  } catch (error) {
    message = (error as Error).message;
  }
  strictEqual(
    message,
    "No Turtle can be written for a document with bundles\n" +
      "  try: trig, which names each bundle's graph",
  );
});

test("formatOf() knows the form of a file by its extension", () => {
  const files = ["a.provn", "a.json", "a.provx", "a.ttl", "a.nt", "a.trig", "a.jsonld"];
  deepStrictEqual(files.map(formatOf), [
    "provn",
    "json",
    "xml",
    "turtle",
    "turtle",
    "trig",
    "jsonld",
  ]);
  strictEqual(formats.length, 6);
});

test("formatOf() says which extensions there are", () => {
  let message = "";
  try {
    formatOf("notes.txt");
  } catch (error) {
    message = (error as Error).message;
  }
  strictEqual(
    message,
    'No format known for the file "notes.txt"\n' +
      "  extensions: provn, json, xml, ttl, trig, jsonld\n" +
      "  try: say the format",
  );
});
