import { kernelHost } from "../../kernel/host";
import type { FactSink } from "../../store/facts";
import { nowMs } from "../../util/clock";
import { ProvError, unknownName } from "../../util/errors";
import { uuidv7 } from "../../util/uuid";
import type { Session } from "../query";
import type { RunKey } from "../run-choice";
import { makeSql, type Sql } from "../sql";
import { replaying } from "../verify/replay-context";
import { type FoundModel, findModel } from "./find-model";
import { nameOf, Promotion } from "./promotion";

/** What is told with a promotion. */
export interface PromoteOptions {
  /** Why. */
  reason?: string;
  /** Who decided; the person of `open` unless told. */
  person?: string;
}

/**
 * Tell that a model is in use from now on, as `production` or what else you call it, in the
 * place of the one that was; `null` tells that none is.
 */
export type Promote = (
  model: RunKey | null,
  stage: string,
  options?: PromoteOptions,
) => Promise<Promotion>;

/** What promoting needs of an open file. */
export interface Promoting {
  sink: FactSink;
  session: Session;
  readOnly: boolean;
  file: () => string;
  person: () => string | null;
}

/** Make the `promote` verb of a file. */
export function makePromote(from: Promoting): Promote {
  return async (model, stage, options = {}) => {
    if (from.readOnly) throw onlyRead();
    refuseStage(stage);
    if (replaying()) return unrecorded(stage);
    const { session, file } = from;
    const sql = makeSql(session);
    const before = await inUse(sql, stage);
    const found = model === null ? undefined : await findModel(session, model, file());
    if (!found && before === undefined) await refuseNone(sql, stage);
    const { id, at } = await record(from, { stage, found, options });
    return new Promotion({ id, stage, model: found, before, at: new Date(at) });
  };
}

/** Where a run is trained again nothing is put to use, and other runs are not there. */
function unrecorded(stage: string): Promotion {
  const nothing = { model: undefined, before: undefined };
  return new Promotion({ id: uuidv7(), stage, at: new Date(), ...nothing });
}

function refuseStage(stage: unknown): void {
  if (typeof stage === "string" && stage.trim() !== "") return;
  throw new ProvError(`Could not promote a model to ${JSON.stringify(stage)}`, {
    hint: ["a stage is a name", 'try: prov.promote("base", "production")'],
  });
}

/** Name in words what is in use at a stage. */
async function inUse(sql: Sql, stage: string): Promise<string | undefined> {
  const rows = await sql<Record<"run" | "place" | "weights_hash", string | null>>`
    SELECT run, place, weights_hash FROM promotions
    WHERE stage = ${stage} AND used_until IS NULL`;
  const row = rows.at(0);
  return row && nameOf({ ...nothing, ...row, weightsHash: row.weights_hash });
}

async function refuseNone(sql: Sql, stage: string): Promise<never> {
  const rows = await sql<{ stage: string }>`
    SELECT stage FROM promotions WHERE used_until IS NULL ORDER BY stage`;
  const stages = rows.toArray().map((row) => row.stage);
  const attempt = (near: string) => `prov.promote(null, ${JSON.stringify(near)})`;
  throw unknownName("stage", stage, stages, { where: "use", attempt });
}

const nothing: FoundModel = {
  ...{ runId: null, run: null, stateId: null, artifactId: null },
  ...{ weightsHash: null, place: null },
};

interface Told {
  stage: string;
  found: FoundModel | undefined;
  options: PromoteOptions;
}

/** Write it, and make sure that it is written: a sink never throws. */
async function record(
  { sink, session, person }: Promoting,
  { stage, found = nothing, options }: Told,
) {
  const [id, at] = [uuidv7(), nowMs()];
  sink.add("promotions", {
    promotion_id: id,
    stage,
    run_id: found.runId,
    state_id: found.stateId,
    artifact_id: found.artifactId,
    reason: options.reason ?? null,
    person: options.person ?? person(),
    cell_run_id: kernelHost()?.currentCell()?.id ?? null,
    recorded_at: at,
  });
  await sink.flush();
  const written = await makeSql(session)`
    SELECT stage FROM tfjs_prov.promotions WHERE promotion_id = ${id}`;
  if (written.length > 0) return { id, at };
  throw new ProvError(`Could not write the promotion to ${JSON.stringify(stage)}`, {
    hint: "the message above says why; it is tried again as long as this process lives",
  });
}

function onlyRead(): ProvError {
  return new ProvError("Can't promote a model in a file that is only read", {
    hint: "try: open it without { readOnly: true }",
  });
}
