import { scrub } from "../../util/scrub";
import { quoted } from "../literal";

/** Write a value of one column as SQL. */
export type Literal<V> = (value: V) => string;

/** How each field of a row is written; the fields are the columns' names. */
export type Columns<Row> = {
  readonly [C in keyof Row]-?: Literal<Row[C]>;
};

/** Write what may be NULL. */
export const or =
  <V>(literal: Literal<V>): Literal<V | null> =>
  (value) =>
    value === null || value === undefined ? "NULL" : literal(value);

export const text = quoted;

/** Write text without the secrets in it. */
export const scrubbed = (value: string) => quoted(scrub(value));

export const flag = (value: boolean) => String(value);
