import type { FactTables } from "../facts";
import { double, integer, timestamp, whole } from "../literal";
import { type Columns, flag, or, scrubbed, text } from "./literals";

type Tables = "environments" | "packages" | "run_commits" | "telemetry";

/** The columns of where runs were made, and what they took. */
export const environmentColumns: { [T in Tables]: Columns<FactTables[T]> } = {
  environments: {
    environment_id: text,
    platform: text,
    arch: text,
    os: or(text),
    os_release: or(text),
    cpu: or(text),
    cpus: integer,
    memory_bytes: whole,
    in_container: flag,
    gpu: or(text),
    node: text,
    kernel: or(text),
    backend: or(text),
    device: or(text),
    lockfile: or(text),
    lockfile_hash: or(text),
  },
  packages: {
    environment_id: text,
    name: text,
    version: text,
  },
  run_commits: {
    run_id: text,
    seen_at: timestamp,
    commit_hash: or(text),
    branch: or(scrubbed),
    dirty: flag,
    patch_hash: or(text),
  },
  telemetry: {
    run_id: text,
    phase_id: or(text),
    recorded_at: timestamp,
    name: text,
    gpu: integer,
    value: double,
  },
};
