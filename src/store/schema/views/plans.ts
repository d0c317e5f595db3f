import type { View } from "../define";

const plan = {
  plan_id: "The plan's UUID",
};
const inStep = {
  step_id: "The step's UUID: one of plan_steps",
  step: "Place of the step among the code cells, from 0",
  title: "Title of the step",
};

/** The cell runs of each planned step: those of the same source, since it was planned. */
const executed = `(
  SELECT s.step_id, count(*) AS executions, min(c.started_at) AS first_run_at,
    CAST(coalesce(sum(r.runs), 0) AS BIGINT) AS runs
  FROM tfjs_prov.plan_steps s JOIN tfjs_prov.plans p USING (plan_id)
  JOIN tfjs_prov.cell_runs c ON c.cell_hash = s.cell_hash AND c.started_at >= p.planned_at
  LEFT JOIN (
    SELECT cell_run_id, count(*) AS runs FROM tfjs_prov.runs GROUP BY cell_run_id
  ) r ON r.cell_run_id = c.cell_run_id
  GROUP BY s.step_id
)`;

/** A row a step of a plan. */
export const planSteps: View = {
  name: "main.plan_steps",
  comment: "A row a planned step: a code cell of a notebook, as it stood before it ran",
  columns: {
    ...plan,
    step: inStep.step,
    title: "Its first comment, the heading above it, or its calls",
    inputs: "Names that it takes from earlier steps: plan_ports has their types",
    outputs: "Names that it makes",
    calls: "What will train, test or compile, as it is written",
    depends_on: "The steps that make its inputs",
    problem: "What TypeScript has against it; then its names are not known",
    executions: "Cell runs of the same source since it was planned; 0 if none",
    first_run_at: "Start of the first of them, UTC",
    runs: "Number of runs that these started",
    cell_id: "The cell's id in the notebook",
    cell_hash: "SHA-256 of its source: join cells on it",
    planned_at: "When it was planned, UTC",
    step_id: "The step's UUID",
  },
  select: `
SELECT s.plan_id, s.position AS step, s.title, coalesce(o.inputs, []) AS inputs,
  coalesce(o.outputs, []) AS outputs, coalesce(c.calls, []) AS calls,
  coalesce(o.depends_on, []) AS depends_on, s.problem,
  coalesce(e.executions, 0) AS executions, e.first_run_at, coalesce(e.runs, 0) AS runs,
  s.cell_id, s.cell_hash, p.planned_at, s.step_id
FROM tfjs_prov.plan_steps s
JOIN tfjs_prov.plans p USING (plan_id)
LEFT JOIN (
  SELECT i.step_id,
    list(i.name ORDER BY i.position) FILTER (i.direction = 'in') AS inputs,
    list(i.name ORDER BY i.position) FILTER (i.direction = 'out') AS outputs,
    list(DISTINCT f.position ORDER BY f.position) FILTER (f.position IS NOT NULL)
      AS depends_on
  FROM tfjs_prov.plan_ports i
  LEFT JOIN tfjs_prov.plan_steps f ON f.step_id = i.from_step_id
  GROUP BY i.step_id
) o ON o.step_id = s.step_id
LEFT JOIN (
  SELECT step_id, list(call ORDER BY position) AS calls
  FROM tfjs_prov.plan_calls GROUP BY step_id
) c ON c.step_id = s.step_id
LEFT JOIN ${executed} e ON e.step_id = s.step_id
ORDER BY p.planned_at, s.plan_id, s.position`,
};

/** A row a plan. */
export const plans: View = {
  name: "main.plans",
  comment: "A row a plan: a notebook as it stood before it ran",
  columns: {
    ...plan,
    notebook: "Path of the notebook from the file's folder",
    experiment: "The named group of runs that it was planned for",
    planned_at: "When, UTC",
    saved_at: "When the notebook had been saved, UTC",
    steps: "Number of its steps",
    executed: "Number of steps that ran since, from the very same source",
    runs: "Number of runs that these started",
    cell_run_id: "The cell run that asked for it: one of cells",
  },
  select: `
SELECT p.plan_id, p.notebook, p.experiment, p.planned_at, p.saved_at,
  count(s.step_id) AS steps, count(s.step_id) FILTER (s.executions > 0) AS executed,
  CAST(coalesce(sum(s.runs), 0) AS BIGINT) AS runs, p.cell_run_id
FROM tfjs_prov.plans p
LEFT JOIN main.plan_steps s USING (plan_id)
GROUP BY p.plan_id, p.notebook, p.experiment, p.planned_at, p.saved_at, p.cell_run_id
ORDER BY p.planned_at, p.plan_id`,
};

/** A row a name that a step makes or takes. */
export const planPorts: View = {
  name: "main.plan_ports",
  comment: "A row a name that a planned step makes, or takes from an earlier one",
  columns: {
    ...plan,
    ...inStep,
    direction: "in or out",
    name: "The variable, function, class or import",
    type: "TypeScript's type of it",
    from_step: "Place of the step that makes it; null for what the step itself makes",
    from_step_id: "That step's UUID",
    port_id: "UUID of version 7",
  },
  select: `
SELECT s.plan_id, i.step_id, s.position AS step, s.title, i.direction, i.name, i.type,
  f.position AS from_step, i.from_step_id, i.port_id
FROM tfjs_prov.plan_ports i
JOIN tfjs_prov.plan_steps s USING (step_id)
LEFT JOIN tfjs_prov.plan_steps f ON f.step_id = i.from_step_id
ORDER BY s.plan_id, s.position, i.position`,
};

/** A row a thing that a planned call is told. */
export const planParams: View = {
  name: "main.plan_params",
  comment: "A row a param of a planned call: what it will be told, as it is written",
  columns: {
    ...plan,
    ...inStep,
    call: "As it is written, without arguments, such as model.fit",
    name: "Name, nested ones dotted",
    value: "The value with its type, as in params; null where it is no literal",
    expression: "As it is written",
    position: "Place of the call among those of the step, from 0",
  },
  select: `
SELECT s.plan_id, a.step_id, s.position AS step, s.title, a.call, a.name, a.value,
  a.expression, a.position
FROM tfjs_prov.plan_params a
JOIN tfjs_prov.plan_steps s USING (step_id)
ORDER BY s.plan_id, s.position, a.position, a.name`,
};

export const planViews: readonly View[] = [planSteps, plans, planPorts, planParams];
