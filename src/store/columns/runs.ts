import type { FactTables, Scalar } from "../facts";
import { integer, timestamp, union, whole } from "../literal";
import { type Columns, type Literal, or, scrubbed, text } from "./literals";

type Tables = "runs" | "phases" | "params" | "epochs" | "events" | "seeds";

/** The columns of runs and what happened in them. */
export const runsColumns: { [T in Tables]: Columns<FactTables[T]> } = {
  runs: {
    run_id: text,
    parent_run_id: or(text),
    experiment: text,
    name: text,
    started_at: timestamp,
    cell_run_id: or(text),
    person: or(text),
    session_id: or(text),
  },
  phases: {
    phase_id: text,
    run_id: text,
    parent_phase_id: or(text),
    position: whole,
    kind: text,
    name: text,
    model_id: or(text),
    first_run_epoch: whole,
    started_at: timestamp,
    environment_id: or(text),
  },
  params: {
    run_id: text,
    phase_id: or(text),
    source: text,
    name: text,
    value: union as Literal<Scalar>,
  },
  epochs: {
    run_id: text,
    phase_id: text,
    epoch: integer,
    run_epoch: integer,
    step: whole,
    started_at: timestamp,
    ended_at: timestamp,
  },
  events: {
    event_id: text,
    run_id: text,
    phase_id: or(text),
    recorded_at: timestamp,
    kind: text,
    name: text,
    epoch: integer,
    step: whole,
    old_value: union as Literal<Scalar>,
    new_value: union as Literal<Scalar>,
    cause: or(text),
    message: or(scrubbed),
    cell_run_id: or(text),
    layer: or(text),
    found_in: or(text),
  },
  seeds: {
    cell_run_id: or(text),
    run_id: or(text),
    phase_id: or(text),
    moment: text,
    origin: text,
    seed: whole,
    generator: or(text),
    stream: or(text),
    state: or(text),
    draws: whole,
    seeded_from: integer,
  },
};
