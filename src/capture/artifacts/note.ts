import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { nowMs } from "../../util/clock";
import { ProvError } from "../../util/errors";
import type { Recorder } from "../recorder";
import type { Phase } from "../runs/phase";
import type { RunRecord } from "../runs/record";
import { addArtifact } from "./artifacts";
import { contentOfBytes, contentOfFile } from "./content";
import { isSameFile, type Place, placeOfPath } from "./place";

/** What is kept at the most where the content itself is asked for, in bytes. */
const MOST_KEPT = 4 * 1024 ** 2;

/** How to note an artifact. */
export interface ArtifactOptions {
  /** Its name; the file's unless told. */
  name?: string;
  /** Keep the content itself too, up to 4 MiB. */
  keep?: boolean;
}

/** An artifact as it was noted. */
export interface Artifact {
  readonly id: string;
  readonly name: string;
  /** SHA-256 of its content, in hex. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** Note a file or bytes as part of a run. */
export async function noteArtifact(
  recorder: Recorder,
  { record, phase }: { record: RunRecord; phase: Phase | null },
  from: string | Uint8Array,
  { name: told, keep = false }: ArtifactOptions,
): Promise<Artifact> {
  const place = placeFrom(from);
  refuseOwn(recorder, place);
  const recorded_at = nowMs();
  const content = await contentFrom(from, place);
  const { sha256, sizeBytes } = content;
  const name = told ?? (place.path === null ? "bytes" : basename(place.path));
  const kept =
    keep && mayKeep(recorder, name, sizeBytes) ? await bytesFrom(from) : null;
  const of = { run_id: record.id, phase_id: phase?.id ?? null };
  const about = { ...of, kind: "file", verb: "noted", name, recorded_at } as const;
  const id = recorder.guard.attempt("an artifact", () =>
    addArtifact(recorder, { ...about, content: kept }, place, content),
  );
  return { id: id ?? "", name, sha256, sizeBytes };
}

function placeFrom(from: string | Uint8Array): Place {
  if (typeof from === "string") return placeOfPath(from);
  return { handler: "bytes", address: null, path: null };
}

async function contentFrom(from: string | Uint8Array, { path }: Place) {
  if (path === null) return contentOfBytes(from as Uint8Array);
  return contentOfFile(path).catch((cause: unknown) => {
    throw new ProvError(`Could not read ${String(from)}`, {
      hint: [
        (cause as NodeJS.ErrnoException).code === "ENOENT"
          ? "there is no such file in this folder"
          : "it is no file that can be read",
        'try: run.artifact("figure.png"), or pass the bytes',
      ],
      cause,
    });
  });
}

/** To open the database through `fs` would let its lock go (POSIX), and lose rows. */
function refuseOwn({ file }: Recorder, { path }: Place): void {
  if (file === null || path === null) return;
  if (![file, `${file}.wal`].some((own) => isSameFile(own, path))) return;
  throw new ProvError(`${basename(path)} can't be an artifact of itself`, {
    hint: [
      "this run is recorded into it, so its content changes",
      "try: copy it between cells, and note the copy",
    ],
  });
}

function mayKeep({ guard }: Recorder, name: string, sizeBytes: number): boolean {
  if (sizeBytes <= MOST_KEPT) return true;
  const mb = (sizeBytes / 1024 ** 2).toFixed(1);
  guard.sayOnce(
    `keep ${name}`,
    [
      `Could not keep ${name}: it has ${mb} MiB`,
      "  content is kept up to 4 MiB; its hash and place are recorded",
    ].join("\n"),
  );
  return false;
}

async function bytesFrom(from: string | Uint8Array): Promise<Uint8Array> {
  return typeof from === "string" ? readFile(from) : from.slice();
}
