import { nowMs } from "../../util/clock";
import { askGit } from "./git";
import { gitStamp } from "./git-folder";
import type { GitState } from "./git-state";

/** An edited file does not show in git's own files: after so long git is asked anew, in ms. */
const FRESH_MS = 10_000;
/** Git works for one part in so many of the time, at most. */
const SHARE = 20;

/** What git answered, and when it was asked. */
export interface Seen {
  readonly seen_at: number;
  readonly state: GitState | undefined;
}

/** What the world tells; a test brings its own. */
export interface GitWorld {
  ask(folder: string): Promise<GitState | undefined>;
  stamp(folder: string): string | undefined;
  now(): number;
}

const real: GitWorld = { ask: askGit, stamp: gitStamp, now: nowMs };

/** How the code of a folder stands, asked of git beside the trainings. */
export class Commits {
  readonly #world: GitWorld;
  #folder: string | undefined;
  #stamp: string | undefined;
  #seen: Seen | undefined;
  #until = 0;
  #asking: Promise<Seen> | undefined;

  constructor(world: GitWorld = real) {
    this.#world = world;
  }

  /** Resolves when git has answered what it was asked. */
  get settled(): Promise<unknown> | undefined {
    return this.#asking;
  }

  /**
   * Return how the code stands: at once where that is known, or a promise; nothing
   * where no repository is.
   */
  of(folder: string): Seen | Promise<Seen> | undefined {
    const stamp = this.#world.stamp(folder);
    if (stamp === undefined) return undefined;
    const same = folder === this.#folder && stamp === this.#stamp;
    if (same && this.#asking) return this.#asking;
    if (same && this.#seen && this.#world.now() < this.#until) return this.#seen;
    [this.#folder, this.#stamp] = [folder, stamp];
    const asking = this.#ask(folder).finally(() => {
      if (this.#asking === asking) this.#asking = undefined;
    });
    this.#asking = asking;
    return asking;
  }

  async #ask(folder: string): Promise<Seen> {
    const { ask, now } = this.#world;
    const seen_at = now();
    const seen = { seen_at, state: await ask(folder) };
    this.#seen = seen;
    this.#until = seen_at + Math.max(FRESH_MS, SHARE * (now() - seen_at));
    return seen;
  }
}
