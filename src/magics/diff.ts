import { diffText, lineDiff } from "../util/line-diff";
import { diffSql, equalSql } from "./diff-sql";
import type { Session } from "./query";
import { type Part, Report } from "./report";
import { Rows } from "./rows";
import { oneRun, type RunKey, textOfKey } from "./run-choice";
import { makeQuery, makeSql } from "./sql";
import { shortText } from "./value-text";

/** One thing in which two runs differ; null where a run has it not. */
export interface Difference extends Record<string, unknown> {
  aspect: string;
  name: string;
  a: string | null;
  b: string | null;
  /** Of a result that is a number: b less a. */
  change: number | null;
}

/** Tell what differs between two runs, causes before results. */
export type DiffRuns = (a: RunKey, b: RunKey) => Diff;

/** Make the `diff` verb of a session; it reads when the diff is shown. */
export function makeDiff(session: Session): DiffRuns {
  return (a, b) => new Diff(session, a, b);
}

/**
 * What differs between two runs, read when it is shown.
 *
 * @example
 * for (const { name, a, b } of await prov.diff("base", "wide").rows()) console.log(name, a, b);
 */
export class Diff extends Report {
  /** The statement that gives the rows, for any DuckDB client. */
  readonly sql: string;
  readonly #session: Session;
  readonly #runs: readonly [RunKey, RunKey];

  /** Made by `prov.diff`. */
  constructor(session: Session, a: RunKey, b: RunKey) {
    const [first, second] = [textOfKey(a), textOfKey(b)];
    super(`what differs between ${first} and ${second}`, async () =>
      partsOf(session, await idsOf(session, [a, b])),
    );
    this.sql = diffSql(first, second);
    this.#session = session;
    this.#runs = [a, b];
  }

  /** Read the differences, the most telling first. */
  async rows(): Promise<Rows<Difference>> {
    const [a, b] = await idsOf(this.#session, this.#runs);
    return makeQuery(this.#session)<Difference>(diffSql(a, b)).run();
  }
}

/** How many traits of an aspect two runs share. */
interface Equal extends Record<string, unknown> {
  aspect: string;
  n: number;
}

type Ids = readonly [a: string, b: string];

async function idsOf(
  session: Session,
  [a, b]: readonly [RunKey, RunKey],
): Promise<Ids> {
  const text = (run: RunKey) => JSON.stringify(textOfKey(run));
  return [
    await oneRun(session, a, (near) => `prov.diff(${text(near)}, ${text(b)})`),
    await oneRun(session, b, (near) => `prov.diff(${text(a)}, ${text(near)})`),
  ];
}

async function partsOf(session: Session, ids: Ids): Promise<Part[]> {
  const query = makeQuery(session);
  const [differing, equal, runs] = await Promise.all([
    query<Difference>(diffSql(...ids)).run(),
    query<Equal>(equalSql(...ids)).run(),
    Promise.all(ids.map((id) => aboutRun(session, id))),
  ]);
  const rows = differing.toArray();
  const counts = new Map<string, number>();
  for (const { aspect } of rows) counts.set(aspect, (counts.get(aspect) ?? 0) + 1);
  return [
    {
      facts: [
        ["a", runs[0]!],
        ["b", runs[1]!],
        ["differs", countsText([...counts])],
        ["equal", equalText(equal.toArray(), counts)],
      ],
    },
    { title: "Differences", rows: shortened(rows) },
    ...(await codeParts(session, ids, rows)),
  ];
}

async function aboutRun(session: Session, id: string): Promise<string> {
  const [run] = await makeSql(session)<{
    name: string;
    status: string;
    started_at: Date;
    cell: number | null;
  }>`SELECT name, status, started_at, cell FROM runs WHERE run_id = ${id}`;
  const { name, status, started_at, cell } = run!;
  const place = cell === null ? "" : `, cell ${cell}`;
  return `${name}: ${status}, ${shortText(started_at)} UTC${place}`;
}

function countsText(counts: readonly (readonly [string, number])[]): string {
  if (counts.length === 0) return "nothing";
  return counts.map(([aspect, n]) => `${aspect} ${n}`).join(", ");
}

/** Such as `data, model, weights; 12 of 14 params, 1 of 5 results`. */
function equalText(equal: readonly Equal[], differing: ReadonlyMap<string, number>) {
  const whole = equal.filter(({ aspect }) => !differing.has(aspect));
  const part = equal.filter(({ aspect }) => differing.has(aspect));
  const ofAll = ({ aspect, n }: Equal) =>
    `${n} of ${n + differing.get(aspect)!} ${aspect}`;
  const texts = [whole.map(({ aspect }) => aspect), part.map(ofAll)];
  return (
    texts
      .filter((all) => all.length > 0)
      .map((all) => all.join(", "))
      .join("; ") || "nothing"
  );
}

const SHOWN_ROWS = 60;

/** Write numbers with six digits; the statement gives all of them. */
function shortened(rows: readonly Difference[]): Rows {
  const column = (name: "aspect" | "name" | "a" | "b") => ({
    name,
    type: "VARCHAR",
    values: rows.map((row) => shortNumber(row[name])),
  });
  const change = {
    name: "change",
    type: "DOUBLE",
    values: rows.map((row) => row.change),
  };
  const columns = [column("aspect"), column("name"), column("a"), column("b")];
  const some = rows.some((row) => row.change !== null);
  const result = { columns: some ? [...columns, change] : columns };
  return new Rows(
    { ...result, rowCount: rows.length, more: false },
    { shown: SHOWN_ROWS },
  );
}

function shortNumber(text: string | null): string | null {
  return text !== null && /^-?\d+\.\d+(e[-+]?\d+)?$/.test(text)
    ? shortText(Number(text))
    : text;
}

/** Write the lines that differ, of each cell that does. */
async function codeParts(
  session: Session,
  ids: Ids,
  rows: readonly Difference[],
): Promise<Part[]> {
  const names = rows.filter(({ aspect }) => aspect === "code").map(({ name }) => name);
  if (names.length === 0) return [];
  const [a, b] = await Promise.all(ids.map((id) => sourcesOf(session, id)));
  return names.map((name) => ({
    title: name === "this cell" ? "Code of this cell" : `Code of ${name}`,
    text: diffText(lineDiff(a!.get(name) ?? "", b!.get(name) ?? "")),
  }));
}

/** Read the sources of a run's cells, by the names that the traits give them. */
async function sourcesOf(session: Session, id: string): Promise<Map<string, string>> {
  const rows = await makeSql(session)<{ name: string; source: string }>`
    SELECT name, string_agg(source, chr(10) ORDER BY started_at) AS source
    FROM (
      SELECT coalesce(string_agg(DISTINCT name, ', ' ORDER BY name), 'this cell') AS name,
        any_value(source) AS source, max(started_at) AS started_at
      FROM code WHERE run_id = ${id} GROUP BY cell_hash
    ) GROUP BY name`;
  return new Map(Array.from(rows, ({ name, source }) => [name, source]));
}
