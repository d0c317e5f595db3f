import type { Values } from "../store/result";
import { Identifier } from "./compose";
import { Query, type Session } from "./query";
import type { Row } from "./rows";

/** The template tag, and what it carries. */
export interface Sql {
  /**
   * Write a query. Values are bound, never pasted; an array is bound as a list; a
   * query inside is a table.
   *
   * @example
   * const best = prov.sql`FROM runs ORDER BY best_val_loss LIMIT ${5}`;
   * await prov.sql`SELECT name FROM ${best} WHERE status = ${"finished"}`
   * await prov.sql`FROM metrics WHERE run_id = ANY(${ids})`
   */
  <T extends Row = Row>(
    strings: TemplateStringsArray,
    ...values: readonly unknown[]
  ): Query<T>;
  /** Quote a name: `sql.id("val_loss")`, `sql.id("main", "runs")`. */
  id(...path: string[]): Identifier;
}

/** Make the template tag of a session. */
export function makeSql(session: Session): Sql {
  const sql = <T extends Row = Row>(
    strings: TemplateStringsArray,
    ...values: readonly unknown[]
  ) => new Query<T>(session, { strings: [...strings], values });
  return Object.assign(sql, { id: (...path: string[]) => new Identifier(path) });
}

/** A query from text at hand: values by place for `$1` or `?`, by name for `$name`. */
export type QueryText = <T extends Row = Row>(
  text: string,
  values?: Values,
) => Query<T>;

/** Make the `query` function of a session. */
export function makeQuery(session: Session): QueryText {
  return <T extends Row = Row>(text: string, values: Values = []) =>
    new Query<T>(session, { strings: [text], values: [], bound: values });
}
