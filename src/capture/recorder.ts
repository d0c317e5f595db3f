import type { FactSink } from "../store/facts";
import type { BatchTraining } from "./batches";
import type { Call, Target } from "./call";
import type { Guard } from "./guard";
import { modelFacts } from "./model";
import { optimizerParams } from "./optimizer";
import { modelParams } from "./params";
import type { Phase } from "./phase";
import { type RunOptions, RunRecord } from "./record";
import { silentSink } from "./silent-sink";
import { coreOf, type ModelLike } from "./tfjs";
import type { Every } from "./training";
import { Turns } from "./turns";

/** Tell the cell run whose code runs now, also in the background of later ones. */
export type CurrentCell = () => { id: string } | undefined;

const noCell: CurrentCell = () => undefined;

/** What all recorded calls of one capture share. */
export class Recorder {
  readonly sink: FactSink;
  readonly guard: Guard;
  /** Tell the cell run whose code runs now. */
  readonly currentCell: CurrentCell;
  /** Batches between two that are recorded, unless a call says so itself. */
  every: Every | undefined;
  /** The last run started. */
  last: RunRecord | undefined;
  readonly running = new Set<RunRecord>();
  /** The last run of each model, which an evaluate joins. */
  readonly runs = new WeakMap<object, RunRecord>();
  /** The run that trainOnBatch opened for each model, while it lasts. */
  readonly implied = new Map<object, BatchTraining>();
  /** The Sequential in front of a model that tfjs made for it. */
  readonly #fronts = new WeakMap<object, ModelLike>();

  constructor(sink: FactSink, guard: Guard, currentCell: CurrentCell = noCell) {
    this.currentCell = currentCell;
    this.sink = sink;
    this.guard = guard;
  }

  /** Start a run; where it can't be recorded, one that leaves no facts. */
  record(options: RunOptions & { parentId?: string | null } = {}): RunRecord {
    const cell = this.guard.attempt("the cell of a run", this.currentCell);
    const cellRunId = cell?.id ?? null;
    const record =
      this.guard.attempt(
        "a run",
        () => new RunRecord(this.sink, this.guard, { ...options, cellRunId }),
      ) ?? this.unrecorded(options);
    this.last = record;
    this.running.add(record);
    const ended = () => void this.running.delete(record);
    record.done.then(ended, ended);
    return record;
  }

  /** Stand in for the run of what can't be recorded. */
  unrecorded({ name }: RunOptions): RunRecord {
    return new RunRecord(silentSink, this.guard, { name });
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

  /** Tell whether a query waits for the event loop to turn. */
  readonly asked = (): boolean => this.sink.asked;

  /** The turns of the event loop between updates of trainOnBatch. */
  readonly turns = new Turns("auto", this.asked);

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
    const modelId = this.guard.attempt("the model", () =>
      this.#addModel(this.front(call.model), record),
    );
    const { kind } = call;
    return record.phase({ ...start, kind, parent: target?.phase, modelId });
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
