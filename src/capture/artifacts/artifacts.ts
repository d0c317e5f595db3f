import { dirname } from "node:path";
import type { ArtifactRow } from "../../store/state-facts";
import { nowMs } from "../../util/clock";
import { uuidv7 } from "../../util/uuid";
import type { Recorder } from "../recorder";
import type { Content } from "./content";
import { nameAt, type Place, pathFrom } from "./place";

/** What is told of an artifact; the rest is null. */
export type About = Pick<ArtifactRow, "kind" | "verb"> & Partial<ArtifactRow>;

/** Add an artifact with its files; return its id. */
export function addArtifact(
  recorder: Recorder,
  about: About,
  place: Place,
  content?: Content,
): string {
  const { sink } = recorder;
  const artifact_id = about.artifact_id ?? uuidv7();
  sink.add("artifacts", {
    ...blank,
    name: nameAt(place),
    handler: place.handler,
    place: told(recorder, place),
    sha256: content?.sha256 ?? null,
    size_bytes: content?.sizeBytes ?? null,
    cell_run_id: recorder.cell ?? null,
    recorded_at: nowMs(),
    ...about,
    artifact_id,
  });
  for (const { path, sha256, sizeBytes } of content?.files ?? []) {
    sink.add("artifact_files", { artifact_id, path, sha256, size_bytes: sizeBytes });
  }
  return artifact_id;
}

function told({ file }: Recorder, { path, address }: Place): string | null {
  if (path === null) return address;
  return pathFrom(file === null ? process.cwd() : dirname(file), path);
}

const blank = {
  run_id: null,
  phase_id: null,
  state_id: null,
  epoch: null,
  step: null,
  content: null,
  duration_ms: null,
};
