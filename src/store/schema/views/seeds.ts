import type { View } from "../define";
import { inRun } from "./parts";

/** A row a moment at which the state of random numbers was noted. */
export const seeds: View = {
  name: "main.seeds",
  comment: "A row a start of a cell, run or phase: how its random numbers stood then",
  columns: {
    ...inRun,
    moment: "What begins: cell, run or phase; or end, of the run",
    seed: "Seed of the session: open({ seed }) repeats it; null where nothing is seeded",
    origin: "Whose wish the seed was: told, made, or none",
    stream: "Place of the stream in its session, such as cell 2/run 1",
    draws: "Numbers drawn from the stream up to the moment",
    state: "State of the stream, in hexadecimal digits",
    generator: "Name of the generator",
    seeded_from: "Number of the cell from which on the session is seeded",
    cell_run_id: "The cell run whose stream it is; null for that of a run",
  },
  select: `
SELECT s.run_id, r.name AS run, s.phase_id, s.moment, s.seed, s.origin, s.stream, s.draws,
  s.state, s.generator, s.seeded_from, s.cell_run_id
FROM tfjs_prov.seeds s
LEFT JOIN tfjs_prov.runs r USING (run_id)`,
};
