import type { Surroundings } from "../environment/surroundings";
import type { Randomness } from "../random/randomness";
import type { Watch, WatchOptions } from "../watching/watch";

/** What a run may be told when it starts. */
export interface RunOptions {
  /** The run's name; a readable one is made up unless told, and a taken one numbered. */
  name?: string;
  /** The group of runs that it belongs to; the notebook's stem unless told. */
  experiment?: string;
  /** Values of the user's own, nested as they like. */
  params?: object;
}

/** What a run is made from. */
export interface RunStart extends RunOptions, WatchOptions {
  parentId?: string | null;
  /** The cell run that starts it, where that is known. */
  cellRunId?: string | null;
  watch?: Watch;
  /** Tells where it runs, where anybody looks. */
  surroundings?: Surroundings;
  randomness?: Randomness;
}

/** What a call left: tfjs' history of a fit, the value of anything else. */
export interface Outcome {
  history?: unknown;
  result?: unknown;
  /** Settles when the call ends, which may be before its run does. */
  done?: Promise<unknown>;
}
