import assert from "node:assert/strict";
import { test } from "node:test";
import {
  double,
  integer,
  json,
  quoted,
  timestamp,
  union,
  whole,
} from "../../src/store/literal";
import { rowOf } from "./support/database";

/** Return what a real DuckDB makes of a literal. */
async function read(literal: string): Promise<unknown> {
  return (await rowOf(":memory:", `SELECT ${literal} AS value`)).value;
}

const doubles = [
  ...[0, -0, 1, -1, 0.1, 1 / 3, 4.35, 1e21, 1e-7, 2 ** 53, -1.5e-310, 5e-324],
  ...[Number.MAX_VALUE, Number.MIN_VALUE, Number.NaN, Infinity, -Infinity],
];
for (const value of doubles) {
  test(`double(${Object.is(value, -0) ? "-0" : value}) keeps every bit`, async () => {
    assert.ok(Object.is(await read(double(value)), value));
  });
}

test("double() keeps every bit of 2,000 random patterns", async () => {
  const bits = new BigUint64Array(2000);
  crypto.getRandomValues(bits);
  const values = [...new Float64Array(bits.buffer)];
  const { list } = await rowOf(
    ":memory:",
    `SELECT [${values.map(double).join(", ")}] AS list`,
  );
  assert.deepEqual((list as { items: readonly number[] }).items, values);
});

const texts = [
  ...["", "it's", "''", "\\", "a\nb\r\n\tc", "-- no comment", "/* nor this */", "$1 ?"],
  ...["$$a$$", "E'\\n'", "\0", "a\0b\0", "😀 👩‍👩‍👧", "e\u0301 ≠ é", "; DROP TABLE x"],
  ...["\u202e rtl", "x".repeat(10_000)],
];
for (const text of texts) {
  test(`quoted() keeps ${JSON.stringify(text.slice(0, 20))}`, async () => {
    assert.equal(await read(quoted(text)), text);
  });
}

test("quoted() makes half of a surrogate pair U+FFFD", async () => {
  assert.equal(await read(quoted("a\ud800b\udc00")), "a\ufffdb\ufffd");
});

const documents: [string, unknown][] = [
  ['{"a":"\ud83d\ude00"}', { a: "😀" }],
  ['{"a":"\\ud83d\\ude00"}', { a: "😀" }],
  ['{"a":"\\ud83d"}', { a: "\ufffd" }],
  ['{"\\udc00":"\\ud800\\ud800"}', { "\ufffd": "\ufffd\ufffd" }],
  ['{"a":"\\\\ud800"}', { a: "\\ud800" }],
  ['{"a":"it\'s"}', { a: "it's" }],
];
for (const [text, value] of documents) {
  test(`json() lets DuckDB read ${text}`, async () => {
    const stored = await read(`${json(text)}::JSON`);
    assert.deepEqual(JSON.parse(String(stored)), value);
  });
}

const wholes: [number | null, string][] = [
  ...([
    [0, "0"],
    [-0, "0"],
    [-7, "-7"],
    [2 ** 53 - 1, "9007199254740991"],
  ] as [number, string][]),
  ...[null, 0.5, 2 ** 53, Number.NaN, Infinity].map(
    (value) => [value, "NULL"] as [number | null, string],
  ),
];
for (const [value, literal] of wholes) {
  test(`whole(${value}) is ${literal}`, () => assert.equal(whole(value), literal));
}

test("integer() has no room beyond 32 bits", () => {
  const written = [2 ** 31 - 1, 2 ** 31, -(2 ** 31), -(2 ** 31) - 1, 0.5, null];
  assert.deepEqual(written.map(integer), [
    ...["2147483647", "NULL", "-2147483648", "NULL", "NULL", "NULL"],
  ]);
});

test("timestamp() keeps microseconds in UTC", async () => {
  const at = timestamp(Date.UTC(2026, 10, 23, 12, 30, 15, 123) + 0.456);
  assert.equal(await read(`${at}::VARCHAR`), "2026-11-23 12:30:15.123456");
});

test("timestamp() makes no time NULL", async () => {
  assert.equal(await read(timestamp(Number.NaN)), null);
});

for (const [value, type] of [
  [true, "bool"],
  ["adam", "text"],
  [0.1, "num"],
] as const) {
  test(`union() keeps the type of ${JSON.stringify(value)}`, async () => {
    const typed = `${union(value)}::UNION(bool BOOLEAN, text VARCHAR, num DOUBLE)`;
    assert.equal(await read(`union_tag(${typed})::VARCHAR`), type);
    assert.equal(await read(`union_extract(${typed}, '${type}')`), value);
  });
}

test("union() makes null NULL", () => assert.equal(union(null), "NULL"));
