import type { DuckDBPreparedStatement } from "@duckdb/node-api";
import { ProvError, unknownName } from "../util/errors";
import { boundFrom } from "./bound";
import type { Values } from "./result";

/** Bind values to the placeholders of a statement: by place, or by name. */
export function bindValues(statement: DuckDBPreparedStatement, values: Values): void {
  const names = Array.from({ length: statement.parameterCount }, (_, i) =>
    statement.parameterName(i + 1),
  );
  const given = givenValues(names, values);
  names.forEach((name, i) => {
    const { value, type } = boundFrom(given[name], `Value ${placeName(name)}`);
    if (value === null) statement.bindNull(i + 1);
    else statement.bindValue(i + 1, value, type);
  });
}

function placeName(name: string): string {
  return /^\d+$/.test(name) ? name : `$${name}`;
}

/** Return the values by placeholder, all of them known to be there. */
function givenValues(
  names: readonly string[],
  values: Values,
): Readonly<Record<string, unknown>> {
  if (Array.isArray(values)) {
    if (values.length !== names.length) throw wrongCount(names.length, values.length);
    return Object.fromEntries(values.map((value, i) => [String(i + 1), value]));
  }
  const given = values as Readonly<Record<string, unknown>>;
  const missing = names.find((name) => !Object.hasOwn(given, name));
  if (missing !== undefined) throw noValueFor(missing, given);
  const surplus = Object.keys(given).find((name) => !names.includes(name));
  if (surplus !== undefined) throw unknownName("placeholder", surplus, names);
  return given;
}

function wrongCount(wanted: number, given: number): ProvError {
  return new ProvError(
    `The query has ${counted(wanted, "placeholder")} and was given ${counted(given, "value")}`,
    { hint: "each $1, $2, … or ? takes one value" },
  );
}

function noValueFor(name: string, given: Readonly<Record<string, unknown>>): ProvError {
  const names = Object.keys(given).join(", ");
  return new ProvError(`No value for the placeholder ${placeName(name)}`, {
    hint: names === "" ? "no values were given" : `values: ${names}`,
  });
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
