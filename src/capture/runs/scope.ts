import { AsyncLocalStorage } from "node:async_hooks";
import type { Training } from "../training/training";
import type { Phase } from "./phase";
import type { RunRecord } from "./record";

/** Where a piece of the user's code runs: in which run, in which phase of it. */
export interface Scope {
  readonly record: RunRecord;
  readonly phase: Phase | null;
  /** The fit or fitDataset whose callbacks this code is part of. */
  readonly training: Training | null;
  /** The call that is on its way through tfjs, to be recorded once only. */
  readonly expected: { readonly kind: string; model: object | null } | null;
}

/** The scope of the code that runs now; two trainings at once have one each. */
export const scopes = new AsyncLocalStorage<Scope>();

/** Set around what capture itself asks of tfjs, which is recorded where it is asked. */
export const apart = new AsyncLocalStorage<true>();
