import type { EnvironmentRow } from "../../store/environment-facts";
import { isContainer } from "./container";
import { gpuNames } from "./gpus";
import { named } from "./named";
import type { Sources } from "./sources";
import { releaseDigits, systemName } from "./system";

/** What stays as it is for as long as a process lives. */
export type Machine = Pick<
  EnvironmentRow,
  | "platform"
  | "arch"
  | "os"
  | "os_release"
  | "cpu"
  | "cpus"
  | "memory_bytes"
  | "in_container"
  | "gpu"
  | "node"
>;

/** Describe a machine: each field is asked for by name, so nothing else gets in. */
export function machineFrom(sources: Sources): Machine {
  const { platform, arch, node, cpus } = sources;
  return {
    platform,
    arch,
    os: systemName(sources),
    os_release: releaseDigits(sources.osRelease),
    cpu: named(sources.cpuModel),
    cpus,
    memory_bytes: memoryOf(sources),
    in_container: isContainer(sources),
    gpu: gpuNames(sources),
    node,
  };
}

/** A limit of 0, or of more than there is, is none. */
function memoryOf({ totalMemory, memoryLimit }: Sources): number {
  return memoryLimit > 0 ? Math.min(totalMemory, memoryLimit) : totalMemory;
}
