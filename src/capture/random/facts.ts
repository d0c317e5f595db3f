import type { FactSink } from "../../store/facts";
import type { SeedRow } from "../../store/seed-facts";
import { GENERATOR } from "./generator";
import type { Randomness } from "./randomness";
import type { Stream } from "./stream";

/** Where a state was noted. */
type Where = Pick<SeedRow, "moment"> & Partial<SeedRow>;

/** Return the fact of how a stream stands at a moment; without a stream that is all. */
export function seedRow(
  { seed, origin, seededFrom }: Randomness,
  stream: Stream | null,
  where: Where,
): SeedRow {
  const seeded = stream !== null;
  return {
    cell_run_id: null,
    run_id: null,
    phase_id: null,
    origin: seeded ? origin : "none",
    seed: seeded ? seed : null,
    generator: seeded ? GENERATOR : null,
    stream: stream?.path ?? null,
    state: stream?.state ?? null,
    draws: stream?.draws ?? null,
    seeded_from: seeded ? seededFrom : null,
    ...where,
  };
}

/** Note the streams of cells as they begin to draw. */
export function noteCells(randomness: Randomness, sink: FactSink): void {
  randomness.began = ({ id }, stream) => {
    const where = { moment: "cell", cell_run_id: id } as const;
    sink.add("seeds", seedRow(randomness, stream, where));
  };
}

/** Tell why a run can't be repeated to the same bits; nothing where it can. */
export function unseeded(randomness: Randomness): string | undefined {
  if (randomness.origin === "none") {
    return "open({ seed: false }): nothing is seeded, so it can't repeat";
  }
  if (randomness.draws) return undefined;
  return "a cell put its own Math.random in place: whether it repeats is its affair";
}
