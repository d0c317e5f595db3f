import { named } from "./named";
import type { Sources } from "./sources";

/** Name the operating system, such as `Debian GNU/Linux 12`. */
export function systemName(sources: Sources): string | null {
  switch (sources.osType) {
    case "Linux":
      return named(distribution(sources.read("/etc/os-release") ?? "")) ?? "Linux";
    case "Darwin":
      return "macOS";
    case "Windows_NT":
      return named(sources.osVersion);
    default:
      return named(sources.osType);
  }
}

/** Read name and version out of the text of `os-release`. */
export function distribution(text: string): string {
  const value = (key: string) =>
    new RegExp(`^${key}=["']?([^"'\\n]*)`, "m").exec(text)?.[1] ?? "";
  return `${value("NAME")} ${value("VERSION_ID")}`.trim();
}

/**
 * Return the digits of a kernel's version. What follows them is free text: who builds
 * a kernel often puts a name there.
 */
export function releaseDigits(release: string): string | null {
  return /^\d+(?:\.\d+)*/.exec(release)?.[0] ?? null;
}
