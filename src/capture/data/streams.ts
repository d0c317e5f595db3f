import type { Lost } from "../guard";
import { isObject, isTensor, type TensorLike } from "../tfjs";
import type { DataCapture } from "./data-capture";
import { type Fingerprint, Fingerprinting } from "./fingerprinting";
import { FULL_BYTES } from "./read";
import {
  type DType,
  dtypeOf,
  type IteratorLike,
  partsOf,
  type Step,
  type StreamLike,
  type Values,
  valuesFrom,
} from "./values";

/** Which side of a model data stands on. */
export type Role = "x" | "y";

/** One tensor's worth of what passed by. */
export interface Passed {
  readonly role: Role;
  readonly part: string | null;
  readonly fingerprint: Fingerprint;
}

/** The first rows of the first batch, in one of its tensors. */
export interface Kept {
  readonly role: Role;
  readonly part: string | null;
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
}

/** Values of a tensor of the first batch that are kept; one row at least. */
const KEPT = 2 ** 16;

/** What passed by in the first pass over a stream. */
export interface Pass {
  readonly passed: readonly Passed[];
  readonly batches: number;
  /** Whether the stream had ended. */
  readonly complete: boolean;
}

export interface StreamOptions {
  /** Batches after which the pass is over; without it the stream's end tells. */
  batches?: number;
  /** Bytes of each tensor after which only rows are counted. */
  bytes?: number;
  /** Called once, with what has passed by. */
  ended(pass: Pass): void;
  lost: Lost;
}

/**
 * Looks at the batches that pass by in the first pass over a stream, in their order.
 * Nothing is drawn from the stream but what tfjs draws, and each batch as often.
 */
export class StreamWatch {
  readonly #data: DataCapture;
  readonly #options: StreamOptions;
  readonly #sides = new Map<string, Side>();
  /** The iterator of the first pass, once a batch was drawn from one. */
  #first: object | undefined;
  #batches = 0;
  #over = false;
  /** What is left of the first batch, to look at where a number goes wrong. */
  kept: readonly Kept[] = [];

  constructor(data: DataCapture, options: StreamOptions) {
    this.#data = data;
    this.#options = options;
  }

  /** Return a stream that hands on all of another, and is looked at. */
  around(stream: StreamLike): StreamLike {
    if (typeof stream.next === "function")
      return this.#iterator(stream as IteratorLike);
    const iterator = async () => this.#iterator(await stream.iterator!());
    return Object.create(stream, { iterator: { value: iterator } }) as StreamLike;
  }

  #iterator(iterator: IteratorLike): IteratorLike {
    const next = async () => {
      const step = await iterator.next();
      if (!this.#over) await this.#step(iterator, step);
      return step;
    };
    return Object.create(iterator, { next: { value: next } }) as IteratorLike;
  }

  async #step(iterator: object, step: Step): Promise<void> {
    this.#first ??= iterator;
    if (this.#first !== iterator) return;
    if (isObject(step.value)) await this.look(step.value.xs, step.value.ys);
    if (step.done) this.#guarded(() => this.end(true));
  }

  /** Take the tensors of a batch, all read before it is trained on; never rejects. */
  async look(xs: unknown, ys: unknown): Promise<void> {
    if (this.#over) return;
    await this.#see(xs, ys).catch((error: unknown) =>
      this.#guarded(() => {
        throw error;
      }),
    );
  }

  #guarded(body: () => void): void {
    try {
      body();
    } catch (error) {
      this.#over = true;
      this.#data.guard.failed("a dataset", error, this.#options.lost);
    }
  }

  async #see(xs: unknown, ys: unknown): Promise<void> {
    this.#batches += 1;
    const tensors = [...sidesOf("x", xs), ...sidesOf("y", ys)];
    const read = tensors.map(({ tensor }) => tensor.data());
    const values = await Promise.all(read);
    if (this.#batches === 1) {
      this.kept = tensors.flatMap((of, i) => keptOf(of, values[i]!));
    }
    tensors.forEach((of, i) => {
      this.#side(of).add(valuesFrom(values[i]!, dtypeOf(of.tensor)), of.tensor.shape);
    });
    if (this.#batches === this.#options.batches) this.end(false);
  }

  /** End the pass; a second time does nothing. */
  end(complete: boolean): void {
    if (this.#over) return;
    this.#over = true;
    const passed = [...this.#sides.values()].map((side) => side.passed());
    this.#options.ended({ passed, batches: this.#batches, complete });
  }

  #side({ role, part, tensor }: SideTensor): Side {
    const key = `${role} ${part}`;
    const known = this.#sides.get(key);
    if (known) return known;
    const { bytes = FULL_BYTES } = this.#options;
    const { rows } = this.#data;
    const side = new Side(role, part, { bytes, rows, tensor });
    this.#sides.set(key, side);
    return side;
  }
}

interface SideTensor {
  readonly role: Role;
  readonly part: string | null;
  readonly tensor: TensorLike;
}

function keptOf({ role, part, tensor }: SideTensor, values: ArrayLike<number>): Kept[] {
  const { shape, dtype = "float32" } = tensor;
  if (!ArrayBuffer.isView(values) || shape.length === 0) return [];
  const width = shape.slice(1).reduce((product, length) => product * length, 1);
  const rows = Math.min(shape[0]!, Math.max(1, Math.floor(KEPT / Math.max(1, width))));
  const few = (values as unknown as Float32Array).slice(0, rows * width);
  return [{ role, part, dtype, shape: [rows, ...shape.slice(1)], values: few }];
}

function sidesOf(role: Role, data: unknown): SideTensor[] {
  return partsOf(data).flatMap(({ name: part, value }) =>
    isTensor(value) ? [{ role, part, tensor: value }] : [],
  );
}

/** All that passes by in one place of the batches, as one content. */
class Side {
  readonly #print: Fingerprinting;
  readonly #dtype: DType;
  readonly #rowShape: readonly number[];
  readonly #bound: number;
  #rows = 0;
  #values = 0;
  #sizeBytes = 0;
  #readRows = 0;

  constructor(
    readonly role: Role,
    readonly part: string | null,
    { bytes, rows, tensor }: { bytes: number; rows: boolean; tensor: TensorLike },
  ) {
    this.#dtype = dtypeOf(tensor);
    this.#rowShape = tensor.shape.slice(1);
    this.#bound = bytes;
    this.#print = new Fingerprinting(this.#dtype, this.#rowShape, { rows });
  }

  /** @throws TypeError where a batch is of other rows than the first. */
  add(values: Values, [rows = 0, ...rowShape]: readonly number[]): void {
    if (rowShape.join() !== this.#rowShape.join()) {
      throw new TypeError(
        `Batches of different rows have no hash together: ${shapeText(this.#rowShape)} and ${shapeText(rowShape)}`,
      );
    }
    this.#rows += rows;
    this.#sizeBytes += "byteLength" in values ? values.byteLength : 0;
    if (this.#print.readBytes >= this.#bound) return;
    this.#print.add(values, this.#values);
    this.#values += values.length;
    this.#readRows += rows;
  }

  passed(): Passed {
    const all = this.#readRows === this.#rows;
    const part = all ? "" : `first ${this.#readRows} rows`;
    const sizeBytes = all ? this.#print.readBytes : this.#sizeBytes;
    const shape = [this.#rows, ...this.#rowShape];
    const fingerprint = this.#print.end(shape, { part, sizeBytes });
    return { role: this.role, part: this.part, fingerprint };
  }
}

const shapeText = (shape: readonly number[]) => JSON.stringify(shape);
