import type { EnvironmentRow, PackageRow } from "../../store/environment-facts";
import { sha256 } from "../../util/sha256";
import type { Packages } from "./packages";

/** An environment's rows. */
export interface EnvironmentFacts {
  readonly id: string;
  readonly environment: EnvironmentRow;
  readonly packages: readonly PackageRow[];
}

/** Name an environment by the SHA-256 of its content, so that equal ones are one. */
export function environmentFrom(
  content: Omit<EnvironmentRow, "environment_id">,
  versions: Packages,
): EnvironmentFacts {
  const packages = sorted(versions);
  const canonical = JSON.stringify([sorted(content), packages]);
  const id = sha256(canonical);
  return {
    id,
    environment: { environment_id: id, ...content },
    packages: packages.map(([name, version]) => ({
      environment_id: id,
      name,
      version,
    })),
  };
}

function sorted<T>(values: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}
