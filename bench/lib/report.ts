import { cpus, loadavg } from "node:os";
import { packageVersion } from "../../src/util/version";

/** One thing that was measured. */
export interface Measure {
  what: string;
  value: number;
  unit: string;
  /** Least and greatest that it may as well be; `how` says of what. */
  spread?: readonly [from: number, to: number];
  /** What the project promises: `below` or `above` in the same unit. */
  below?: number;
  above?: number;
  /** How it was measured, in a few words. */
  how: string;
}

/** Print measures as a table, or as JSON where the command line says `--json`. */
export function report(bench: string, measures: readonly Measure[]): void {
  const json = process.argv.includes("--json");
  const whole = { bench, ...machine(), measures };
  console.log(json ? JSON.stringify(whole, null, 1) : tableFrom(measures));
  if (!json) console.log(machineText(whole));
}

/** Say where and when it was measured. */
function machine() {
  return {
    date: new Date().toISOString().slice(0, 10),
    versions: { node: process.versions.node, "tfjs-prov": packageVersion() },
    cores: cpus().length,
    load: loadavg()[1],
    processor: cpus()[0]?.model.trim() ?? "unknown",
  };
}

function machineText({ date, versions, cores, load }: ReturnType<typeof machine>) {
  const busy = load === undefined ? "" : `, load of 5 minutes ${load.toFixed(1)}`;
  return `${date}, Node ${versions.node}, ${cores} cores${busy}`;
}

function tableFrom(measures: readonly Measure[]): string {
  const rows = measures.map((measure) => [
    measure.what,
    measuredText(measure),
    targetText(measure),
    measure.how,
  ]);
  return markdownFrom([["what", "measured", "target", "how"], ...rows]);
}

/** Write rows as a Markdown table, the first one its head, columns aligned. */
function markdownFrom(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows;
  const widths = head.map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  const line = (row: readonly string[]) =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i]!)).join(" | ")} |`;
  const rule = `|${widths.map((width) => "-".repeat(width + 2)).join("|")}|`;
  return [line(head), rule, ...body.map(line)].join("\n");
}

function measuredText({ value, unit, spread }: Measure): string {
  if (Number.isNaN(value)) return "none";
  const range = spread ? ` (${numberText(spread[0])}–${numberText(spread[1])})` : "";
  return `${numberText(value)}${unit && ` ${unit}`}${range}`;
}

function targetText({ value, unit, below, above }: Measure): string {
  const limit = below ?? above;
  if (limit === undefined) return "";
  const met = below === undefined ? value > limit : value < limit;
  const sign = below === undefined ? ">" : "<";
  return `${sign} ${numberText(limit)}${unit && ` ${unit}`}${met ? "" : ", missed"}`;
}

/** Write a number with three digits that tell, and no exponent. */
function numberText(value: number): string {
  const digits = Math.abs(value) >= 100 ? { maximumFractionDigits: 0 } : three;
  return value.toLocaleString("en-US", digits);
}

const three = { maximumSignificantDigits: 3 };
