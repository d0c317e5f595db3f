import { readFileSync } from "node:fs";
import { packageVersion } from "../../util/version";
import { isObject } from "../tfjs";
import { versioned } from "./named";
import type { TfState } from "./tf";

/** Versions of packages by their names. */
export type Packages = Readonly<Record<string, string>>;

/** The packages that have a part in a training or in its recording. */
const root =
  /^(.*[\\/]node_modules[\\/](@tensorflow[\\/][a-z0-9._-]+|@tslab[\\/]typescript-for-tslab|tslab|@duckdb[\\/]node-api))[\\/]/;

/** Read a file; a test brings its own. */
type Read = (path: string) => string;

/** Find packages among the files that are loaded, and read the version that each has. */
export class LoadedPackages {
  readonly #read: Read;
  /** By folder; each is read once, as what is loaded does not change by an install. */
  readonly #known = new Map<string, string | null>();
  /** Thousands of files are loaded, and asked for again and again. */
  readonly #seen = new Set<string>();
  readonly #found: Record<string, string> = {};

  constructor(read: Read = (path) => readFileSync(path, "utf8")) {
    this.#read = read;
  }

  /**
   * Return name and version of those loaded by now; of two copies, the one loaded last.
   *
   * @param paths the files that are loaded, those of earlier calls among them or not.
   */
  among(paths: readonly string[]): Packages {
    for (const path of paths) {
      if (this.#seen.has(path)) continue;
      this.#seen.add(path);
      const [, folder, name] = root.exec(path) ?? [];
      if (folder === undefined || name === undefined) continue;
      const version = this.#versionIn(folder);
      if (version !== null) this.#found[name.replace("\\", "/")] = version;
    }
    return { ...this.#found };
  }

  #versionIn(folder: string): string | null {
    const known = this.#known.get(folder);
    if (known !== undefined) return known;
    const version = this.#readVersion(folder);
    this.#known.set(folder, version);
    return version;
  }

  #readVersion(folder: string): string | null {
    try {
      const text = this.#read(`${folder}/package.json`);
      return versioned((JSON.parse(text) as { version?: unknown }).version);
    } catch {
      return null;
    }
  }
}

/** Return what a TensorFlow.js says of the versions of its own parts. */
export function packagesOf(tf: TfState | undefined): Packages {
  if (!isObject(tf?.version)) return {};
  const packages: Record<string, string> = {};
  for (const [part, told] of Object.entries(tf.version)) {
    const version = versioned(told);
    if (version === null || !/^tfjs[a-z0-9-]*$/.test(part)) continue;
    packages[`@tensorflow/${part}`] = version;
  }
  return packages;
}

/** Name this package itself. */
export function ownPackage(): Packages {
  return { "tfjs-prov": packageVersion() };
}
