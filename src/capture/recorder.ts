import type { FactSink } from "../store/facts";
import type { BatchTraining } from "./calls/batches";
import type { Call, Target } from "./calls/call";
import { DataCapture, type DataOptions } from "./data/data-capture";
import { Naming } from "./data/naming";
import { PhaseData } from "./data/phase-data";
import { type About, Surroundings } from "./environment/surroundings";
import type { Guard } from "./guard";
import { modelFacts } from "./models/model";
import { modelParams } from "./models/params";
import { noteCells } from "./random/facts";
import type { DrawingCell, Randomness } from "./random/randomness";
import { stoppedCellError } from "./runs/interrupted";
import type { Phase } from "./runs/phase";
import { RunRecord } from "./runs/record";
import type { RunOptions, RunStart } from "./runs/run-start";
import { silentSink } from "./silent-sink";
import { coreOf, type ModelLike } from "./tfjs";
import { optimizerParams } from "./training/optimizer";
import type { Every } from "./training/training";
import { Turns } from "./training/turns";
import type { Watch, WatchOptions } from "./watching/watch";
import { States, type WeightsOptions } from "./weights/states";

/** What a recorder learns from around it. */
export interface Around {
  /** Tells who watches a run; nobody does unless told. */
  watch?: Watch;
  /** Tells the cell run whose code runs now, where there are cells. */
  currentCell?: () => DrawingCell | undefined;
  /** Says where it records, and for whom; the environment is not looked at unless told. */
  about?: About;
  /** What is hashed of models' weights; `false` for nothing. */
  weights?: boolean | WeightsOptions;
  /** The file that is recorded into, absolute: paths are told from its folder. */
  file?: () => string;
  /** How data that enters a phase is recorded; `false` for not at all. */
  data?: DataOptions | boolean;
  /** Where random numbers come from; nobody seeds them unless told. */
  randomness?: Randomness;
  /** Called with each run as it begins; whoever trains it again may set its end. */
  began?: (run: RunRecord) => void;
}

/** What all recorded calls of one capture share. */
export class Recorder {
  readonly sink: FactSink;
  readonly guard: Guard;
  /** Batches between two that are recorded, unless a call says so itself. */
  every: Every | undefined;
  /** What is shown of trainings, unless a call or its run says so itself. */
  wanted: WatchOptions = {};
  /** The cell runs that were interrupted. */
  readonly stopped = new Set<string>();
  /** Where runs are made, where anybody looks. */
  readonly surroundings: Surroundings | undefined;
  /** The states of models' weights; null where they are not recorded. */
  readonly states: States | null;
  /** Reads the data of phases; undefined where that is not wanted. */
  readonly data: DataCapture | undefined;
  /** What is told about data. */
  readonly naming: Naming;
  /** The turns of the event loop between updates of trainOnBatch. */
  readonly turns: Turns;
  readonly #around: Around;
  /** The last run started. */
  last: RunRecord | undefined;
  readonly running = new Set<RunRecord>();
  /** The last run of each model, which an evaluate joins. */
  readonly runs = new WeakMap<object, RunRecord>();
  /** The run that trainOnBatch opened for each model, while it lasts. */
  readonly implied = new Map<object, BatchTraining>();
  /** The Sequential in front of a model that tfjs made for it. */
  readonly #fronts = new WeakMap<object, ModelLike>();

  constructor(sink: FactSink, guard: Guard, around: Around = {}) {
    this.sink = sink;
    this.guard = guard;
    this.#around = around;
    this.turns = new Turns("auto", sink);
    this.surroundings = around.about && new Surroundings(around.about, sink, guard);
    const { weights = true } = around;
    const told = typeof weights === "object" ? weights : {};
    this.states = weights ? new States(sink, guard, told) : null;
    const { data = true } = around;
    const options = data === true ? {} : data;
    this.data = options ? new DataCapture(sink, guard, options) : undefined;
    this.naming = new Naming(this.data, sink, () => this.cell);
    if (around.randomness) noteCells(around.randomness, sink);
  }

  /** The file that is recorded into; null where there is none. */
  get file(): string | null {
    return this.guard.attempt("the file", () => this.#around.file?.()) ?? null;
  }

  /** The id of the cell run whose code runs now. */
  get cell(): string | undefined {
    const { currentCell } = this.#around;
    return this.guard.attempt("the cell", () => currentCell?.()?.id);
  }

  /** Note that the cell that runs now has to do with a run. */
  attend(record: RunRecord): void {
    const { cell } = this;
    if (cell !== undefined) record.cells.add(cell);
  }

  /** Tell whether a run has to do with the cell that runs now. */
  isOf(record: RunRecord): boolean {
    const { cell } = this;
    return cell === undefined || record.cells.size === 0 || record.cells.has(cell);
  }

  /** Throw where a run, or the cell that runs now, was interrupted. */
  refuse(record: RunRecord | undefined): void {
    record?.refuse();
    const { cell } = this;
    if (cell !== undefined && this.stopped.has(cell)) throw stoppedCellError();
    if (record) this.attend(record);
  }

  /** Start a run; where it can't be recorded, one that leaves no facts. */
  record(options: RunStart = {}): RunRecord {
    const start = this.#start(options);
    const record =
      this.guard.attempt("a run", () => new RunRecord(this.sink, this.guard, start)) ??
      this.unrecorded(start);
    this.last = record;
    this.guard.attempt("a run", () => this.#around.began?.(record));
    this.running.add(record);
    record.surroundings?.begin(record);
    const ended = () => void this.running.delete(record);
    record.done.then(ended, ended);
    return record;
  }

  /** Stand in for the run of what can't be recorded. */
  unrecorded({ experiment, params, surroundings, ...start }: RunStart): RunRecord {
    return new RunRecord(silentSink, this.guard, start);
  }

  /** Add to what a run was told what it did not say. */
  #start(told: RunStart): RunStart {
    const { progress = this.wanted.progress, live = this.wanted.live } = told;
    const { watch, randomness } = this.#around;
    const { surroundings, cell: cellRunId = null } = this;
    const around = { watch, randomness, surroundings };
    return { ...told, progress, live, ...around, cellRunId };
  }

  /** Begin a call in a run, or in one made for it, which ends where that fails. */
  begin<T>(
    joined: RunRecord | undefined,
    options: RunOptions | undefined,
    body: (record: RunRecord) => T,
  ): T {
    const record = joined ?? this.record(options);
    try {
      return body(record);
    } catch (error) {
      if (!joined) record.end();
      throw error;
    }
  }

  /** Return the model that the user made, where a callback knows the one inside it. */
  front(model: ModelLike): ModelLike {
    const core = coreOf(model);
    if (core !== model) this.#fronts.set(core, model);
    return this.#fronts.get(model) ?? model;
  }

  /** Wait until facts are written at once; at once when they are. */
  async ready(): Promise<void> {
    const opening = this.guard.attempt("the file", () => this.sink.ready());
    if (opening) await opening.catch(() => undefined);
  }

  /** Start the phase of a call in a run, the model described beside it. */
  phase(
    call: Pick<Call, "kind" | "model">,
    record: RunRecord,
    about: { target?: Target; name?: string; initialEpoch?: number },
  ): Phase {
    const { target, ...start } = about;
    const model = this.front(call.model);
    const modelId =
      this.guard.attempt("the model", () => this.#addModel(model, record)) ?? null;
    const { kind } = call;
    const phase = record.phase({ ...start, kind, parent: target?.phase, modelId });
    const { states } = this;
    if (states) phase.begin({ states, model, modelId });
    return phase;
  }

  /** Watch the data that enters a phase, where that is wanted. */
  dataOf(phase: Phase): PhaseData | undefined {
    return this.data && new PhaseData(this.data, phase);
  }

  /** Add the params that a model brings to each phase that trains it. */
  describe(phase: Phase, model: ModelLike): void {
    const { optimizer } = model;
    if (optimizer) phase.params("optimizer", optimizerParams(optimizer));
    phase.params("model", modelParams(model));
  }

  /** End what trainOnBatch left open for a model, in a run or alone. */
  endBatches(model: object, record?: RunRecord): void {
    this.implied.get(model)?.end();
    record?.batches.get(model)?.end();
  }

  /**
   * Ask runs to stop after the batch that goes on, and tell which those are: all, or
   * those that a cell run has to do with; what that one trains later is refused.
   */
  interrupt(cell: string | undefined, reason: string): RunRecord[] {
    if (cell !== undefined) this.stopped.add(cell);
    const going = [...this.running].filter(
      ({ status, cells }) =>
        status === "running" && (cell === undefined || cells.has(cell)),
    );
    for (const record of going) {
      this.guard.attempt("an interrupt", () => record.interrupt(reason));
      const { cellRunId } = record;
      if (cell === undefined && cellRunId !== null) this.stopped.add(cellRunId);
    }
    for (const batches of this.implied.values()) {
      if (going.includes(batches.phase.record)) batches.interrupt();
    }
    return going;
  }

  /** End what was interrupted and has not ended. */
  abandon(): void {
    for (const record of this.running) {
      if (record.interruption) record.abandon();
    }
  }

  /** End every run that only silence would end. */
  close(): void {
    for (const batches of this.implied.values()) batches.end();
  }

  /** Add a model once a run, however many phases it goes through as it is. */
  #addModel(front: ModelLike, record: RunRecord): string {
    const { model, layers } = modelFacts(front);
    if (record.models.has(model.model_id)) return model.model_id;
    record.models.add(model.model_id);
    this.sink.add("models", model);
    for (const layer of layers) this.sink.add("layers", layer);
    return model.model_id;
  }
}
