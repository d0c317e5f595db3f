import { nowMs } from "../../util/clock";
import { deviceOf } from "./device";
import { type EnvironmentFacts, environmentFrom } from "./environment";
import { type Lockfile, LockfileReader } from "./lockfile";
import { type Machine, machineFrom } from "./machine";
import { named } from "./named";
import { LoadedPackages, ownPackage, type Packages, packagesOf } from "./packages";
import { realSources } from "./sources";
import { backendOf, loadedTf, type TfState } from "./tf";

/** For how long what may change in a process is believed, in ms. */
const FRESH_MS = 1000;

/** What environments are told by who knows it. */
export interface Place {
  /** The folder that the code lies in. */
  folder(): string;
  /** The kernel of the notebook, where there is one. */
  kernel(): string | undefined;
}

/** Tell the environment as it is now; only the backend is looked at each time. */
export class Environments {
  readonly #place: Place;
  readonly #lockfiles = new LockfileReader();
  readonly #loaded = new LoadedPackages();
  #machine: Machine | undefined;
  #lockfile!: Lockfile;
  #packages!: Packages;
  #readAt = Number.NEGATIVE_INFINITY;
  #tf: TfState | undefined;
  #known = new Map<string, EnvironmentFacts>();

  constructor(place: Place) {
    this.#place = place;
  }

  /** The TensorFlow.js whose state counts: what a user handed over, else what is loaded. */
  get tf(): TfState | undefined {
    return this.#tf;
  }

  set tf(tf: TfState | undefined) {
    this.#tf = tf;
    this.#readAt = Number.NEGATIVE_INFINITY;
  }

  /** Return the environment as it is now. */
  now(at = nowMs()): EnvironmentFacts {
    if (at - this.#readAt > FRESH_MS) this.#read(at);
    const backend = backendOf(this.tf) ?? "";
    const known = this.#known.get(backend);
    if (known) return known;
    const facts = this.#describe(backend === "" ? null : backend);
    this.#known.set(backend, facts);
    return facts;
  }

  /** Read anew what an import or an install may have changed. */
  #read(at: number): void {
    this.#readAt = at;
    this.#tf ??= loadedTf();
    this.#machine ??= machineFrom(realSources());
    this.#lockfile = this.#lockfiles.nearest(this.#place.folder());
    this.#packages = {
      ...this.#loaded.among(Object.keys(require.cache)),
      ...packagesOf(this.tf),
      ...ownPackage(),
    };
    this.#known.clear();
  }

  #describe(backend: string | null): EnvironmentFacts {
    const content = {
      ...this.#machine!,
      kernel: this.#place.kernel() ?? null,
      backend: named(backend),
      device: deviceOf(this.tf),
      ...this.#lockfile,
    };
    return environmentFrom(content, this.#packages);
  }
}
