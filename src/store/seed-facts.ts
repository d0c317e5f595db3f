/** How random numbers stood at a moment. */
export interface SeedRow {
  /** The cell run whose stream it is; null for a run's. */
  cell_run_id: string | null;
  run_id: string | null;
  /** The phase that begins at this moment. */
  phase_id: string | null;
  /** What begins, or that the run ends. */
  moment: "cell" | "run" | "phase" | "end";
  /** Whose wish the seed was: the user's, ours, or that there is none. */
  origin: "told" | "made" | "none";
  seed: number | null;
  generator: string | null;
  /** Place of the stream in its session, such as `cell 2/run 1`. */
  stream: string | null;
  /** In hexadecimal digits. */
  state: string | null;
  /** Numbers drawn from the stream so far. */
  draws: number | null;
  /** Number of the cell from which on the session is seeded. */
  seeded_from: number | null;
}
