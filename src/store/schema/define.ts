import { quoted } from "../literal";

/** A column: its SQL type and the COMMENT that says what it holds. */
export type Columns = Record<string, readonly [type: string, comment: string]>;

/** Return the statements that make a base table, with a COMMENT on all of it. */
export function table(name: string, comment: string, columns: Columns): string[] {
  const target = `tfjs_prov.${name}`;
  const body = Object.entries(columns).map(([column, [type]]) => `  ${column} ${type}`);
  return [
    `CREATE TABLE ${target} (\n${body.join(",\n")}\n)`,
    `COMMENT ON TABLE ${target} IS ${quoted(comment)}`,
    ...Object.entries(columns).map(
      ([column, [, text]]) =>
        `COMMENT ON COLUMN ${target}.${column} IS ${quoted(text)}`,
    ),
  ];
}

/** A view: what it shows, its SELECT, and a COMMENT for each column in its order. */
export interface View {
  name: string;
  comment: string;
  columns: Record<string, string>;
  select: string;
}

/** Return the statements that make a view, with a COMMENT on all of it. */
export function viewStatements({ name, comment, columns, select }: View): string[] {
  return [
    `CREATE OR REPLACE VIEW ${name} AS\n${select}`,
    `COMMENT ON VIEW ${name} IS ${quoted(comment)}`,
    ...Object.entries(columns).map(
      ([column, text]) => `COMMENT ON COLUMN ${name}.${column} IS ${quoted(text)}`,
    ),
  ];
}
