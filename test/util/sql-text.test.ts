import assert from "node:assert/strict";
import { test } from "node:test";
import { bareStatement, sqlTokens } from "../../src/util/sql-text";

const statements: readonly [text: string, bare: string][] = [
  ["SELECT 1", "SELECT 1"],
  ["  SELECT 1 ;; -- end", "SELECT 1"],
  ["/* a */ FROM t /* b */;", "FROM t"],
  ["SELECT ';' ; ", "SELECT ';'"],
  ["SELECT '--' -- '", "SELECT '--'"],
  ["SELECT 'it''s' /* ' */", "SELECT 'it''s'"],
  ["SELECT e'\\'' ; --", "SELECT e'\\''"],
  ['SELECT "a;--b" ;', 'SELECT "a;--b"'],
  ["SELECT $$ ; -- $$ ;", "SELECT $$ ; -- $$"],
  ["SELECT $x$ $$ ; $x$;", "SELECT $x$ $$ ; $x$"],
  ["SELECT $1 ;", "SELECT $1"],
  ["-- only a comment", ""],
  ["/* a /* b */ c */ FROM t /***/", "FROM t"],
  ["/* open", ""],
];

test("a bare statement has no comment around it and no semicolon behind", () => {
  for (const [text, bare] of statements) assert.equal(bareStatement(text), bare);
});

test("tokens leave out space and comments and know their places", () => {
  assert.deepEqual(sqlTokens("FROM /* x */ größe"), [
    { text: "FROM", at: 0 },
    { text: "größe", at: 13 },
  ]);
});
