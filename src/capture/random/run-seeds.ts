import type { EventRow, FactSink } from "../../store/facts";
import type { SeedRow } from "../../store/seed-facts";
import { seedRow, unseeded } from "./facts";
import type { Randomness } from "./randomness";
import { meetDataset } from "./shuffles";
import type { Stream } from "./stream";

/** The run whose numbers these are. */
interface Owner {
  readonly id: string;
  event(event: Pick<EventRow, "kind" | "name"> & Partial<EventRow>): void;
}

/** The random numbers of one run, and the facts of them. */
export class RunSeeds {
  /** What it draws from; none where nothing is seeded. */
  readonly stream: Stream | null;
  readonly #randomness: Randomness | undefined;
  readonly #sink: FactSink;
  readonly #run: Owner;

  constructor(randomness: Randomness | undefined, sink: FactSink, run: Owner) {
    this.#randomness = randomness;
    this.#sink = sink;
    this.#run = run;
    this.stream = randomness?.runStream() ?? null;
  }

  /** Note the start of the run, and where it can't be repeated, why. */
  begin(): void {
    this.note("run");
    const why = this.#randomness && unseeded(this.#randomness);
    if (why) this.#unseeded("Math.random", why);
  }

  /** Note how the numbers stand. */
  note(moment: SeedRow["moment"], phase_id: string | null = null): void {
    if (!this.#randomness) return;
    const where = { moment, run_id: this.#run.id, phase_id };
    this.#sink.add("seeds", seedRow(this.#randomness, this.stream, where));
  }

  /** Meet a dataset that is trained on; say so where the clock may have shuffled it. */
  meet(dataset: unknown): void {
    if (!this.#randomness || this.stream === null || !meetDataset(dataset)) return;
    this.#unseeded(
      "shuffle",
      "tfjs was not met before its dataset was made: shuffled without a seed, it can't repeat",
    );
  }

  #unseeded(name: string, message: string): void {
    this.#run.event({ kind: "unseeded", name, message });
  }
}
