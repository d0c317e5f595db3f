import { deepStrictEqual } from "node:assert";
import { test } from "node:test";
import { readDocument } from "../../src/prov";

const T1 = "2026-01-01T00:00:00Z";
const T2 = "2026-01-02T00:00:00Z";

/** Statements and what is said of them. */
const remarks: [statements: string, messages: string[]][] = [
  [`entity(e, [prov:role="x"])`, ["prov:role has no meaning on entity"]],
  [
    `wasDerivedFrom(e2, e1, [prov:location="x"])`,
    ["prov:location has no meaning on wasDerivedFrom"],
  ],
  [`activity(a, [prov:value=1])`, ["prov:value has no meaning on activity"]],
  [`entity(e, [prov:value=1, prov:value=2])`, ["prov:value may stand once"]],
  [`entity(e, [prov:label=1])`, ["prov:label must be a text"]],
  [`entity(e, [prov:label="x"@en, prov:location='l', prov:type="t"])`, []],
  [`used(a, e, -, [prov:role="x", prov:location="y"])`, []],
  [`activity(a, ${T2}, ${T1})`, ["http://ex/a ends before it starts"]],
  [
    `wasGeneratedBy(e, -, ${T2}) wasInvalidatedBy(e, -, ${T1})`,
    ["http://ex/e is invalidated before it is generated"],
  ],
  [
    `activity(a, ${T2}, -) used(a, e, ${T1})`,
    ["http://ex/e is used before http://ex/a starts"],
  ],
  [
    `activity(a, -, ${T1}) wasGeneratedBy(e, a, ${T2})`,
    ["http://ex/e is generated after http://ex/a ends"],
  ],
  [
    `wasGeneratedBy(e, -, ${T2}) used(a, e, ${T1})`,
    ["http://ex/e is used before it is generated"],
  ],
  [
    `wasInvalidatedBy(e, -, ${T1}) used(a, e, ${T2})`,
    ["http://ex/e is used after it is invalidated"],
  ],
  [`activity(a, ${T1}, ${T1}) used(a, e, ${T1})`, []],
  [`entity(foo:e)`, ["the prefix foo is not declared"]],
];

for (const [statements, messages] of remarks) {
  test(`lint says of ${statements}: ${messages.join(", ") || "nothing"}`, () => {
    const text = `document default <http://ex/> ${statements} endDocument`;
    const found = readDocument(text, "provn").lint();
    deepStrictEqual(
      found.map(({ message }) => message),
      messages,
    );
  });
}

test("a remark carries its rule and its statements", () => {
  const text = `document default <http://ex/> entity(e, [prov:role="x"]) endDocument`;
  deepStrictEqual(readDocument(text, "provn").lint(), [
    {
      rule: "attribute",
      message: "prov:role has no meaning on entity",
      statements: ['entity(e, [prov:role="x"])'],
    },
  ]);
});
