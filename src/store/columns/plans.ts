import { scrub } from "../../util/scrub";
import type { Scalar } from "../facts";
import { timestamp, union, whole } from "../literal";
import type { PlanTables } from "../plan-facts";
import { type Columns, type Literal, or, scrubbed, text } from "./literals";

const call = { step_id: text, position: whole, call: scrubbed };

/** How the rows of plans are written; what is quoted from a source has no secrets. */
export const planColumns: { [T in keyof PlanTables]: Columns<PlanTables[T]> } = {
  plans: {
    plan_id: text,
    experiment: text,
    notebook: text,
    planned_at: timestamp,
    saved_at: timestamp,
    cell_run_id: or(text),
  },
  plan_steps: {
    step_id: text,
    plan_id: text,
    position: whole,
    cell_id: or(text),
    cell_hash: text,
    title: scrubbed,
    problem: or(scrubbed),
  },
  plan_ports: {
    port_id: text,
    step_id: text,
    position: whole,
    direction: text,
    name: text,
    type: or(scrubbed),
    from_step_id: or(text),
  },
  plan_calls: call,
  plan_params: {
    ...call,
    name: text,
    value: ((value: Scalar) =>
      union(typeof value === "string" ? scrub(value) : value)) as Literal<Scalar>,
    expression: scrubbed,
  },
};
