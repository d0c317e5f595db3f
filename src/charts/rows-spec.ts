import { counted } from "./numbers";
import { type ChartSpec, config, schema } from "./spec";

/** What a user says of a chart: marks and encodings of Vega-Lite, without the data. */
export type ToldSpec = Readonly<Record<string, unknown>>;

/**
 * Put the rows of a query into a specification of the user's, with our look where it says
 * nothing of its own.
 *
 * @param rows as JSON holds them.
 */
export function rowsSpec(rows: readonly object[], told: ToldSpec): ChartSpec {
  const { config: own, ...rest } = told;
  const single = "mark" in told || "layer" in told;
  return {
    ...{ description: titleOf(rows, told), background: "white", padding: 10 },
    ...(single && { width: 560, height: 300 }),
    ...rest,
    $schema: schema,
    data: { values: rows },
    config: { ...config, ...(own as object | undefined) },
  };
}

/** Tell such a chart in a line of text. */
export function rowsText(rows: readonly object[], told: ToldSpec): string {
  return `${titleOf(rows, told)}, ${counted(rows.length, "row")}`;
}

/** The title that was told, else the columns. */
function titleOf([first = {}]: readonly object[], { title }: ToldSpec): string {
  const told = typeof title === "object" && title !== null ? title : { text: title };
  const { text } = told as { text?: unknown };
  if (Array.isArray(text)) return text.join(" ");
  return typeof text === "string" ? text : Object.keys(first).join(", ") || "nothing";
}
