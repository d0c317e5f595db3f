import type { SqlToken } from "../../util/sql-text";

/** What kind of thing may stand at a place. */
export type Expected =
  | "statement"
  | "table"
  | "expression"
  | "keyword"
  | "type"
  | "nothing";

/** Words that an expression follows. */
const beforeExpression =
  /^(?:SELECT|DISTINCT|WHERE|AND|OR|NOT|BY|ON|HAVING|QUALIFY|CASE|WHEN|THEN|ELSE|BETWEEN|LIKE|ILIKE|GLOB|TO|IN|LIMIT|OFFSET|VALUES|FILTER|USING|EXCLUDE|REPLACE|ANY|ALL|ORDINALITY|IS|FROM)$/;
const beforeTable = /^(?:FROM|JOIN|DESCRIBE|DESC|SUMMARIZE|PIVOT|UNPIVOT|TABLE)$/;
/** Words that end a list of tables. */
const clause =
  /^(?:SELECT|WHERE|GROUP|ORDER|HAVING|LIMIT|OFFSET|QUALIFY|WINDOW|ON|USING|SET|VALUES|WITH)$/;

/** Tell from the tokens before a place what may stand there. */
export function expectedAfter(tokens: readonly SqlToken[]): Expected {
  const words = tokens.map(({ text }) => text.toUpperCase());
  const last = words.at(-1);
  if (last === undefined || last === ";") return "statement";
  if (last === "AS") return isCast(words) ? "type" : "nothing";
  if (last === "DESC" && words.includes("BY")) return "keyword";
  if (beforeTable.test(last)) return "table";
  if (beforeExpression.test(last)) return "expression";
  if (last === ",") return lists(words) === "table" ? "table" : "expression";
  if (last === "(") return opened(words);
  if (last === ":") return words.at(-2) === ":" ? "type" : "expression";
  if (last === "*") return isStar(words) ? "keyword" : "expression";
  if (/^[)\]}]$/.test(last)) return "keyword";
  return /^[^\p{L}\p{N}_$"']/u.test(last) ? "expression" : "keyword";
}

/** Tell what a comma goes on with: the clause that it stands in, outside parentheses. */
function lists(words: readonly string[]): "table" | "expression" {
  let depth = 0;
  for (const word of [...words].reverse()) {
    if (word === ")") depth++;
    else if (word === "(" && depth-- === 0) return "expression";
    else if (depth > 0) continue;
    else if (clause.test(word)) return "expression";
    else if (beforeTable.test(word)) return "table";
  }
  return "expression";
}

/** A parenthesis behind FROM or AS holds a query, any other an expression. */
function opened(words: readonly string[]): Expected {
  const previous = words.at(-2) ?? "";
  const query = /^(?:FROM|JOIN|AS|MATERIALIZED|EXISTS)$/.test(previous);
  return query ? "statement" : "expression";
}

/** `*` for all columns stands where an expression begins. */
function isStar(words: readonly string[]): boolean {
  return /^(?:SELECT|DISTINCT|\.|,|\()$/.test(words.at(-2) ?? "");
}

/** `cast(x AS …`: the innermost open parenthesis is a cast's. */
function isCast(words: readonly string[]): boolean {
  let depth = 0;
  for (let i = words.length - 1; i > 0; i--) {
    if (words[i] === ")") depth++;
    else if (words[i] === "(" && depth-- === 0) {
      return /^(?:TRY_)?CAST$/.test(words[i - 1]!);
    }
  }
  return false;
}
