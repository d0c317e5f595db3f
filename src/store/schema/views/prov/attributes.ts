import { quoted } from "../../../literal";

/** Attributes by name, each the SQL of its value in PROV-JSON; null leaves it out. */
export type Attributes = Readonly<Record<string, string>>;

/** Return the SQL of all attributes as one JSON text. */
export function attributesText(attributes: Attributes): string {
  const parts = Object.entries(attributes).map(
    ([name, value]) => `${quoted(`"${name}": `)} || ${value}`,
  );
  return parts.length === 0
    ? "'{}'"
    : `'{' || concat_ws(', ',\n    ${parts.join(",\n    ")}) || '}'`;
}

/** Names such as `mls:Run`, as a constant. */
export function names(...all: readonly string[]): string {
  const values = all.map((name) => `{"$": "${name}", "type": "prov:QUALIFIED_NAME"}`);
  return quoted(values.length === 1 ? values[0]! : `[${values.join(", ")}]`);
}

/** A name whose local part is SQL. */
export function nameOf(prefix: string, local: string): string {
  return `'{"$": "${prefix}:' || ${local} || '", "type": "prov:QUALIFIED_NAME"}'`;
}

export function text(value: string): string {
  return `CAST(to_json(${value}) AS VARCHAR)`;
}

export function int(value: string): string {
  return typed(`CAST(${value} AS VARCHAR)`, "int");
}

export function long(value: string): string {
  return typed(`CAST(${value} AS VARCHAR)`, "long");
}

export function flag(value: string): string {
  return typed(`CAST(${value} AS VARCHAR)`, "boolean");
}

/** A DOUBLE as XML Schema writes it. */
export function double(value: string): string {
  return typed(doubleText(value), "double");
}

/** A UNION(bool, text, num) by its tag; whole numbers are whole, as `valueFrom` has it. */
export function scalar(value: string): string {
  const num = `union_extract(${value}, 'num')`;
  const whole = `CAST(CAST(${num} AS BIGINT) AS VARCHAR)`;
  const isWhole = (most: string) =>
    `WHEN isfinite(${num}) AND ${num} = trunc(${num}) AND abs(${num}) <= ${most} `;
  return `CASE CAST(union_tag(${value}) AS VARCHAR)
      WHEN 'bool' THEN ${flag(`union_extract(${value}, 'bool')`)}
      WHEN 'text' THEN ${text(`union_extract(${value}, 'text')`)}
      WHEN 'num' THEN CASE
        ${isWhole("2147483647")}THEN ${typed(whole, "int")}
        ${isWhole("9007199254740991")}THEN ${typed(whole, "long")}
        ELSE ${double(num)} END
      END`;
}

function doubleText(value: string): string {
  return (
    `CASE WHEN isnan(${value}) THEN 'NaN' WHEN isinf(${value}) ` +
    `THEN CASE WHEN ${value} > 0 THEN 'INF' ELSE '-INF' END ` +
    `ELSE CAST(${value} AS VARCHAR) END`
  );
}

function typed(lexical: string, type: string): string {
  return `'{"$": "' || ${lexical} || '", "type": "xsd:${type}"}'`;
}
