import type { PlannedCell } from "../../kernel/plan/planned";
import type { FactSink } from "../../store/facts";
import { uuidv7 } from "../../util/uuid";
import type { SavedCell } from "../saved-notebook";
import { titleOf } from "./title";

/** A plan on its way into the file. */
export interface PlanFacts {
  readonly planId: string;
  readonly cells: readonly SavedCell[];
  readonly planned: readonly PlannedCell[];
}

interface Step {
  readonly id: string;
  readonly cell: SavedCell;
  readonly planned: PlannedCell;
}

/** Add the steps of a plan, each with its ports and calls. */
export function addSteps(sink: FactSink, { planId, cells, planned }: PlanFacts): void {
  const steps = cells.map((cell, i) => ({
    ...{ id: uuidv7(), cell, planned: planned[i]! },
  }));
  for (const [position, step] of steps.entries()) {
    addStep(sink, step, { planId, position });
    addPorts(sink, step, steps);
    addCalls(sink, step);
  }
}

function addStep(
  sink: FactSink,
  { id, cell, planned }: Step,
  { planId, position }: { planId: string; position: number },
): void {
  const calls = planned.calls.map(({ call }) => call);
  sink.add("cells", { cell_hash: cell.hash, source: cell.source });
  sink.add("plan_steps", {
    step_id: id,
    plan_id: planId,
    position,
    cell_id: cell.id,
    cell_hash: cell.hash,
    title: titleOf({ ...cell, calls }),
    problem: planned.problem,
  });
}

function addPorts(sink: FactSink, { id, planned }: Step, steps: readonly Step[]): void {
  const taken = planned.uses.map(({ name, type, from }) => {
    const from_step_id = steps[from]!.id;
    return { direction: "in" as const, name, type, from_step_id };
  });
  const made = planned.makes.map(({ name, type }) => {
    return { direction: "out" as const, name, type, from_step_id: null };
  });
  for (const [position, port] of [...taken, ...made].entries()) {
    sink.add("plan_ports", { port_id: uuidv7(), step_id: id, position, ...port });
  }
}

function addCalls(sink: FactSink, { id, planned }: Step): void {
  for (const [position, { call, args }] of planned.calls.entries()) {
    const of = { step_id: id, position, call };
    sink.add("plan_calls", of);
    for (const arg of args) sink.add("plan_params", { ...of, ...arg });
  }
}
