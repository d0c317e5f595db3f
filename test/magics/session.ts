import type { TestContext } from "node:test";
import type { Session } from "../../src/magics/query";
import { makeQuery, makeSql } from "../../src/magics/sql";
import { readStatement } from "../../src/store/reader";
import { connect } from "../store/database";

/** A session on a database in memory, which notes the texts that it was asked. */
export async function openSession(t: TestContext, statements: readonly string[] = []) {
  const connection = await connect(t);
  for (const statement of statements) await connection.run(statement);
  const asked: string[] = [];
  const session: Session = {
    read(text, values, options) {
      asked.push(text);
      return readStatement(connection, text, values, options);
    },
  };
  return { connection, asked, sql: makeSql(session), query: makeQuery(session) };
}

export const someRuns: readonly string[] = [
  "CREATE TABLE runs (name VARCHAR, loss DOUBLE, epochs INTEGER)",
  "INSERT INTO runs VALUES ('base', 0.5, 10), ('wide', 0.25, 20), ('deep', 'nan', 5)",
];
