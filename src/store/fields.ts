import { scrub } from "../util/scrub";
import { quoted } from "./literal";

/** Writes one kind of value into SQL. */
export type Literal<V> = (value: V) => string;

/** How each field of a row is written. */
export type Columns<Row> = {
  readonly [C in keyof Row]-?: Literal<Row[C]>;
};

/** Write a value that may be missing. */
export const or =
  <V>(literal: Literal<V>): Literal<V | null> =>
  (value) =>
    value === null || value === undefined ? "NULL" : literal(value);
export const text = quoted;
/** Write a text that a person wrote, without what must not be stored. */
export const scrubbed = (value: string) => quoted(scrub(value));
export const flag = (value: boolean) => String(value);
