import { int, long, names, text } from "./attributes";
import type { Mapping } from "./mapping";
import { id } from "./names";

const ofRuns = "tfjs_prov.seeds s WHERE s.run_id IS NOT NULL AND s.moment <> 'end'";
const seed = id("seed", "coalesce(s.phase_id, s.run_id)", "s.moment");

/** How random numbers stood as runs and phases began, which those used. */
export const seeds: Mapping = {
  entity: [
    {
      from: ofRuns,
      run: "s.run_id",
      id: seed,
      attributes: {
        "prov:type": names("tfjs:RandomState"),
        "tfjs:seed": long("s.seed"),
        "tfjs:origin": text("s.origin"),
        "tfjs:generator": text("s.generator"),
        "tfjs:stream": text("s.stream"),
        "tfjs:state": text("s.state"),
        "tfjs:draws": long("s.draws"),
        "tfjs:seededFrom": int("s.seeded_from"),
      },
    },
  ],
  used: [
    {
      from: ofRuns,
      run: "s.run_id",
      args: {
        activity: `coalesce(${id("phase", "s.phase_id")}, ${id("run", "s.run_id")})`,
        entity: seed,
      },
      attributes: { "prov:role": names("tfjs:randomState") },
    },
  ],
};
