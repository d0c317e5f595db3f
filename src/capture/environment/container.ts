import type { Sources } from "./sources";

/** Files that Docker and Podman put into a container. */
const marks = ["/.dockerenv", "/run/.containerenv"];
const engines = /docker|kubepods|containerd|libpod|crio|\blxc\b/;
/** Files that engines lay over those of an image, by which they give themselves away. */
const laid = /^\S+ \S+ \S+ (\S+) \/etc\/(?:hosts|hostname|resolv\.conf) /;
const engineFolders = /\/(?:docker\/containers|containers|kubelet|containerd|libpod)\//;

/** Tell whether a process runs in a container. */
export function isContainer({ platform, exists, read }: Sources): boolean {
  if (platform !== "linux") return false;
  return (
    marks.some((path) => exists(path)) ||
    engines.test(read("/proc/1/cgroup") ?? "") ||
    hasLaidFiles(read("/proc/self/mountinfo") ?? "")
  );
}

/** With cgroups of version 2 a container sees no engine in them, only such mounts. */
function hasLaidFiles(mounts: string): boolean {
  return mounts.split("\n").some((line) => {
    const [, source] = laid.exec(line) ?? [];
    return source !== undefined && engineFolders.test(source);
  });
}
