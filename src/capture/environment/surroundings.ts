import type { FactSink } from "../../store/facts";
import type { Guard } from "../guard";
import type { RunRecord } from "../runs/record";
import { Telemetry } from "../telemetry/telemetry";
import { Commits, type Seen } from "./commits";
import { Environments, type Place } from "./environments";
import type { TfState } from "./tf";

/** For how long a file that is to be closed is kept open for an answer, in ms. */
const SETTLE_MS = 500;

/** What a capture is told by its user. */
export interface Told {
  /** Who trains; nobody is named unless told. */
  person?: string;
  /** `false` takes no telemetry. */
  telemetry?: boolean;
}

/** What a capture is told of where, and for whom, it records. */
export interface About extends Place, Told {}

/** Where runs are made: environment, commit and telemetry of each, as facts. */
export class Surroundings {
  /** Who trains, where they said so. */
  person: string | null = null;
  readonly #about: About;
  readonly #sink: FactSink;
  readonly #guard: Guard;
  readonly #environments: Environments;
  readonly #commits: Commits;
  readonly #telemetry: Telemetry;

  constructor(
    about: About,
    sink: FactSink,
    guard: Guard,
    { commits = new Commits() }: { commits?: Commits } = {},
  ) {
    this.#about = about;
    this.#sink = sink;
    this.#guard = guard;
    this.#commits = commits;
    this.#environments = new Environments(about);
    this.#telemetry = new Telemetry(() => this.#environments.tf, guard);
    this.tell(about);
    // Before a training begins: to start git, and to look first, takes some ms.
    guard.attempt("the commit", () => void this.#commits.of(about.folder()));
    guard.attempt("the environment", () => void this.#environments.now());
  }

  /** Look at this TensorFlow.js from here on. */
  set tf(tf: TfState) {
    this.#environments.tf = tf;
  }

  /** Change what is told, from here on. */
  tell({ person, telemetry }: Told): void {
    if (person !== undefined) this.person = person;
    if (telemetry !== undefined) this.#telemetry.on = telemetry;
  }

  /** Take note of a run that begins; nothing is waited for. */
  begin(record: RunRecord): void {
    this.#guard.attempt("the commit", () => this.#commit(record.id));
    this.#telemetry.watch(record);
  }

  /** Return the environment as it is now, added to what the run's file holds. */
  environmentOf(record: RunRecord): string | null {
    const added = this.#guard.attempt("the environment", () => {
      const { id, environment, packages } = this.#environments.now();
      if (record.environments.has(id)) return id;
      record.environments.add(id);
      this.#sink.add("environments", environment);
      for (const one of packages) this.#sink.add("packages", one);
      return id;
    });
    return added ?? null;
  }

  /** Take a reading where the event loop was kept from it; quick when none is due. */
  readonly late = (at: number): void => this.#telemetry.late(at);

  /** Resolve when all that was asked is answered, or soon. */
  async settled(): Promise<void> {
    const asked = this.#commits.settled;
    if (!asked) return;
    let timer: NodeJS.Timeout | undefined;
    const soon = new Promise((resolve) => {
      timer = setTimeout(resolve, SETTLE_MS);
    });
    await Promise.race([asked, soon]);
    clearTimeout(timer);
  }

  #commit(run_id: string): void {
    const found = this.#commits.of(this.#about.folder());
    const add = ({ seen_at, state }: Seen) => {
      if (state) this.#sink.add("run_commits", { run_id, seen_at, ...state });
    };
    if (found instanceof Promise) void found.then(add);
    else if (found) add(found);
  }
}
