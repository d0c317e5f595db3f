import { table } from "./define";

const step = "The step: one of plan_steps";
const call = "As it is written, without arguments, such as model.fit";

/** Add what notebooks would do, as it was planned before any of it ran. */
export const m011Plans: readonly string[] = [
  ...table("plans", "A notebook as it was planned", {
    plan_id: ["UUID", "UUID of version 7"],
    experiment: ["VARCHAR", "The named group of runs that it was planned for"],
    notebook: ["VARCHAR", "Path of the notebook from the file's folder"],
    planned_at: ["TIMESTAMP", "When, UTC"],
    saved_at: ["TIMESTAMP", "When the notebook had been saved, UTC"],
    cell_run_id: ["UUID", "The cell run that asked for it"],
  }),
  ...table("plan_steps", "A code cell of a planned notebook", {
    step_id: ["UUID", "UUID of version 7"],
    plan_id: ["UUID", "The plan"],
    position: ["INTEGER", "Place among the code cells, from 0"],
    cell_id: ["VARCHAR", "The cell's id in the notebook"],
    cell_hash: ["VARCHAR", "SHA-256 of its source: one of cells"],
    title: ["VARCHAR", "Its first comment, the heading above it, or its calls"],
    problem: ["VARCHAR", "What TypeScript has against it"],
  }),
  ...table("plan_ports", "A name that a planned step makes or takes", {
    port_id: ["UUID", "UUID of version 7"],
    step_id: ["UUID", step],
    position: ["INTEGER", "Place among the names of its step, from 0"],
    direction: ["VARCHAR", "in or out"],
    name: ["VARCHAR", "The variable, function, class or import"],
    type: ["VARCHAR", "TypeScript's type of it"],
    from_step_id: ["UUID", "The step that makes what is taken"],
  }),
  ...table("plan_calls", "A call that a planned step will make", {
    step_id: ["UUID", step],
    position: ["INTEGER", "Place among the calls of the step, from 0"],
    call: ["VARCHAR", call],
  }),
  ...table("plan_params", "What a planned call is told", {
    step_id: ["UUID", step],
    position: ["INTEGER", "Place of the call among those of the step, from 0"],
    call: ["VARCHAR", call],
    name: ["VARCHAR", "Name, nested ones dotted"],
    value: [
      "UNION(bool BOOLEAN, text VARCHAR, num DOUBLE)",
      "The value with its type; null where it is no literal",
    ],
    expression: ["VARCHAR", "As it is written"],
  }),
];
