/** Rows about where runs are made; times as in the other facts. */

/** What runs are made in; each field is null where it is not known. */
export interface EnvironmentRow {
  /** SHA-256 of the rest and of the packages, in hex. */
  environment_id: string;
  /** As `process.platform` and `process.arch` have them. */
  platform: string;
  arch: string;
  /** Such as `Debian GNU/Linux 12`. */
  os: string | null;
  /** Digits of the kernel's version, such as `6.1.0`. */
  os_release: string | null;
  cpu: string | null;
  /** Processors that this process may use. */
  cpus: number;
  /** What this process may use at most. */
  memory_bytes: number;
  in_container: boolean;
  gpu: string | null;
  node: string;
  /** `tfjs-prov` or `tslab`. */
  kernel: string | null;
  /** Of tfjs: `cpu`, `wasm`, `tensorflow`, … */
  backend: string | null;
  /** What the backend computes on. */
  device: string | null;
  /** Name of the lockfile, without a folder, and the SHA-256 of its content. */
  lockfile: string | null;
  lockfile_hash: string | null;
}

/** A package as it is loaded. */
export interface PackageRow {
  environment_id: string;
  name: string;
  version: string;
}

/** How the git repository of the code stood at a run's start. */
export interface RunCommitRow {
  run_id: string;
  /** When git was asked. */
  seen_at: number;
  /** Null before the first commit. */
  commit_hash: string | null;
  /** Null where HEAD is detached. */
  branch: string | null;
  dirty: boolean;
  /** SHA-256 of `git diff HEAD` and of the names of untracked files; null when clean. */
  patch_hash: string | null;
}

/** One reading of one quantity while a run trains. */
export interface TelemetryRow {
  run_id: string;
  /** The phase that had begun last. */
  phase_id: string | null;
  recorded_at: number;
  name: string;
  /** Number of the GPU; null for what is not of one. */
  gpu: number | null;
  value: number;
}
