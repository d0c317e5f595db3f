import {
  type DuckDBConnection,
  type DuckDBExtractedStatements,
  type DuckDBPreparedStatement,
  StatementType,
} from "@duckdb/node-api";
import { messageOf, ProvError } from "../util/errors";
import { bareStatement, explainTokens, fromToken, sqlTokens } from "../util/sql-text";

const allowed =
  "allowed: SELECT, FROM, WITH, VALUES, PIVOT, UNPIVOT, SHOW, DESCRIBE, SUMMARIZE, EXPLAIN";

/**
 * Prepare the one statement of a text, which has to be one that only reads. Call it
 * inside a read-only transaction that is rolled back: PIVOT is parsed into CREATE TYPE
 * of a temporary enum for each list of columns that is to be found, which are run
 * here, and the SELECT that uses them.
 */
export async function prepareReading(
  connection: DuckDBConnection,
  text: string,
): Promise<DuckDBPreparedStatement> {
  refuseUnreadable(text);
  const statement = await prepareOne(connection, text);
  if (await reads(connection, statement, text)) return statement;
  const type = statement.statementType;
  statement.destroySync();
  throw refused(type, text);
}

function refuseUnreadable(text: string): void {
  if (bareStatement(text) === "") {
    throw new ProvError("No SQL to run", { hint: "try: FROM runs" });
  }
  // DuckDB would run what stands before it and leave out the rest
  if (text.includes("\0")) {
    throw new ProvError("The SQL text holds a NUL character", {
      hint: "a value may hold one when it is bound",
    });
  }
}

/** Prepare what DuckDB takes as one statement at once, and a PIVOT in its parts. */
async function prepareOne(
  connection: DuckDBConnection,
  text: string,
): Promise<DuckDBPreparedStatement> {
  try {
    return await connection.prepare(text);
  } catch (error) {
    if (!/Cannot prepare multiple statements/.test(messageOf(error))) throw error;
  }
  const statements = await connection.extractStatements(text);
  await runPivotTypes(connection, statements, text);
  return statements.prepare(statements.count - 1);
}

/** Run what DuckDB put before a PIVOT; statements of the user's own are refused. */
async function runPivotTypes(
  connection: DuckDBConnection,
  statements: DuckDBExtractedStatements,
  text: string,
): Promise<void> {
  if (!(await isOne(connection, text, statements.count))) {
    throw new ProvError("A query is one statement, and this text has several", {
      hint: "run each in a query of its own",
    });
  }
  for (let i = 0; i < statements.count - 1; i++) {
    const type = await statements.prepare(i);
    try {
      if (type.statementType !== StatementType.CREATE) {
        throw refused(type.statementType, text);
      }
      await type.run();
    } finally {
      type.destroySync();
    }
  }
}

/** Several statements come from one when the text also stands in parentheses. */
async function isOne(
  connection: DuckDBConnection,
  text: string,
  count: number,
): Promise<boolean> {
  try {
    const inner = `SELECT * FROM (\n${bareStatement(text)}\n)`;
    return (await connection.extractStatements(inner)).count === count;
  } catch {
    return false;
  }
}

async function reads(
  connection: DuckDBConnection,
  statement: DuckDBPreparedStatement,
  text: string,
): Promise<boolean> {
  if (statement.statementType === StatementType.SELECT) return true;
  if (statement.statementType !== StatementType.EXPLAIN) return false;
  // EXPLAIN ANALYZE COPY would write its file also in a read-only transaction
  const inner = await prepareReading(connection, explained(text));
  inner.destroySync();
  return true;
}

/** Return the statement behind EXPLAIN. */
function explained(text: string): string {
  const tokens = sqlTokens(text);
  return fromToken(text, tokens, explainTokens(tokens));
}

function refused(type: StatementType, text: string): ProvError {
  const first = sqlTokens(text)[0]?.text.toUpperCase() ?? "";
  const kind = StatementType[type]?.replaceAll("_", " ") ?? "this";
  const hint = type === StatementType.CALL ? "try: SELECT * FROM the function" : change;
  return new ProvError(`${/^\w+$/.test(first) ? first : kind} can't run in a query`, {
    hint: ["a query only reads", allowed, hint],
  });
}

const change = "to change a file, open it with DuckDB itself";

/** Return DuckDB's error as ours, its text kept with the line and the caret. */
export function queryError(error: unknown, hint: readonly string[] = []): ProvError {
  if (error instanceof ProvError) return error;
  const text = messageOf(error);
  return new ProvError(text.trimEnd(), { hint, cause: error });
}
