import { dirname, join } from "node:path";
import type { Session } from "../query";
import { chosenRuns, type RunKey } from "../run-choice";
import { makeSql } from "../sql";
import { differencesOf, type Fact } from "./compare";
import { factsOf } from "./facts";
import { type Plan, readPlan } from "./plan";
import { type Replayed, replayIn } from "./replay";
import { replaying } from "./replay-context";
import { scratchOf } from "./scratch";
import { Verdict } from "./verdict";

/** What `verify` may be told. */
export interface VerifyOptions {
  /** Bytes of the notebook's folder that are copied at most; 1 GB unless told. */
  copyBytes?: number;
}

/** Train a run again from its recorded cells, and say whether it is the same. */
export type Verify = (run: RunKey, options?: VerifyOptions) => Promise<Verdict>;

/** Make the `verify` verb of a file; `path` tells where that is now, absolute. */
export function makeVerify(session: Session, path: () => string): Verify {
  return async (run, { copyBytes } = {}) => {
    if (replaying()) return withinReplay();
    const attempt = (near: string) => `prov.verify(${JSON.stringify(near)})`;
    const [id] = await chosenRuns(session, { runs: [run], attempt });
    const plan = await readPlan(session, id!);
    const { notebook } = plan;
    const folder = dirname(join(dirname(path()), notebook ?? "notebook"));
    const scratch = scratchOf(plan.run.name, folder, copyBytes);
    try {
      return await compared(session, plan, await replayIn(scratch.folder, plan));
    } finally {
      scratch.remove();
    }
  };
}

async function compared(
  session: Session,
  plan: Plan,
  { file, runId, drewBefore }: Replayed,
): Promise<Verdict> {
  // DuckDB is loaded with the first file, not with the package.
  const { withSnapshot } = await import("../snapshot.js");
  const { run, cells } = plan;
  const before = await factsOf(session, run.id);
  const now = await withSnapshot(file, (asked) => factsOf(asked.session, runId));
  const cut = run.status === "failed" || run.status === "interrupted";
  const results = before.filter(({ because }) => because === null);
  return new Verdict({
    run: run.name,
    values: results.length,
    names: [...new Set(results.map(({ name }) => name))],
    cells: cells.length,
    ...(await seedOf(session, run.id, drewBefore)),
    differences: differencesOf(before, now, { cut }),
    cut: cut ? furthestText(run.status, results) : null,
  });
}

async function seedOf(session: Session, runId: string, drewBefore: boolean) {
  const sql = makeSql(session);
  const [found] = await sql<{ seed: number | null; why: string | null }>`
    SELECT (SELECT any_value(seed) FROM tfjs_prov.seeds WHERE run_id = ${runId}) AS seed,
      (SELECT any_value(message) FROM tfjs_prov.events
        WHERE run_id = ${runId} AND kind = 'unseeded') AS why`;
  const { seed, why } = found!;
  const early = "cells before open() drew numbers, which nothing had seeded yet";
  const none = seed === null ? "nothing was seeded, so it can't repeat" : null;
  return { seed, unseeded: why ?? none ?? (drewBefore ? early : null) };
}

function furthestText(status: string, results: readonly Fact[]): string {
  const epochs = results.flatMap(({ epoch }) => (epoch === null ? [] : [epoch]));
  const last = epochs.reduce((a, b) => Math.max(a, b), -1);
  return last < 0 ? `it ${status}` : `it came, epoch ${last}: the run was ${status}`;
}

/** A cell that verifies is itself executed again when a later run is verified. */
function withinReplay(): Verdict {
  const nothing = { values: 0, names: [], cells: 0, differences: [] };
  const cut = "nothing: this is a training for a verdict itself";
  return new Verdict({ run: "a run", ...nothing, seed: null, unseeded: null, cut });
}
