import { explainFacts } from "./explain-facts";
import type { Session } from "./query";
import { type Part, Report } from "./report";
import { oneRun, type RunKey } from "./run-choice";
import { makeSql, type Sql } from "./sql";

/** Tell all that is needed to run a run again; of the last started unless told. */
export type Explain = (run?: RunKey) => Report;

/** Make the `explain` verb of a session; it reads when the report is shown. */
export function makeExplain(session: Session): Explain {
  return (run) =>
    new Report(
      `what made ${run === undefined ? "the last run" : "a run"}`,
      async () => {
        const attempt = (near: string) => `prov.explain(${JSON.stringify(near)})`;
        const id = await oneRun(session, run, attempt);
        const sql = makeSql(session);
        return Promise.all(parts.map((part) => part(sql, id)));
      },
    );
}

/** Rows of a table that are shown: what is needed is shown whole. */
const SHOWN = 200;

/** What is told, in the order of the screen; what has no rows is left out. */
const parts: readonly ((sql: Sql, id: string) => Promise<Part>)[] = [
  explainFacts,
  data,
  steps,
  params,
  steering,
  packages,
  code,
];

async function data(sql: Sql, id: string): Promise<Part> {
  const rows = await sql`
    SELECT DISTINCT u.split, u.role, u.part, u.name, u.rows, u.first_row, u.dtype, u.shape,
      d.source, left(u.dataset_hash, 12) AS hash
    FROM dataset_uses u LEFT JOIN datasets d USING (dataset_hash) WHERE u.run_id = ${id}
    ORDER BY u.split, u.role, u.part`.first(SHOWN);
  return { title: "Data", rows };
}

/** The steps that made the data, and the data before it. */
async function steps(sql: Sql, id: string): Promise<Part> {
  const rows = await sql`
    WITH RECURSIVE made AS (
      SELECT d.* FROM derivations d
      WHERE output_hash IN (SELECT dataset_hash FROM dataset_uses WHERE run_id = ${id})
      UNION SELECT d.* FROM derivations d JOIN made m ON d.output_hash = m.input_hash
    )
    SELECT step, coalesce(input, left(input_hash, 12)) AS input,
      coalesce(output, left(output_hash, 12)) AS output, max(cell) AS cell
    FROM made GROUP BY ALL ORDER BY min(started_at), input, output`.first(SHOWN);
  return { title: "Steps", rows };
}

async function params(sql: Sql, id: string): Promise<Part> {
  const rows = await sql`
    SELECT p.name, p.value,
      CASE CAST(union_tag(p.value) AS VARCHAR) WHEN 'num' THEN 'number'
        WHEN 'bool' THEN 'boolean' ELSE 'text' END AS type,
      p.source, string_agg(DISTINCT h.position || ' ' || h.name, ', '
        ORDER BY h.position || ' ' || h.name) AS phases
    FROM params p LEFT JOIN phases h ON h.phase_id = p.phase_id
    WHERE p.run_id = ${id} GROUP BY p.name, p.value, p.source
    ORDER BY p.source <> 'user', p.source, p.name`.first(SHOWN);
  return { title: "Params", rows };
}

async function steering(sql: Sql, id: string): Promise<Part> {
  const rows = await sql`
    SELECT kind, name, epoch, step, old_value AS before, new_value AS after, message
    FROM events WHERE run_id = ${id} AND cause = 'user'
    ORDER BY recorded_at, event_id`.first(SHOWN);
  return { title: "Set by the user meanwhile", rows };
}

async function packages(sql: Sql, id: string): Promise<Part> {
  const rows = await sql`
    SELECT name, version FROM tfjs_prov.packages
    WHERE environment_id = (SELECT environment_id FROM runs WHERE run_id = ${id})
    ORDER BY name`.first(SHOWN);
  return { title: "Packages", rows };
}

interface Cell extends Record<string, unknown> {
  cell: number | null;
  names: string | null;
  source: string | null;
}

/** The cells in the order in which they ran. */
async function code(sql: Sql, id: string): Promise<Part> {
  const cells = await sql<Cell>`
    SELECT execution_count AS cell, string_agg(DISTINCT name, ', ' ORDER BY name) AS names,
      any_value(source) AS source
    FROM code WHERE run_id = ${id}
    GROUP BY cell_run_id, execution_count ORDER BY min(started_at), cell_run_id`;
  const texts = Array.from(cells, ({ cell, names, source }) => {
    const what = names === null ? "the run" : names;
    return `[${cell ?? " "}] ${what}\n${indented(source ?? "")}`;
  });
  return { title: "Code", text: texts.join("\n\n") };
}

function indented(source: string): string {
  return source
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => `    ${line}`.trimEnd())
    .join("\n");
}
