import type { EventRow, FactSink, PhaseKind, RunRow, Status } from "../../store/facts";
import { nowMs } from "../../util/clock";
import { processId } from "../../util/process-id";
import { uuidv7 } from "../../util/uuid";
import type { BatchTraining } from "../calls/batches";
import type { Surroundings } from "../environment/surroundings";
import type { Guard } from "../guard";
import { RunSeeds } from "../random/run-seeds";
import { hasCome, type Repeated } from "../steer/repeat";
import { endingOf, type Stopping } from "../steer/stop";
import type { Reading } from "../telemetry/reading";
import type { Training } from "../training/training";
import { flatten } from "../values";
import type { WatchedPhase, WatchOptions } from "../watching/watch";
import { Watching } from "../watching/watching";
import { type Interruption, interruptedError } from "./interrupted";
import { reasonOf } from "./notes";
import { Phase, type PhaseEnd, type PhaseStart } from "./phase";
import type { Outcome, RunStart } from "./run-start";

type EndStatus = Exclude<Status, "running">;

const finished = { status: "finished", reason: null } as const;
const training: readonly PhaseKind[] = ["fit", "fitDataset", "trainOnBatch", "loop"];

/** The facts of one run; the `Run` that a user holds looks at it. */
export class RunRecord {
  readonly id = uuidv7();
  readonly name: string;
  readonly experiment: string;
  readonly startedAt = nowMs();
  /** Settles when the run ends; rejects with the very error that made it fail. */
  readonly done: Promise<void>;
  /** Phases started so far. */
  phases = 0;
  /** The last phase that trained, or trains. */
  trained: Phase | null = null;
  /** Ids of the models whose description was added. */
  readonly models = new Set<string>();
  /** Ids of the environments that were added. */
  readonly environments = new Set<string>();
  /** Names that `log()` was given wrong values for. */
  readonly wrongNames = new Set<string>();
  /** What the last call of the run left. */
  outcome: Outcome = {};
  status: Status = "running";
  reason: string | null = null;
  endedAt: number | null = null;
  /** Where it is another run trained again: what was done to that one. */
  repeated: Repeated | null = null;
  /** Epochs of all phases so far. */
  epochs = 0;
  /** The next phase's first `run_epoch`. */
  nextRunEpoch = 0;
  /** The last epoch, and the phase that it counts in. */
  lastEpoch: number | null = null;
  epochsIn: Phase | null = null;
  /** The phase that takes what is logged outside any other, once there is one. */
  looping: Phase | null = null;
  /** What trainOnBatch trains inside this run, until its end. */
  readonly batches = new Map<object, BatchTraining>();
  /** The calls of fit and fitDataset that go on. */
  readonly trainings = new Set<Training>();
  /** The cell run that started it, where that is known. */
  readonly cellRunId: string | null;
  /** The cell runs that started it, trained in it or wait for it. */
  readonly cells = new Set<string>();
  /** What its user wants to be shown. */
  readonly wanted: WatchOptions;
  /** Who watches it, where anybody may. */
  readonly watching: Watching | null;
  /** The phases that go on, the one that began last at the end. */
  readonly open = new Set<Phase>();
  /** Set from the moment that its user told what trains to stop. */
  stopping: Stopping | null = null;
  /** Set from the moment that it is to stop. */
  interruption: Interruption | null = null;
  /** Tells where it runs, where anybody looks. */
  readonly surroundings: Surroundings | undefined;
  /** Where its random numbers come from. */
  readonly seeds: RunSeeds;
  readonly #sink: FactSink;
  readonly #guard: Guard;
  #settle!: { resolve(): void; reject(error: unknown): void };
  #last: { status: EndStatus; reason: string | null } = finished;

  constructor(sink: FactSink, guard: Guard, options: RunStart = {}) {
    this.#sink = sink;
    this.#guard = guard;
    this.experiment = options.experiment ?? sink.experiment;
    this.name = sink.freeName(this.experiment, options.name);
    const { progress, live, watch, cellRunId = null } = options;
    this.wanted = { progress, live };
    this.watching = watch ? new Watching(this, watch, guard) : null;
    this.cellRunId = cellRunId;
    this.surroundings = options.surroundings;
    if (cellRunId !== null) this.cells.add(cellRunId);
    this.done = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    // Whoever does not await a run must not crash by its failure.
    this.done.catch(() => {});
    this.seeds = new RunSeeds(options.randomness, sink, this);
    sink.add("runs", rowOf(this, options.parentId ?? null));
    this.seeds.begin();
    if (options.params) this.params(options.params);
  }

  /** Add params of the user's. */
  params(values: object): void {
    const where = { run_id: this.id, phase_id: null, source: "user" } as const;
    for (const [name, value] of flatten(values)) {
      this.#sink.add("params", { ...where, name, value });
    }
  }

  /** Start a phase. */
  phase(start: PhaseStart): Phase {
    const environmentId = this.surroundings?.environmentOf(this);
    const told = { environmentId, ...start };
    const phase = new Phase(this, this.#sink, this.#guard, told);
    this.phases += 1;
    this.open.add(phase);
    this.seeds.note("phase", phase.id);
    if (training.includes(phase.kind)) this.trained = phase;
    return phase;
  }

  /**
   * Start the phase that takes what is logged outside any other, open until the run's
   * end; what is logged after that goes on in a phase of its own.
   */
  loop(): Phase {
    this.looping = this.phase({ kind: "loop" });
    if (this.endedAt !== null) this.looping.end({ status: "finished" });
    return this.looping;
  }

  /** Add an event. */
  event(event: Pick<EventRow, "kind" | "name"> & Partial<EventRow>): void {
    this.#sink.add("events", {
      event_id: uuidv7(),
      run_id: this.id,
      phase_id: null,
      recorded_at: nowMs(),
      epoch: null,
      step: null,
      old_value: null,
      new_value: null,
      cause: null,
      message: null,
      cell_run_id: null,
      layer: null,
      found_in: null,
      ...event,
    });
  }

  /** Add what was read of the machine. */
  telemetry(readings: readonly Reading[], recorded_at: number): void {
    const phase_id = [...this.open].at(-1)?.id ?? this.trained?.id ?? null;
    const where = { run_id: this.id, phase_id, recorded_at };
    for (const reading of readings) {
      this.#sink.add("telemetry", { ...where, ...reading });
    }
  }

  /** Take note that a phase ended; the last one that trained decides the status. */
  phaseEnded(phase: Phase, status: EndStatus, reason: string | null): void {
    this.open.delete(phase);
    if (training.includes(phase.kind)) this.#last = { status, reason };
  }

  /** End the run as its last training phase ended. */
  end(at: number = nowMs()): void {
    if (this.interruption) {
      this.endInterrupted(at);
      return;
    }
    this.#closeAll();
    const { status, reason } = this.#last;
    this.#close(status, reason, at);
    this.#settle.resolve();
  }

  /** End the run as failed, and reject `done` with the error. */
  fail(error: unknown, at: number = nowMs()): void {
    if (this.interruption) {
      this.endInterrupted(at, error);
      return;
    }
    const reason = reasonOf(error);
    this.#closeAll({ status: "failed", reason });
    this.#close("failed", reason, at);
    this.#settle.reject(error);
  }

  /** Tell who watches that a phase begins to train. */
  watch(phase: WatchedPhase, told: WatchOptions = {}): void {
    const { progress = this.wanted.progress, live = this.wanted.live } = told;
    this.watching?.began({ progress, live, ...phase });
  }

  /** Stop what trains now after its batch; what it does next is refused. */
  interrupt(reason: string): void {
    if (!this.repeated) this.#interrupt(reason);
  }

  #interrupt(reason: string): void {
    if (this.interruption || this.endedAt !== null) return;
    this.interruption = { reason, epoch: null, step: 0, noted: false };
    for (const training of this.trainings) training.stop();
  }

  /** Interrupt it where the run that it repeats was interrupted. */
  reached(phase: Phase, { epochEnds = false } = {}): void {
    const end = this.repeated?.interrupted;
    if (end && hasCome(end, phase.step, epochEnds)) this.#interrupt("as before");
  }

  /** Add the event of the interrupt, once; the first phase that ends by it tells. */
  noteInterrupted(phase = this.#lastPhase, known: number | null = null): void {
    const told = this.interruption;
    if (!told || told.noted) return;
    const [epoch, step] = [known ?? phase?.loopEpoch ?? null, phase?.step ?? 0];
    Object.assign(told, { noted: true, epoch, step });
    const of = { phase_id: phase?.id ?? null, epoch, step };
    const [name, message] = ["interrupt", told.reason];
    this.event({ kind: "interrupted", name, message, ...of });
  }

  /** Throw where the run was interrupted. */
  refuse(): void {
    if (!this.interruption) return;
    this.#guard.attempt("an interrupt", () => this.noteInterrupted());
    throw interruptedError(this);
  }

  /** End the run as interrupted, and reject `done`. */
  endInterrupted(at: number = nowMs(), error?: unknown): void {
    const { reason } = this.interruption!;
    this.#guard.attempt("an interrupt", () => this.noteInterrupted());
    this.#closeAll({ status: "interrupted", reason });
    this.#close("interrupted", reason, at);
    this.#settle.reject(error ?? interruptedError(this));
  }

  /** End now, whatever still trains; nothing of that is recorded. */
  abandon(): void {
    for (const training of this.trainings) training.finished();
    this.endInterrupted();
  }

  get #lastPhase(): Phase | null {
    return this.looping ?? this.trained;
  }

  /** End what is open: as told, or as it went. */
  #closeAll(ending?: PhaseEnd): void {
    for (const batches of this.batches.values()) batches.end(ending);
    this.looping?.end(ending ?? endingOf(this.looping));
    this.looping = null;
  }

  #close(status: EndStatus, reason: string | null, at: number): void {
    if (this.endedAt !== null) return;
    this.endedAt = at;
    this.status = status;
    this.reason = reason;
    this.#guard.attempt("the end of a run", () =>
      this.#sink.endRun(this.id, { status, status_reason: reason, ended_at: at }),
    );
    this.#guard.attempt("the seed", () => this.seeds.note("end"));
    this.watching?.ended({ status, reason });
  }
}

function rowOf(run: RunRecord, parentId: string | null): RunRow {
  return {
    run_id: run.id,
    parent_run_id: parentId,
    experiment: run.experiment,
    name: run.name,
    started_at: run.startedAt,
    cell_run_id: run.cellRunId,
    person: run.surroundings?.person ?? null,
    session_id: processId,
  };
}
