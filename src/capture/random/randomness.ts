import { scopes } from "../runs/scope";
import { patchShuffles } from "./shuffles";
import { type Stream, sessionStream } from "./stream";

/** The cell run whose code draws. */
export interface DrawingCell {
  readonly id: string;
  readonly executionCount?: number;
}

/** Whose wish a seed was: the user's, ours as none was told, or that there is none. */
export type SeedOrigin = "told" | "made" | "none";

/** What a session's numbers come from. */
export interface RandomnessOptions {
  /** `null` leaves `Math.random` alone. */
  seed: number | null;
  origin: SeedOrigin;
  currentCell?: () => DrawingCell | undefined;
}

/**
 * The random numbers of a session. Each run draws from a stream of its own, the rest of
 * a cell from the cell's, what belongs to neither from the session's. A stream is known
 * by its place: the n-th run of the m-th cell that draws.
 */
export class Randomness {
  readonly #currentCell: () => DrawingCell | undefined;
  #seed: number | null;
  #origin: SeedOrigin;
  #session: Stream;
  #streams = new Map<string, Stream>();
  #lastCell: DrawingCell | undefined;
  #lastStream: Stream | undefined;
  #native: (() => number) | undefined;
  #restoreShuffles: (() => void) | undefined;
  /** The number of the cell from which on this session is seeded. */
  seededFrom: number | null = null;
  /** Called with each cell that draws, before its first number. */
  began: (cell: DrawingCell, stream: Stream) => void = () => undefined;

  constructor({ seed, origin, currentCell = () => undefined }: RandomnessOptions) {
    this.#seed = seed;
    this.#origin = origin;
    this.#session = sessionStream(seed ?? 0);
    this.#currentCell = currentCell;
  }

  get seed(): number | null {
    return this.#seed;
  }

  get origin(): SeedOrigin {
    return this.#origin;
  }

  /** Whether `Math.random` draws from here now; a user may have put another there. */
  get draws(): boolean {
    return this.#native !== undefined && Math.random === this.#draw;
  }

  /** Let `Math.random` and unseeded shuffles draw from here; nothing without a seed. */
  install(): void {
    if (this.#seed === null || this.#native !== undefined) return;
    this.#native = Math.random;
    this.seededFrom ??= this.#currentCell()?.executionCount ?? null;
    Math.random = this.#draw;
    this.#restoreShuffles = patchShuffles(() => this.stream().shuffleSeed());
  }

  /** Put back what was there; a generator that a user put there meanwhile stays. */
  restore(): void {
    if (this.draws) Math.random = this.#native!;
    this.#native = undefined;
    this.#restoreShuffles?.();
    this.#restoreShuffles = undefined;
  }

  /** Begin anew from another seed, or from the same; `null` leaves randomness alone. */
  reseed(seed: number | null): void {
    this.restore();
    this.#seed = seed;
    this.#origin = seed === null ? "none" : "told";
    this.#session = sessionStream(seed ?? 0);
    this.#streams.clear();
    this.#lastCell = undefined;
    this.seededFrom = null;
    this.install();
  }

  /** Return the stream of the code that runs now. */
  stream(): Stream {
    return scopes.getStore()?.record.seeds.stream ?? this.#around();
  }

  /** Make the stream of a run that starts now; none where nothing is seeded. */
  runStream(): Stream | null {
    return this.#seed === null ? null : this.stream().child("run");
  }

  readonly #draw = (): number => this.stream().next();

  #around(): Stream {
    const cell = this.#currentCell();
    if (cell === undefined) return this.#session;
    if (cell === this.#lastCell) return this.#lastStream!;
    const stream = this.#streams.get(cell.id) ?? this.#begin(cell);
    this.#lastCell = cell;
    this.#lastStream = stream;
    return stream;
  }

  #begin(cell: DrawingCell): Stream {
    const stream = this.#session.child("cell");
    this.#streams.set(cell.id, stream);
    this.began(cell, stream);
    return stream;
  }
}
