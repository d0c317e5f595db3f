import { ok, strictEqual, throws } from "node:assert";
import { test } from "node:test";
import { type Format, ProvSyntaxError, readDocument } from "../../src/prov";

const DEEP = 100_000;
const HUGE = 10_000_000;
const XML =
  '<prov:document xmlns:prov="http://www.w3.org/ns/prov#" xmlns:ex="http://ex/">';

/** Texts made to hang, to fill the memory or to overflow the stack of a reader. */
const hostile: [what: string, format: Format, text: string][] = [
  ["100,000 open arrays", "json", `{"entity": ${"[".repeat(DEEP)}${"]".repeat(DEEP)}}`],
  ["100,000 nested values", "json", `{"entity": {"e": ${'{"a":'.repeat(DEEP)}1`],
  [
    "100,000 nested nodes",
    "jsonld",
    `${'{"http://ex/a":'.repeat(DEEP)}{}${"}".repeat(DEEP)}`,
  ],
  ["100,000 nested elements", "xml", `${XML}${"<ex:a>".repeat(DEEP)}`],
  [
    "100,000 nested blank nodes",
    "turtle",
    `<http://a> <http://b> ${"[ <http://b> ".repeat(DEEP)}`,
  ],
  ["100,000 nested lists", "turtle", `<http://a> <http://b> ${"( ".repeat(DEEP)}`],
  ["100,000 parentheses", "provn", `document ex:a(${"(".repeat(DEEP)}`],
  ["a name of 10 MB without end", "provn", `document entity(${"a".repeat(HUGE)}`],
  [
    "a string of 10 MB without end",
    "provn",
    `document entity(e, [a="${"\\".repeat(HUGE)}`,
  ],
  ["a comment of 10 MB without end", "provn", `document /*${"*".repeat(HUGE)}`],
  ["10 MB of percent signs", "provn", `document entity(${"%20".repeat(HUGE / 3)}`],
  ["an IRI of 10 MB without end", "turtle", `<${"a".repeat(HUGE)}`],
  ["a tag of 10 MB without end", "xml", `<${"a".repeat(HUGE)}`],
  [
    "entities that expand a billion times",
    "xml",
    '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>' +
      `${XML}<prov:entity prov:id="ex:&b;"/></prov:document>`,
  ],
  [
    "an entity from a file",
    "xml",
    `<!DOCTYPE d [<!ENTITY f SYSTEM "file:///etc/hostname">]>${XML}&f;</prov:document>`,
  ],
];

for (const [what, format, text] of hostile) {
  test(`${format}: ${what} get a syntax error soon`, { timeout: 20_000 }, () => {
    const start = performance.now();
    throws(
      () => readDocument(text, format),
      (error) => {
        ok(error instanceof ProvSyntaxError, String(error).slice(0, 300));
        ok(error.message.length < 1000, "the message quotes little of the text");
        return error.line >= 1 && error.column >= 1;
      },
    );
    ok(performance.now() - start < 15_000);
  });
}

test("a string of 10 MB reads in every form that can hold it", () => {
  const long = "a".repeat(HUGE);
  const text = `document default <http://ex/> entity(e, [a="${long}"]) endDocument`;
  const read = readDocument(text, "provn");
  for (const format of ["json", "xml", "trig", "jsonld"] as const) {
    strictEqual(readDocument(read.to(format), format).equals(read), true, format);
  }
});

test("100,000 names of 100,000 namespaces read and write soon", {
  timeout: 20_000,
}, () => {
  const lines = Array.from(
    { length: 100_000 },
    (_, i) =>
      `<http://ex/${i}/e> <http://www.w3.org/ns/prov#wasDerivedFrom> <http://ex/0/e> .`,
  );
  const read = readDocument(lines.join("\n"), "turtle");
  strictEqual(read.statements.length, 100_000);
  strictEqual(readDocument(read.toProvN(), "provn").statements.length, 100_000);
});

test("bytes that are no UTF-8 are refused at their place", () => {
  const bytes = Buffer.concat([
    Buffer.from("document\n  // é"),
    Buffer.from([0xff]),
    Buffer.from("\nendDocument"),
  ]);
  throws(() => readDocument(bytes, "provn"), {
    message: "Not PROV-N at line 2, column 7: a byte that is not UTF-8",
  });
});

test("a byte order mark is passed", () => {
  const bytes = Buffer.from("\uFEFFdocument\nendDocument");
  strictEqual(readDocument(bytes, "provn").statements.length, 0);
});

for (const key of ["__proto__", "constructor", "hasOwnProperty", "toString"]) {
  test(`the key ${key} is a name like any other`, () => {
    const text = `{"prefix": {"default": "http://ex/", "${key}": "http://p/"},
      "entity": {"${key}": {"${key}:${key}": ["x"], "${key}": ["y"]}}}`;
    const read = readDocument(text, "json");
    strictEqual(read.statements[0]?.id?.iri, `http://ex/${key}`);
    strictEqual(read.statements[0]?.attributes.length, 2);
    for (const format of ["provn", "json", "xml", "trig", "jsonld"] as const) {
      strictEqual(readDocument(read.to(format), format).equals(read), true, format);
    }
    strictEqual(({} as Record<string, unknown>).polluted, undefined);
  });

  test(`the section ${key} of PROV-JSON is refused`, () => {
    throws(() => readDocument(`{"${key}": {}}`, "json"), ProvSyntaxError);
  });
}
