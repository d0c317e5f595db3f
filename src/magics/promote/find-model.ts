import { dirname, resolve } from "node:path";
import { pathFrom } from "../../capture/artifacts/place";
import { ProvError } from "../../util/errors";
import { nearest } from "../../util/nearest";
import type { Session } from "../query";
import { type RunKey, textOfKey } from "../run-choice";
import { makeSql, type Sql } from "../sql";

/** A model that can be promoted, by its ids. */
export interface FoundModel {
  runId: string | null;
  run: string | null;
  stateId: string | null;
  artifactId: string | null;
  weightsHash: string | null;
  place: string | null;
}

/**
 * Find a model by the run that made it, by a hash of its weights or files, or by the path
 * where it was saved.
 *
 * @param file the file that is asked, absolute: paths are told from its folder.
 * @throws ProvError for what is not in the file, with what is near.
 */
export async function findModel(
  session: Session,
  model: RunKey,
  file: string,
): Promise<FoundModel> {
  const sql = makeSql(session);
  const key = textOfKey(model);
  const found = (await ofRun(sql, key)) ?? (await ofHash(sql, key));
  return found ?? (await ofArtifact(sql, key, file)) ?? refuse(sql, key);
}

interface KnownRun extends Record<string, unknown> {
  run_id: string;
  name: string;
  status: string;
}

/** The weights that a run ended with, and where they are saved. */
async function ofRun(sql: Sql, key: string): Promise<FoundModel | undefined> {
  const runs = await sql<KnownRun>`
    SELECT run_id, name, status FROM runs
    WHERE name = ${key} OR CAST(run_id AS VARCHAR) = ${key}
    ORDER BY started_at DESC, run_id DESC LIMIT 1`;
  const run = runs.at(0);
  if (!run) return undefined;
  if (run.status === "running") throw stillTrains(run.name);
  const states = await sql<KnownState>`
    SELECT state_id, weights_hash, run_id FROM tfjs_prov.model_states
    WHERE run_id = ${run.run_id}
    ORDER BY origin IN ('initial', 'loaded'), recorded_at DESC, state_id DESC LIMIT 1`;
  const state = states.at(0);
  const saved = await savedAs(sql, state?.weights_hash ?? null);
  return foundFrom({ run_id: run.run_id, name: run.name }, state, saved);
}

interface KnownState extends Record<string, unknown> {
  state_id: string;
  weights_hash: string | null;
  run_id: string | null;
}

/** The first state with these weights, that of the run that made them if one did. */
async function ofHash(sql: Sql, hash: string): Promise<FoundModel | undefined> {
  if (!/^[0-9a-f]{64}$/.test(hash)) return undefined;
  const states = await sql<KnownState & { name: string | null }>`
    SELECT s.state_id, s.weights_hash, s.run_id, s.run AS name FROM states s
    WHERE s.weights_hash = ${hash}
    ORDER BY s.run_id IS DISTINCT FROM s.made_in_run_id, s.recorded_at LIMIT 1`;
  const state = states.at(0);
  if (!state) return undefined;
  return foundFrom(state, state, await savedAs(sql, hash));
}

interface KnownArtifact extends Record<string, unknown> {
  artifact_id: string;
  place: string | null;
  weights_hash: string | null;
}

/** The model that was saved to a path last, or one of whose files has this hash. */
async function ofArtifact(
  sql: Sql,
  key: string,
  file: string,
): Promise<FoundModel | undefined> {
  const place = pathFrom(dirname(file), resolve(key));
  const artifacts = await sql<KnownArtifact>`
    SELECT artifact_id, place, weights_hash FROM artifacts
    WHERE kind = 'model' AND (
      place IN (${key}, ${place}) OR sha256 = ${key} OR list_contains(map_values(files), ${key}))
    ORDER BY verb = 'saved' DESC, recorded_at DESC LIMIT 1`;
  const saved = artifacts.at(0);
  if (!saved) return undefined;
  const known = saved.weights_hash && (await ofHash(sql, saved.weights_hash));
  const { artifact_id: artifactId, place: at } = saved;
  if (known) return { ...known, artifactId, place: at };
  return foundFrom({ run_id: null }, undefined, saved);
}

/** Where these weights are saved, and were not written over since. */
async function savedAs(sql: Sql, hash: string | null) {
  if (hash === null) return undefined;
  const rows = await sql<KnownArtifact>`
    SELECT artifact_id, place, weights_hash FROM artifacts
    WHERE kind = 'model' AND verb = 'saved' AND weights_hash = ${hash}
      AND overwritten IS DISTINCT FROM true
    ORDER BY recorded_at DESC LIMIT 1`;
  return rows.at(0);
}

function foundFrom(
  run: { run_id: string | null; name?: string | null },
  state: KnownState | undefined,
  saved: KnownArtifact | undefined,
): FoundModel {
  return {
    runId: run.run_id,
    run: run.name ?? null,
    stateId: state?.state_id ?? null,
    artifactId: saved?.artifact_id ?? null,
    weightsHash: state?.weights_hash ?? null,
    place: saved?.place ?? null,
  };
}

function stillTrains(name: string): ProvError {
  return new ProvError(`Can't promote ${JSON.stringify(name)} while it trains`, {
    hint: ["its weights still change", "try: await prov.last?.done"],
  });
}

async function refuse(sql: Sql, key: string): Promise<never> {
  const rows = await sql<{ run: string | null; place: string | null }>`
    SELECT name AS run, NULL AS place FROM tfjs_prov.runs GROUP BY name
    UNION ALL SELECT NULL, place FROM artifacts
    WHERE kind = 'model' AND place IS NOT NULL GROUP BY place`;
  const listOf = (name: "run" | "place") =>
    rows.toArray().flatMap((row) => row[name] ?? []);
  const [runs, places] = [listOf("run"), listOf("place")];
  const [near] = nearest(key, [...runs, ...places]);
  throw new ProvError(`No model found by ${JSON.stringify(key)}`, {
    hint: [
      "a model is named by its run, a hash of its weights, or the path of a saved one",
      ...(near === undefined
        ? []
        : [`try: prov.promote(${JSON.stringify(near)}, "production")`]),
    ],
  });
}
