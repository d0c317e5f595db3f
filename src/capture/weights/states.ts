import type { FactSink } from "../../store/facts";
import type { ModelStateRow, StateLinkRow } from "../../store/state-facts";
import { nowMs } from "../../util/clock";
import { uuidv7 } from "../../util/uuid";
import type { Guard } from "../guard";
import type { ModelLike } from "../tfjs";
import { hashing } from "./hash";
import { bytesOf, type Weight, weightsOf } from "./weights";

/** What is known of a state but the weights. */
export type Moment = Pick<ModelStateRow, "origin"> &
  Partial<Omit<ModelStateRow, "state_id" | "weights_hash" | "size_bytes" | "hash_ms">>;

/** How much is hashed. */
export interface WeightsOptions {
  /** Hash where phases begin and end, or after each epoch too. */
  every?: "phase" | "epoch";
  /** Models of more megabytes are not hashed; 256 unless told. */
  limitMb?: number;
}

/** A state, and the data that its weights had then. */
interface Known {
  readonly id: string;
  readonly data: readonly object[];
  readonly step: number | null;
}

/** A state that is being recorded. */
export interface Noted {
  readonly id: string;
  /** Resolves when its rows are added; never rejects. */
  readonly recorded: Promise<void>;
}

const settled = Promise.resolve();

/** The states of all models of one capture: each knows the one before it. */
export class States {
  /** Whether each epoch's end is a state too. */
  readonly each: boolean;
  readonly #sink: FactSink;
  readonly #guard: Guard;
  readonly #limit: number;
  readonly #last = new WeakMap<ModelLike, Known>();
  /** The last state that a weight, or its data, was part of. */
  readonly #ofData = new WeakMap<object, Known>();
  readonly #ofWeight = new WeakMap<object, Known>();
  readonly #going = new Set<Promise<void>>();

  constructor(sink: FactSink, guard: Guard, options: WeightsOptions = {}) {
    this.#sink = sink;
    this.#guard = guard;
    this.#limit = (options.limitMb ?? 256) * 1e6;
    this.each = options.every === "epoch";
  }

  /** Return the state that a model is in, a new one where its weights changed. */
  at(model: ModelLike, moment: Moment): Noted {
    const weights = weightsOf(model);
    const data = dataOf(weights);
    const last = this.#last.get(model);
    if (last && same(last.data, data)) return { id: last.id, recorded: settled };
    return this.#note(model, weights, data, moment);
  }

  /** Return the state that a phase begins with. */
  start(model: ModelLike, moment: Omit<Moment, "origin">): Noted {
    const origin = this.#last.has(model) ? "changed" : "initial";
    return this.at(model, { ...moment, origin });
  }

  /** Note a state that is one of its own even where its weights are those of before. */
  made(model: ModelLike, moment: Moment): Noted {
    const weights = weightsOf(model);
    const data = dataOf(weights);
    const before = this.#wholly(model, data, moment);
    const restored = before !== undefined && moment.origin === "trained";
    const told: Moment = restored ? { ...moment, origin: "restored" } : moment;
    return this.#note(model, weights, data, told);
  }

  /** Resolve when all that was noted is recorded. */
  async settled(): Promise<void> {
    await Promise.all(this.#going);
  }

  /** Return the state, left meanwhile, that had all of this data. */
  #wholly(
    model: ModelLike,
    data: readonly object[],
    { step = null }: Moment,
  ): Known | undefined {
    const last = this.#last.get(model);
    const left = (known: Known) => known !== last || isBefore(known.step, step);
    // Frozen weights are part of each state: one of the others tells which it was.
    return data
      .map((one) => this.#ofData.get(one))
      .find((known) => known && left(known) && same(known.data, data));
  }

  #note(
    model: ModelLike,
    weights: readonly Weight[],
    data: readonly object[],
    moment: Moment,
  ): Noted {
    const known = { id: uuidv7(), data, step: moment.step ?? null };
    for (const link of this.#links(model, weights, known, moment)) {
      this.#sink.add("state_links", link);
    }
    this.#last.set(model, known);
    for (const one of data) this.#ofData.set(one, known);
    for (const weight of weights) this.#ofWeight.set(weight, known);
    const recorded = this.#hash(known.id, weights, moment);
    this.#going.add(recorded);
    void recorded.then(() => this.#going.delete(recorded));
    return { id: known.id, recorded };
  }

  async #hash(
    state_id: string,
    weights: readonly Weight[],
    moment: Moment,
  ): Promise<void> {
    const recorded_at = nowMs();
    const size_bytes = weights.reduce((sum, one) => sum + bytesOf(one.read()), 0);
    const small = size_bytes <= this.#limit;
    const { hash, spentMs } = small ? hashing(weights) : unhashed;
    const weights_hash = await hash.catch((error: unknown) => {
      this.#guard.failed("the weights' hash", error);
      return null;
    });
    this.#guard.attempt("a model's state", () =>
      this.#sink.add("model_states", {
        ...blank,
        recorded_at,
        ...moment,
        state_id,
        weights_hash,
        size_bytes,
        hash_ms: spentMs(),
      }),
    );
  }

  /** Say what a state derives from: the one before, or others that had its weights. */
  #links(
    model: ModelLike,
    weights: readonly Weight[],
    { id: state_id, data }: Known,
    moment: Moment,
  ): StateLinkRow[] {
    const { origin } = moment;
    if (origin === "loaded") return [];
    const row = (source: Known, relation: StateLinkRow["relation"], count: number) => ({
      state_id,
      source_state_id: source.id,
      relation,
      weights: count,
    });
    const last = this.#last.get(model);
    const whole = this.#wholly(model, data, moment);
    if (whole) {
      const relation = origin === "restored" ? "restored" : "copied";
      return [row(whole, relation, data.length)];
    }
    if (last && origin !== "changed") return [row(last, "trained", data.length)];
    const others = this.#others(weights, data, last);
    const links = others.map(({ source, shared, count }) =>
      row(source, shared ? "shared" : "copied", count),
    );
    const rest = others.reduce((left, { count }) => left - count, data.length);
    return last ? [row(last, "changed", rest), ...links] : links;
  }

  /** Count the weights that are those of other models' states. */
  #others(weights: readonly Weight[], data: readonly object[], last?: Known) {
    const found = new Map<Known, { source: Known; shared: boolean; count: number }>();
    weights.forEach((weight, i) => {
      const shared = last === undefined && this.#ofWeight.has(weight);
      const map = shared ? this.#ofWeight : this.#ofData;
      const source = map.get(shared ? weight : data[i]!);
      if (!source || source === last) return;
      const { count } = found.get(source) ?? { count: 0 };
      found.set(source, { source, shared, count: count + 1 });
    });
    return [...found.values()];
  }
}

const unhashed = { hash: Promise.resolve(null), spentMs: () => 0 };

const blank = {
  run_id: null,
  phase_id: null,
  model_id: null,
  artifact_id: null,
  epoch: null,
  step: null,
  monitor: null,
  monitor_value: null,
  duration_ms: null,
};

function dataOf(weights: readonly Weight[]): object[] {
  return weights.map((weight) => weight.read().dataId);
}

function isBefore(a: number | null, b: number | null): boolean {
  return a !== null && b !== null && a < b;
}

function same(a: readonly object[], b: readonly object[]): boolean {
  return a.length === b.length && a.every((one, i) => one === b[i]);
}
