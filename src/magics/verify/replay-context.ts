import type { Repeated } from "../../capture/steer/repeat";

/** A run of a replay, as it begins. */
export interface ReplayedRun {
  readonly id: string;
  readonly done: Promise<unknown>;
  /** What is done to it, as it was before. */
  repeated: Repeated | null;
}

/** What a process that runs recorded cells again is told, whatever its cells say. */
export interface Replay {
  /** The file that is recorded into, absolute. */
  readonly file: string;
  /** The seed that was made before; undefined where the cells tell theirs. */
  readonly seed: number | undefined;
  /** Called with each run as it begins. */
  began(run: ReplayedRun): void;
  /** Called with what a cell opened. */
  opened(prov: ReplayedProv): void;
}

/** What is open in a replay. */
export interface ReplayedProv {
  close(): Promise<void>;
}

const key = Symbol.for("tfjs-prov.replay");
const shared = globalThis as { [key]?: Replay };

/** Return what is replayed in this process, if anything. */
export function replaying(): Replay | undefined {
  return shared[key];
}

/** Make this process one that replays; other copies of the package see it too. */
export function provideReplay(replay: Replay): void {
  shared[key] = replay;
}
