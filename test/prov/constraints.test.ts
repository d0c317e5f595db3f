import { deepStrictEqual, strictEqual } from "node:assert";
import { test } from "node:test";
import { readDocument } from "../../src/prov";

const T1 = "2026-01-01T00:00:00Z";
const T2 = "2026-01-02T00:00:00Z";

/** Statements that break one constraint, and the number that must be found. */
const broken: [constraint: number, statements: string][] = [
  [22, `activity(a, ${T1}, -) activity(a, ${T2}, -)`],
  [23, `used(u; a, e1, -) used(u; a, e2, -)`],
  [23, `used(u; a, e, ${T1}) used(u; a, e, ${T2})`],
  [23, `wasDerivedFrom(d; e2, e1, a, -, -) wasDerivedFrom(d; e2, e1)`],
  [23, `wasAssociatedWith(x; a, ag, plan) wasAssociatedWith(x; a, ag, -)`],
  [23, `used(x; a, e, -) wasInfluencedBy(x; a, other)`],
  [23, `used(x; a, e, -) wasDerivedFrom(x; e2, e1)`],
  [24, `wasGeneratedBy(g1; e, a, -) wasGeneratedBy(g2; e, a, -)`],
  [25, `wasInvalidatedBy(i1; e, a, -) wasInvalidatedBy(i2; e, a, -)`],
  [26, `wasStartedBy(s1; a, -, b, -) wasStartedBy(s2; a, -, b, -)`],
  [27, `wasEndedBy(s1; a, -, b, -) wasEndedBy(s2; a, -, b, -)`],
  [28, `activity(a, ${T1}, -) wasStartedBy(a, -, -, ${T2})`],
  [29, `activity(a, -, ${T1}) wasEndedBy(a, -, -, ${T2})`],
  [42, `entity(e1) entity(e2) wasDerivedFrom(e1, e2) wasDerivedFrom(e2, e1)`],
  [42, `entity(e) wasDerivedFrom(e, e)`],
  [
    42,
    `wasGeneratedBy(e1, a, -) wasGeneratedBy(e2, b, -) used(a, e2, -) activity(b)
     wasDerivedFrom(e2, e1) wasStartedBy(b, e2, -, -) specializationOf(e1, e2)`,
  ],
  [51, `wasDerivedFrom(e2, e1, -, g, -)`],
  [51, `wasDerivedFrom(e2, e1, -, -, u)`],
  [52, `specializationOf(e, e)`],
  [52, `specializationOf(e1, e2) specializationOf(e2, e3) specializationOf(e3, e1)`],
  [53, `used(x; a, e, -) wasGeneratedBy(x; e, a, -)`],
  [54, `entity(x) used(x; a, e, -)`],
  [54, `agent(x) wasDerivedFrom(x; e2, e1)`],
  [55, `entity(x) activity(x)`],
  [55, `used(a, x, -) wasInformedBy(x, b)`],
  [56, `entity(c, [prov:type='prov:EmptyCollection']) hadMember(c, e)`],
  [
    56,
    `entity(c, [prov:type='prov:EmptyDictionary']) prov:hadDictionaryMember(c, e, "k")`,
  ],
];

/** Statements that look wrong and are valid. */
const sound: [why: string, statements: string][] = [
  ["an activity may end before it starts", `activity(a, ${T2}, ${T1})`],
  ["two usages of one entity stay two", `used(u1; a, e, -) used(u2; a, e, -)`],
  [
    "two activities may generate one entity",
    `wasGeneratedBy(e, a, -) wasGeneratedBy(e, b, -)`,
  ],
  ["an agent may be an entity", `agent(x) entity(x) wasAttributedTo(e, x)`],
  ["an agent may be an activity", `agent(x) activity(x)`],
  [
    "what nothing generates has no order",
    `wasDerivedFrom(e1, e2) wasDerivedFrom(e2, e1)`,
  ],
  [
    "alternates may go round",
    `alternateOf(e1, e2) alternateOf(e2, e1) alternateOf(e1, e1)`,
  ],
  ["delegation without the responsible", `actedOnBehalfOf(ag1, -, a)`],
  ["an unknown time is any time", `used(u; a, e, -) used(u; a, e, ${T1})`],
  [
    "equal instants in two zones",
    `activity(a, 2026-01-01T01:00:00+01:00, -)
     wasStartedBy(a, -, -, ${T1})`,
  ],
];

const wrap = (statements: string) =>
  `document default <http://ex/> ${statements} endDocument`;
const check = (statements: string) =>
  readDocument(wrap(statements), "provn").validate();

for (const [constraint, statements] of broken) {
  test(`constraint ${constraint} is broken by ${statements.replace(/\s+/g, " ")}`, () => {
    const { verdict, findings } = check(statements);
    strictEqual(verdict, "invalid");
    strictEqual(
      findings.some((each) => each.constraint === constraint),
      true,
    );
  });
}

for (const [why, statements] of sound) {
  test(`${why}, which is valid`, () => deepStrictEqual(check(statements).findings, []));
}

test("a finding says what, why and where", () => {
  deepStrictEqual(check(`used(u; a, e1, -) used(u; a, e2, -)`).findings, [
    {
      constraint: 23,
      message: "an identifier names one statement of a kind: e1 is not e2",
      statements: ["used(u; a, e1, -)", "used(u; a, e2, -)"],
    },
  ]);
});

test("a cycle is told by its shortest way and all its constraints", () => {
  const { findings } = check(`entity(e1) entity(e2) activity(a)
    used(a, e2, -) wasGeneratedBy(e1, a, -) wasDerivedFrom(e2, e1)
    wasGeneratedBy(e2, b, -) wasStartedBy(b, e1, -, -) specializationOf(e1, e2)`);
  deepStrictEqual(findings, [
    {
      constraint: 42,
      constraints: [42, 45],
      message: "an entity would come before what it is derived from",
      statements: ["wasDerivedFrom(e2, e1)", "specializationOf(e1, e2)"],
    },
  ]);
});

test("a statement that lacks what PROV-DM asks for is malformed", () => {
  const { verdict, findings } = check(`wasInformedBy(a, -)`);
  strictEqual(verdict, "malformed");
  deepStrictEqual(findings, [
    {
      message: "wasInformedBy lacks informant, which PROV-DM asks for",
      statements: ["wasInformedBy(a, -)"],
    },
  ]);
});

test("bundles are checked on their own, those of one name together", () => {
  const apart = check(`bundle b1 entity(x) endBundle bundle b2 activity(x) endBundle`);
  strictEqual(apart.verdict, "valid");
  const together = check(`bundle b entity(x) endBundle bundle b activity(x) endBundle`);
  strictEqual(together.findings[0]?.bundle, "http://ex/b");
});

test("an entity is mentioned once, and a mention is a specialization", () => {
  strictEqual(check(`mentionOf(e, g, b1) mentionOf(e, g, b2)`).verdict, "invalid");
  strictEqual(check(`mentionOf(e, e, b)`).findings[0]?.constraint, 52);
});

test("10,000 derivations in a chain are checked without recursion", () => {
  const chain = Array.from(
    { length: 10_000 },
    (_, i) => `entity(e${i})
    wasDerivedFrom(e${i + 1}, e${i}) specializationOf(s${i + 1}, s${i})`,
  );
  strictEqual(check(chain.join(" ")).verdict, "valid");
});

/** Dictionaries that break a rule of PROV-Dictionary, and what is said of them. */
const dictionaries: [statements: string, message: string][] = [
  [
    `prov:hadDictionaryMember(d, e1, "k") prov:hadDictionaryMember(d, e2, "k")`,
    'a key of a dictionary has one entity: "k"^^http://www.w3.org/2001/XMLSchema#string',
  ],
  [
    `prov:derivedByInsertionFrom(d2, d1, {("k", e1), ("k", e2)})`,
    'a key of a dictionary has one entity: "k"^^http://www.w3.org/2001/XMLSchema#string',
  ],
  [
    `prov:derivedByInsertionFrom(d2, d1, {("k", e)}) prov:derivedByRemovalFrom(d2, d1, {"l"})`,
    "a dictionary comes from another by insertion or by removal, not both",
  ],
  [
    `entity(d2, [prov:type='prov:EmptyDictionary'])
     prov:derivedByInsertionFrom(d2, d1, {("k", e)})`,
    "an empty collection has a member: d2",
  ],
  [
    `entity(d1) prov:derivedByInsertionFrom(d1, d1, {("k", e)})`,
    "an entity would come before what it is derived from",
  ],
];

for (const [statements, message] of dictionaries) {
  test(`dictionaries: ${message}`, () => {
    const { verdict, findings } = check(statements);
    strictEqual(verdict, "invalid");
    deepStrictEqual(
      findings.map((each) => each.message),
      [message],
    );
  });
}

const K = '"k"^^http://www.w3.org/2001/XMLSchema#string';
const insert = (to: string, from: string, key: string, entity: string) =>
  `prov:derivedByInsertionFrom(${to}, ${from}, {("${key}", ${entity})})`;
const member = (of: string, entity: string) =>
  `prov:hadDictionaryMember(${of}, ${entity}, "k")`;

/** Members that are carried over through steps, and how many clashes that makes. */
const carried: [what: string, clashes: number, statements: string[]][] = [
  [
    "an insertion keeps another key",
    1,
    [member("d1", "e1"), insert("d2", "d1", "l", "e2"), member("d2", "e3")],
  ],
  [
    "an insertion under the key itself replaces it",
    0,
    [member("d1", "e1"), insert("d2", "d1", "k", "e2"), member("d2", "e2")],
  ],
  [
    "a removal keeps another key",
    1,
    [
      member("d1", "e1"),
      'prov:derivedByRemovalFrom(d2, d1, {"l"})',
      member("d2", "e2"),
    ],
  ],
  [
    "a removal of the key takes it away",
    0,
    [
      member("d1", "e1"),
      'prov:derivedByRemovalFrom(d2, d1, {"k"})',
      member("d2", "e2"),
    ],
  ],
  [
    "siblings do not see each other",
    0,
    [insert("d2", "d1", "k", "e1"), insert("d3", "d1", "l", "e2"), member("d3", "e3")],
  ],
  [
    "two ways to one dictionary are both looked at",
    2,
    [
      member("d1", "e1"),
      member("d2", "e2"),
      insert("d3", "d1", "l", "e"),
      insert("d3", "d2", "l", "e"),
      member("d3", "e3"),
    ],
  ],
];

for (const [what, clashes, statements] of carried) {
  test(`dictionaries: ${what}`, () => {
    deepStrictEqual(
      check(statements.join(" ")).findings.map(({ message }) => message),
      Array(clashes).fill(`a key of a dictionary has one entity: ${K}`),
    );
  });
}

test("a member is carried over 50,000 insertions soon", () => {
  const steps = Array.from({ length: 50_000 }, (_, i) =>
    insert(`d${i + 1}`, `d${i}`, `l${i}`, `e${i}`),
  );
  const all = [
    member("d0", "x"),
    ...steps,
    member("d25000", "x"),
    member("d50000", "y"),
  ];
  const { findings } = check(all.join(" "));
  strictEqual(findings.length, 1);
  deepStrictEqual(findings[0]?.statements, [
    'prov:hadDictionaryMember(d25000, x, "k")',
    'prov:hadDictionaryMember(d50000, y, "k")',
  ]);
});

test("a circle of 50,000 derivations and 50,000 small ones are told soon", () => {
  const large = Array.from(
    { length: 50_000 },
    (_, i) => `entity(e${i})
    wasDerivedFrom(e${(i + 1) % 50_000}, e${i}) specializationOf(s${(i + 1) % 50_000}, s${i})`,
  );
  const small = Array.from(
    { length: 50_000 },
    (_, i) => `entity(x${i}) wasDerivedFrom(x${i}, x${i})`,
  );
  const { findings } = check([...large, ...small].join(" "));
  strictEqual(findings.length, 50_002);
  strictEqual(findings[0]?.statements.length, 50_000);
});
