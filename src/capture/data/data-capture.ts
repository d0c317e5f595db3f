import type { FactSink } from "../../store/facts";
import { messageOf } from "../../util/errors";
import type { Guard, Lost } from "../guard";
import { isTensor, type TensorLike } from "../tfjs";
import { factsFrom } from "./facts";
import type { Fingerprint } from "./fingerprinting";
import { contentReader, type ReadOptions, tensorReader } from "./read";
import { contentFrom, isStream, type Part, partsOf } from "./values";

/** How data is recorded. */
export interface DataOptions {
  /** Make fingerprints of rows, of all data that enters a phase. */
  rows?: boolean;
}

/** A tensor or an array of some data, known by its content. */
export interface Known {
  /** Its name among the others; null where it is alone. */
  readonly part: string | null;
  readonly fingerprint: Fingerprint;
}

interface Following {
  lost?: Lost;
  toCome?: boolean;
  training?: boolean;
}

/** Reads what enters trainings, each content once, and adds what it is to the facts. */
export class DataCapture {
  readonly rows: boolean;
  readonly guard: Guard;
  readonly #sink: FactSink;
  readonly #fullBytes: number | undefined;
  /** Fingerprints by the id of a tensor's values, for tensors never change. */
  readonly #tensors = new WeakMap<object, Map<string, Promise<Fingerprint>>>();
  readonly #streams = new WeakMap<object, Later<Known[]>>();
  readonly #stored = new Set<string>();
  readonly #pending = new Set<Promise<unknown>>();
  /** Of that what no training waits for. */
  readonly #told = new Set<Promise<unknown>>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(
    sink: FactSink,
    guard: Guard,
    { rows = false, fullBytes }: DataOptions & Pick<ReadOptions, "fullBytes"> = {},
  ) {
    this.#sink = sink;
    this.guard = guard;
    this.rows = rows;
    this.#fullBytes = fullBytes;
  }

  /** Read a tensor or an array, begun at once: it may change or go afterwards. */
  identify(value: object, rows = this.rows): Promise<Fingerprint> {
    return isTensor(value) ? this.#tensor(value, rows) : this.#array(value, rows);
  }

  /** Read all parts of some data; a `tf.data.Dataset` is known when it was passed. */
  async identifyAll(data: unknown, rows = this.rows): Promise<Known[]> {
    const known = partsOf(data).map((part) => this.#part(part, rows));
    for (const one of known) one.catch(() => {});
    return (await Promise.all(known)).flat();
  }

  async #part({ name: part, value }: Part, rows: boolean): Promise<Known[]> {
    if (isStream(value)) return this.stream(value).promise;
    return [{ part, fingerprint: await this.identify(value, rows) }];
  }

  /** Return where it is told what passed by from a `tf.data.Dataset`. */
  stream(dataset: object): Later<Known[]> {
    const later = this.#streams.get(dataset) ?? new Later<Known[]>();
    this.#streams.set(dataset, later);
    return later;
  }

  /** Tell whether some of the data has to pass by before it is known. */
  isToCome(data: unknown): boolean {
    return partsOf(data).some(
      ({ value }) => isStream(value) && !this.stream(value).resolved,
    );
  }

  /** Add what a content is, unless that was done. */
  store(fingerprint: Fingerprint): void {
    const { hash, rowHashes } = fingerprint;
    const facts = factsFrom(fingerprint);
    if (!this.#stored.has(hash)) {
      this.#stored.add(hash);
      this.#sink.add("datasets", facts.dataset);
      for (const row of facts.columns) this.#sink.add("dataset_columns", row);
      for (const row of facts.classes) this.#sink.add("dataset_classes", row);
    }
    if (!rowHashes || this.#stored.has(`${hash} rows`)) return;
    this.#stored.add(`${hash} rows`);
    for (const row of facts.rows) this.#sink.add("row_fingerprints", row);
  }

  /**
   * Go on with what was begun, its trouble said and noted; never rejects.
   *
   * @param more `toCome` for work that may wait for ever, which nobody waits for;
   * `training` for what a training waits for at its end.
   */
  follow(
    what: string,
    work: Promise<unknown>,
    { lost, toCome = false, training = false }: Following = {},
  ): Promise<void> {
    const followed = work
      .catch((error: unknown) => this.guard.failed(what, error, lost))
      .then(() => {
        this.#pending.delete(followed);
        this.#told.delete(followed);
      });
    if (!toCome) this.#pending.add(followed);
    if (!toCome && !training) this.#told.add(followed);
    return followed;
  }

  /** Resolve when all that was begun is known. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  /** Resolve when what queries wait for is known; at once when it is. */
  told(): Promise<unknown> | undefined {
    return this.#told.size > 0 ? Promise.all(this.#told) : undefined;
  }

  #tensor(tensor: TensorLike, rows: boolean): Promise<Fingerprint> {
    const key = `${tensor.dtype} ${tensor.shape.join()} ${rows}`;
    const id = tensor.dataId ?? tensor;
    const known = this.#tensors.get(id) ?? new Map<string, Promise<Fingerprint>>();
    this.#tensors.set(id, known);
    const found = known.get(key);
    if (found) return found.then((fingerprint) => ({ ...fingerprint, hashMs: 0 }));
    const reading = this.#inTurn(() => tensorReader(tensor, this.#options(rows)));
    known.set(key, reading);
    reading.catch(() => known.delete(key));
    return reading;
  }

  #array(array: object, rows: boolean): Promise<Fingerprint> {
    return this.#inTurn(() => contentReader(contentFrom(array), this.#options(rows)));
  }

  #options(rows: boolean): ReadOptions {
    return { rows, fullBytes: this.#fullBytes };
  }

  /** Begin at once, and go on when what was begun before is done. */
  #inTurn(begin: () => () => Promise<Fingerprint>): Promise<Fingerprint> {
    try {
      const goOn = begin();
      const read = this.#queue.then(goOn);
      this.#queue = read.catch(() => {});
      return read;
    } catch (error) {
      return Promise.reject(new Error(messageOf(error), { cause: error }));
    }
  }
}

/** A promise that is resolved from outside. */
export class Later<T> {
  resolved = false;
  #resolve!: (value: T) => void;
  readonly promise = new Promise<T>((resolve) => {
    this.#resolve = resolve;
  });

  resolve(value: T): void {
    this.resolved = true;
    this.#resolve(value);
  }
}
