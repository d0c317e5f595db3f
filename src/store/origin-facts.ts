/** Where a number that is not finite shows first. */
export type FoundIn = "weights" | "output" | "data" | "loss";

/** Where a number that is not finite began, as an event tells it. */
export interface OriginFacts {
  /** The layer; of data, the input or output that it belongs to. */
  layer: string | null;
  found_in: FoundIn | null;
}
