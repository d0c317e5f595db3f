import type { View } from "../define";

/** The version of one package of an environment. */
const version = (name: string) => `max(version) FILTER (name = '${name}')`;

/** Such as `linux x64, 2 × Intel Xeon, 8 GiB`. */
const machine =
  "concat(e.platform, ' ', e.arch, ', ', e.cpus, ' × ', coalesce(e.cpu, 'CPU'), ', ', " +
  "CAST(round(e.memory_bytes / 1073741824.0) AS BIGINT), ' GiB', ', ' || e.gpu)";

/** A row an environment. */
export const environments: View = {
  name: "main.environments",
  comment: "A row an environment: machine, versions, backend, and how many runs it saw",
  columns: {
    environment_id: "SHA-256 of the content: equal environments have equal ids",
    machine: "Platform, processors, memory and GPUs in one text; no host's name",
    os: "Name of the operating system",
    os_release: "Version of its kernel",
    in_container: "Whether it is a container",
    backend: "Backend of TensorFlow.js: cpu, wasm, webgl, tensorflow, …",
    device: "What the backend computes on: CPU, GPU, a renderer",
    tfjs: "Version of @tensorflow/tfjs, else of its core",
    node: "Version of Node.js",
    kernel: "Kernel of the notebook: tfjs-prov or tslab; null in a script",
    tfjs_prov: "Version of tfjs-prov, which recorded",
    tslab: "Version of tslab",
    typescript: "Version of the TypeScript that compiled the cells",
    duckdb: "Version of @duckdb/node-api",
    packages: "All packages known: packages['@tensorflow/tfjs-layers']",
    lockfile: "Name of the nearest lockfile above the notebook",
    lockfile_hash: "SHA-256 of its content, in hex",
    platform: "linux, darwin, win32, … as Node names it",
    arch: "Architecture: x64, arm64, …",
    cpu: "Model of the processor",
    cpus: "Processors that the process may use",
    memory_bytes: "Memory that the process may use",
    gpu: "Models of the GPUs that the machine has",
    runs: "Number of runs with a phase in it",
  },
  select: `
SELECT e.environment_id, ${machine} AS machine, e.os, e.os_release, e.in_container,
  e.backend, e.device, p.tfjs, e.node, e.kernel, p.tfjs_prov, p.tslab, p.typescript,
  p.duckdb, p.packages, e.lockfile, e.lockfile_hash, e.platform, e.arch, e.cpu, e.cpus,
  e.memory_bytes, e.gpu, coalesce(r.runs, 0) AS runs
FROM tfjs_prov.environments e
LEFT JOIN (
  SELECT environment_id,
    coalesce(${version("@tensorflow/tfjs")}, ${version("@tensorflow/tfjs-core")}) AS tfjs,
    ${version("tfjs-prov")} AS tfjs_prov, ${version("tslab")} AS tslab,
    ${version("@tslab/typescript-for-tslab")} AS typescript,
    ${version("@duckdb/node-api")} AS duckdb,
    map_from_entries(list((name, version) ORDER BY name)) AS packages
  FROM tfjs_prov.packages GROUP BY environment_id
) p USING (environment_id)
LEFT JOIN (
  SELECT environment_id, count(DISTINCT run_id) AS runs, min(started_at) AS first
  FROM tfjs_prov.phases GROUP BY environment_id
) r USING (environment_id)
ORDER BY r.first, e.environment_id`,
};
