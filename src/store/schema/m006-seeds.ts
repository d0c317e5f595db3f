import { table } from "./define";

/** Add the state of random numbers at the starts of cells, runs and phases. */
export const m006Seeds: readonly string[] = [
  ...table("seeds", "How the random numbers of a cell run or of a run stood", {
    cell_run_id: ["UUID", "The cell run whose stream it is; null for that of a run"],
    run_id: ["UUID", "The run whose stream it is"],
    phase_id: ["UUID", "The phase that begins at this moment"],
    moment: ["VARCHAR", "What begins: cell, run or phase; or end, of the run"],
    origin: ["VARCHAR", "Whose wish the seed was: told, made, or none"],
    seed: ["BIGINT", "Seed of the session; null where nothing is seeded"],
    generator: ["VARCHAR", "Name of the generator"],
    stream: ["VARCHAR", "Place of the stream in its session, such as cell 2/run 1"],
    state: ["VARCHAR", "State of the stream, in hexadecimal digits"],
    draws: ["BIGINT", "Numbers drawn from the stream up to the moment"],
    seeded_from: ["INTEGER", "Number of the cell from which on the session is seeded"],
  }),
  "COMMENT ON COLUMN tfjs_prov.events.kind IS " +
    "'changed, stopped early, interrupted, not a number, failed, lost or unseeded'",
];
