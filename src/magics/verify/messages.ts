import type { Plan } from "./plan";

/** What the process that replays is told. */
export interface Order extends Pick<Plan, "cells" | "seed" | "steered"> {
  /** The run wanted, by its place in the session. */
  place: number;
  /** The file to record into, absolute. */
  file: string;
}

/** What it answers. */
export type Answer =
  | {
      kind: "replayed";
      /** The run wanted; null where the cells made none in its place. */
      runId: string | null;
      /** Whether numbers were drawn before a cell opened the file. */
      drewBefore: boolean;
    }
  | { kind: "failed"; executionCount: number; error: string };
