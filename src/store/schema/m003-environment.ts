import { table } from "./define";

/** Add where runs are made, by whom, from which commit, and what they took meanwhile. */
export const m003Environment: readonly string[] = [
  ...table("environments", "What runs are made in, named by the hash of its content", {
    environment_id: ["VARCHAR", "SHA-256 of the rest and of the packages, in hex"],
    platform: ["VARCHAR", "linux, darwin, win32, … as Node names it"],
    arch: ["VARCHAR", "Architecture: x64, arm64, …"],
    os: ["VARCHAR", "Name of the operating system"],
    os_release: ["VARCHAR", "Version of its kernel"],
    cpu: ["VARCHAR", "Model of the processor"],
    cpus: ["INTEGER", "Processors that the process may use"],
    memory_bytes: ["BIGINT", "Memory that the process may use"],
    in_container: ["BOOLEAN", "Whether it is a container"],
    gpu: ["VARCHAR", "Models of the GPUs that the machine has"],
    node: ["VARCHAR", "Version of Node.js"],
    kernel: ["VARCHAR", "Kernel of the notebook: tfjs-prov or tslab; null in a script"],
    backend: ["VARCHAR", "Backend of TensorFlow.js: cpu, wasm, webgl, tensorflow, …"],
    device: ["VARCHAR", "What the backend computes on: CPU, GPU, a renderer"],
    lockfile: ["VARCHAR", "Name of the nearest lockfile above the notebook"],
    lockfile_hash: ["VARCHAR", "SHA-256 of its content, in hex"],
  }),
  ...table("packages", "A package as it is loaded in an environment", {
    environment_id: ["VARCHAR", "The environment"],
    name: ["VARCHAR", "Name of the package, such as @tensorflow/tfjs"],
    version: ["VARCHAR", "Its version"],
  }),
  ...table("run_commits", "How the git repository of the code stood as a run began", {
    run_id: ["UUID", "The run"],
    seen_at: ["TIMESTAMP", "When git was asked, UTC"],
    commit_hash: ["VARCHAR", "The commit; null before the first"],
    branch: ["VARCHAR", "The branch; null where HEAD is detached"],
    dirty: ["BOOLEAN", "Whether files differed from the commit, or were untracked"],
    patch_hash: [
      "VARCHAR",
      "SHA-256 of git diff HEAD and the names of untracked files; null when clean",
    ],
  }),
  ...table("telemetry", "A reading of a quantity while a run trains", {
    run_id: ["UUID", "The run"],
    phase_id: ["UUID", "The phase that had begun last"],
    recorded_at: ["TIMESTAMP", "When, UTC"],
    name: ["VARCHAR", "The quantity with its unit, such as cpu_percent"],
    gpu: ["INTEGER", "Number of the GPU; null for what is not of one"],
    value: ["DOUBLE", "Its value"],
  }),
  "ALTER TABLE tfjs_prov.runs ADD COLUMN person VARCHAR",
  "COMMENT ON COLUMN tfjs_prov.runs.person IS 'Who trained, where they said so'",
  "ALTER TABLE tfjs_prov.phases ADD COLUMN environment_id VARCHAR",
  "COMMENT ON COLUMN tfjs_prov.phases.environment_id IS 'What it ran in'",
];
