import { dirname, resolve } from "node:path";
import { type KernelHost, kernelHost } from "../../kernel/host";
import type { FactSink } from "../../store/facts";
import { nowMs } from "../../util/clock";
import { ProvError } from "../../util/errors";
import { uuidv7 } from "../../util/uuid";
import { notebookFrom } from "../cells";
import type { Session } from "../query";
import type { Rows } from "../rows";
import { readNotebook } from "../saved-notebook";
import { makeSql } from "../sql";
import { replaying } from "../verify/replay-context";
import { addSteps } from "./facts";

const none = "00000000-0000-0000-0000-000000000000";

/** What `plan` may be told. */
export interface PlanOptions {
  /** Path of the notebook; the one that this is unless told. */
  notebook?: string;
}

/** A step of a plan, as it is shown. */
export interface PlannedStep extends Record<string, unknown> {
  step: number;
  title: string;
  inputs: string[];
  outputs: string[];
  calls: string[];
  depends_on: number[];
}

/** Record what the cells of a notebook will do, and return its steps. */
export type MakePlan = (options?: PlanOptions) => Promise<Rows<PlannedStep>>;

/** What a plan is recorded with. */
export interface Planning {
  readonly session: Session;
  readonly sink: FactSink;
  readonly readOnly: boolean;
  /** Tell where the file is now, absolute. */
  file(): string;
}

/** Make the `plan` verb of a file. */
export function makePlan({ session, sink, readOnly, file }: Planning): MakePlan {
  return async ({ notebook } = {}) => {
    // What is trained again has been planned, if it was, where it was trained first.
    if (replaying()) return stepsOf(session, none);
    if (readOnly) throw onlyRead();
    const host = kernelHost();
    if (!host?.plan) throw noCompiler(host);
    const path = notebook === undefined ? host.notebook : resolve(notebook);
    if (path === undefined) throw noNotebook();
    const { cells, savedAt } = readNotebook(path, "plan");
    const planned = host.plan(cells.map(({ source }) => source));
    const planId = uuidv7();
    sink.add("plans", {
      plan_id: planId,
      experiment: sink.experiment,
      notebook: notebookFrom(dirname(file()), path),
      planned_at: nowMs(),
      saved_at: savedAt,
      cell_run_id: host.currentCell()?.id ?? null,
    });
    addSteps(sink, { planId, cells, planned });
    return stepsOf(session, planId);
  };
}

function stepsOf(session: Session, planId: string): Promise<Rows<PlannedStep>> {
  const sql = makeSql(session);
  return sql<PlannedStep>`
    SELECT step, title, inputs, outputs, calls, depends_on
    FROM plan_steps WHERE plan_id = ${planId} ORDER BY step`.run();
}

function noCompiler(host: KernelHost | undefined): ProvError {
  return new ProvError("Can't plan a notebook: nothing here can read TypeScript", {
    hint: [
      host
        ? "this is stock tslab; the kernel of tfjs-prov does"
        : "this is no notebook but a script; the kernel of tfjs-prov does",
      "try: npx tfjs-prov install, and await prov.plan() in a notebook of that kernel",
    ],
  });
}

function noNotebook(): ProvError {
  return new ProvError("Can't plan a notebook: none is known", {
    hint: [
      "not every front end tells its path",
      'try: await prov.plan({ notebook: "study.ipynb" })',
    ],
  });
}

function onlyRead(): ProvError {
  return new ProvError("Can't record a plan: the file is open to be read only", {
    hint: ["try: await open() without readOnly"],
  });
}
