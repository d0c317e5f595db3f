/** A table or a view with its COMMENTs, as DuckDB's own catalogue has them. */
export interface Relation {
  schema: string;
  name: string;
  comment: string;
  columns: readonly { name: string; type: string; comment: string }[];
}

/** What people ask, a query for each view. */
export const examples: Record<string, { question: string; query: string }> = {
  runs: {
    question: "Which runs were best?",
    query: `SELECT name, status, epochs, best_val_loss, best_val_loss_epoch
FROM runs ORDER BY best_val_loss LIMIT 5`,
  },
  compare: {
    question: "What did the params do to the result?",
    query: `SELECT run, params['learningRate'] AS rate, params['batchSize'] AS batch,
  least['val_loss'] AS val_loss
FROM compare ORDER BY val_loss`,
  },
  epochs: {
    question: "How did one run go, epoch by epoch?",
    query: `SELECT run_epoch, loss, val_loss, learning_rate, duration_s
FROM epochs WHERE run = 'wide' ORDER BY run_epoch`,
  },
  metrics: {
    question: "What is the curve of a metric, over every run?",
    query: `SELECT run, run_epoch, seconds, value
FROM metrics WHERE metric = 'val_loss' ORDER BY run, step`,
  },
  params: {
    question: "Which runs had a great learning rate?",
    query: `SELECT run, value FROM params WHERE name = 'learningRate' AND value > 0.01`,
  },
  phases: {
    question: "What was each run made of, and what did recording cost?",
    query: `SELECT run, position, kind, status, status_reason, duration_s, capture_ms
FROM phases ORDER BY run, position`,
  },
  events: {
    question: "What happened on the way?",
    query: `SELECT run, recorded_at, kind, name, old_value, new_value, cause, layer, found_in
FROM events`,
  },
  layers: {
    question: "Which layers did the models have?",
    query: `SELECT run, position, kind, units, activation, parameters
FROM layers ORDER BY run, position`,
  },
  models: {
    question: "How large were the models?",
    query: `SELECT DISTINCT model_id, class_name, parameters FROM models
ORDER BY parameters DESC`,
  },
  cells: {
    question: "Which cell made this run, in which version?",
    query: `SELECT c.execution_count, c.source, c.status, c.duration_s
FROM runs r JOIN cells c USING (cell_run_id) WHERE r.name = 'wide'`,
  },
  cell_uses: {
    question: "What did that cell use, and which cells made it?",
    query: `SELECT u.name, u.used_execution_count
FROM runs r JOIN cell_uses u USING (cell_run_id) WHERE r.name = 'wide'`,
  },
  code: {
    question: "Which code made a run, cell by cell?",
    query: `SELECT DISTINCT execution_count, source FROM code
WHERE run = 'wide' ORDER BY execution_count`,
  },
  environments: {
    question: "Who ran what, on which machine and backend, in a container or not?",
    query: `SELECT r.person, e.machine, e.backend, e.in_container, count(*) AS runs
FROM runs r JOIN environments e USING (environment_id) GROUP BY ALL ORDER BY runs DESC`,
  },
  telemetry: {
    question: "What did the last ten runs take of the machine?",
    query: `SELECT run, name, mean, peak FROM telemetry
WHERE run_id IN (SELECT run_id FROM runs ORDER BY started_at DESC LIMIT 10)
ORDER BY run, name`,
  },
  telemetry_samples: {
    question: "How much memory did each phase take at most?",
    query: `SELECT run, p.name AS phase, max(value) / 1e6 AS peak_mb
FROM telemetry_samples t JOIN phases p USING (run_id, run, phase_id)
WHERE t.name = 'rss_bytes' GROUP BY ALL ORDER BY peak_mb DESC`,
  },
  states: {
    question:
      "Whose weights did a run end with, and are they those of an earlier epoch?",
    query: `SELECT run, origin, epoch, equals_epoch, weights_hash
FROM states WHERE origin IN ('trained', 'restored')`,
  },
  lineage: {
    question: "Which weights did each phase begin with, and where were they from?",
    query: `SELECT run, phase, began_as, from_run, trainable_parameters, equals_epoch
FROM lineage ORDER BY run, position`,
  },
  artifacts: {
    question: "Which run made the model in this file?",
    query: `SELECT made_in_run, made_in_epoch, place FROM artifacts
WHERE list_contains(map_values(files), '9f86d0…') OR weights_hash = '9f86d0…'`,
  },
  checkpoints: {
    question:
      "When were checkpoints made, how long did each take, which is the last usable?",
    query: `SELECT run, epoch, monitor_value, place, usable, duration_ms
FROM checkpoints ORDER BY recorded_at DESC`,
  },
  datasets: {
    question: "Which data are there, and how many runs used each?",
    query: `SELECT name, dtype, shape, min, max, mean, nans, classes, runs FROM datasets`,
  },
  dataset_uses: {
    question: "How large were the train, validation and test sets of each run?",
    query: `SELECT run, split, any_value(rows) AS rows FROM dataset_uses
WHERE role = 'x' GROUP BY run, split ORDER BY run, split`,
  },
  dataset_columns: {
    question: "Which columns hold NaN?",
    query: `SELECT name, position, min, max, mean, nans FROM dataset_columns
WHERE nans > 0`,
  },
  dataset_classes: {
    question: "Are the classes of the labels balanced?",
    query: `SELECT name, class, rows FROM dataset_classes ORDER BY name, class`,
  },
  dataset_rows: {
    question: "Which rows were both trained and tested on?",
    query: `SELECT a.run, a.position, b.run AS tested_by, b.position AS tested_at
FROM dataset_rows a JOIN dataset_rows b USING (fingerprint)
WHERE a.split = 'train' AND b.split = 'test' AND a.role = 'x' AND b.role = 'x'`,
  },
  traits: {
    question: "What differs among the runs of an experiment?",
    query: `SELECT t.aspect, t.name, list(DISTINCT t.value) AS "values"
FROM traits t JOIN runs r USING (run_id) WHERE r.experiment = 'study'
GROUP BY t.place, t.aspect, t.name HAVING count(DISTINCT t.value) > 1 ORDER BY t.place, t.name`,
  },
  derivations: {
    question: "What were the inputs of this run made from, by which steps?",
    query: `WITH RECURSIVE made AS (
  SELECT d.* FROM derivations d JOIN dataset_uses u ON u.dataset_hash = d.output_hash
  WHERE u.run = 'wide'
  UNION
  SELECT d.* FROM derivations d JOIN made m ON d.output_hash = m.input_hash
)
SELECT step, input, output, duration_ms, cell FROM made ORDER BY started_at`,
  },
  seeds: {
    question: "Which random numbers did that run draw?",
    query: `SELECT moment, seed, stream, draws, state
FROM seeds WHERE run = 'wide' ORDER BY draws`,
  },
  promotions: {
    question: "Which model was in use at a time?",
    query: `SELECT stage, run, weights_hash, place, reason FROM promotions
WHERE used_from <= '2026-12-01' AND coalesce(used_until > '2026-12-01', true)`,
  },
  charts: {
    question: "Which query and which rows made the charts of a cell?",
    query: `SELECT title, runs, query, bound, rows, rows_hash FROM charts WHERE cell = 4`,
  },
  workers: {
    question: "Which processes recorded runs, and which dropped out?",
    query: `SELECT session_id, machine, backend, runs, dropped_out, last_seen_at
FROM workers ORDER BY dropped_out DESC`,
  },
  plans: {
    question: "What was planned, and how much of it ran?",
    query: `SELECT notebook, planned_at, steps, executed, runs FROM plans`,
  },
  plan_steps: {
    question: "Which steps were planned, what do they wait for, and did they run?",
    query: `SELECT step, title, inputs, outputs, calls, depends_on, executions > 0 AS ran
FROM plan_steps WHERE plan_id = (SELECT last(plan_id) FROM plans)`,
  },
  plan_ports: {
    question: "Which names of which types go from step to step?",
    query: `SELECT from_step, step, name, type FROM plan_ports WHERE direction = 'in'`,
  },
  plan_params: {
    question: "What will trainings be told?",
    query: `SELECT step, call, name, value, expression FROM plan_params`,
  },
  experiments: {
    question: "Which experiments are in the file?",
    query: `SELECT experiment, runs, finished, last_started_at FROM experiments`,
  },
};

const head = `# What is in the file

A DuckDB file of tfjs-prov answers SQL in any DuckDB client from 1.1.3 to 2.0. What you
ask are views with plain names, such as \`FROM runs\`; they are computed from the base
tables in the schema \`tfjs_prov\`, where each fact is written once. Times are UTC.

In DuckDB itself: \`SELECT view_name, comment FROM duckdb_views() WHERE NOT internal\`.
Attached beside another file, the views answer from DuckDB 1.3 on
(\`ATTACH 'study.duckdb' AS study; FROM study.runs\`); in 1.1 and 1.2 say \`USE study\` first.

This page is made from the COMMENTs in the file; \`UPDATE=1 npm test -- store\` writes it anew.`;

const lineage = `\`FROM lineage('base')\` tells what a thing came of and \`FROM lineage_down('base')\` what came of it,
nearest first. The thing is a run by name, or anything by its UUID, its SHA-256 or its IRI; a run means its phases, too.
Columns: depth, what, name, value, relation, run, type, id, from_id (the thing one step nearer), run_id. They are macros, so in
an attached file say \`USE study\` first, in every DuckDB. [Provenance](provenance.md#lineage) has examples.`;

const provHead = `A view for each relation of PROV-DM, with its formal arguments as columns and things named by their IRIs:
\`FROM prov.used\`. [Provenance](provenance.md) tells what becomes what. Every view also has the columns below.`;

/** Return the page of the schema in Markdown: the views that people ask, then the tables. */
export function schemaPage(relations: readonly Relation[]): string {
  const views = relations.filter(({ schema }) => schema === "main");
  const named = new Map(views.map((view) => [view.name, view]));
  const asked = Object.keys(examples).map((name) => viewSection(named.get(name)!));
  const tables = relations.filter(({ schema }) => schema === "tfjs_prov");
  const prov = relations.filter(({ schema }) => schema === "prov");
  return [
    head,
    "## Views",
    contents(Object.keys(examples), named),
    ...asked,
    "## Lineage",
    lineage,
    "## W3C PROV",
    provHead,
    provTable(prov),
    columnTable({ columns: sharedColumns(prov) }),
    "## Base tables",
    "Facts as they were recorded. Prefer the views: they also say what became of a run.",
    ...tables.map(tableSection),
    "",
  ]
    .join("\n\n")
    .replace(/\n+$/, "\n");
}

function contents(
  names: readonly string[],
  named: ReadonlyMap<string, Relation>,
): string {
  const rows = names.map(
    (name) => `| [${name}](#${name}) | ${named.get(name)!.comment} |`,
  );
  return ["| view | what it shows |", "|---|---|", ...rows].join("\n");
}

function viewSection(relation: Relation): string {
  const { question, query } = examples[relation.name]!;
  return [
    `### ${relation.name}`,
    `${relation.comment}.`,
    `${question}`,
    `\`\`\`sql\n${query}\n\`\`\``,
    columnTable(relation),
  ].join("\n\n");
}

function tableSection(relation: Relation): string {
  const title = `### tfjs_prov.${relation.name}`;
  return [title, `${relation.comment}.`, columnTable(relation)].join("\n\n");
}

/** List the views of PROV, in a line each, with the columns of their own. */
function provTable(relations: readonly Relation[]): string {
  const shared = sharedColumns(relations).map(({ name }) => name);
  const rows = relations.map(({ name, comment, columns }) => {
    const own = columns.filter((column) => !shared.includes(column.name));
    return `| prov.${name} | ${comment} | ${own.map((column) => column.name).join(", ")} |`;
  });
  return ["| view | what it shows | arguments |", "|---|---|---|", ...rows].join("\n");
}

function sharedColumns([first, ...others]: readonly Relation[]): Relation["columns"] {
  const inAll = (name: string) =>
    others.every(({ columns }) => columns.some((column) => column.name === name));
  return (first?.columns ?? []).filter(({ name }) => inAll(name));
}

function columnTable({ columns }: Pick<Relation, "columns">): string {
  const rows = columns.map(
    ({ name, type, comment }) => `| ${name} | ${type} | ${comment} |`,
  );
  return ["| column | type | meaning |", "|---|---|---|", ...rows].join("\n");
}
