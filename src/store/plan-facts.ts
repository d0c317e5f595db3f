import type { Scalar } from "./facts";

/** A notebook as it was planned, before any of it ran. */
export interface PlanRow {
  plan_id: string;
  experiment: string;
  /** From the file's folder, with forward slashes. */
  notebook: string;
  planned_at: number;
  /** When the notebook was saved. */
  saved_at: number;
  /** The cell run that asked for it, where a kernel tells. */
  cell_run_id: string | null;
}

/** A code cell of a planned notebook. */
export interface PlanStepRow {
  step_id: string;
  plan_id: string;
  /** Place among the code cells, from 0. */
  position: number;
  cell_id: string | null;
  cell_hash: string;
  title: string;
  /** What TypeScript has against it. */
  problem: string | null;
}

/** A name that a planned step makes or takes. */
export interface PlanPortRow {
  port_id: string;
  step_id: string;
  /** Place among the ports of its step: what it takes, then what it makes. */
  position: number;
  direction: "in" | "out";
  name: string;
  type: string | null;
  /** The step that makes what is taken. */
  from_step_id: string | null;
}

/** A call that a planned step will make. */
export interface PlanCallRow {
  step_id: string;
  position: number;
  /** As it is written, without arguments: `model.fit`. */
  call: string;
}

/** What a planned call is told. */
export interface PlanParamRow extends PlanCallRow {
  name: string;
  /** Null where it is no literal. */
  value: Scalar;
  expression: string;
}

/** The tables of plans. */
export interface PlanTables {
  plans: PlanRow;
  plan_steps: PlanStepRow;
  plan_ports: PlanPortRow;
  plan_calls: PlanCallRow;
  plan_params: PlanParamRow;
}
