import { isAbsolute, relative } from "node:path";
import type { DerivationRow } from "../../store/data-facts";
import type { FactSink, Split } from "../../store/facts";
import { nowMs } from "../../util/clock";
import { sha256 } from "../../util/sha256";
import { uuidv7 } from "../../util/uuid";
import { isObject } from "../tfjs";
import type { DataCapture, Known } from "./data-capture";

/** What may be told of some data. */
export interface DatasetOptions {
  /** Its name, such as `"penguins"`. */
  name?: string;
  /** Where it is from: a file, an address, a query. */
  source?: string;
  /** What it is for. */
  split?: Split;
  /** The data that it was made from, or that one's name; a list for several. */
  derivedFrom?: unknown;
  /** How it was made from that. */
  by?: string;
  /** Make a fingerprint of each row, to ask for rows in SQL. */
  rows?: boolean;
}

/** A step that turned data into other data. */
interface StepTaken {
  name: string | null;
  sourceHash: string | null;
  startedAt: number;
  endedAt: number;
  cellRunId: string | null;
}

/** Names data, and keeps which was made from which. */
export class Naming {
  readonly #data: DataCapture | undefined;
  readonly #sink: FactSink;
  readonly #cell: () => string | undefined;

  /** @param data nothing where data is not recorded. */
  constructor(
    data: DataCapture | undefined,
    sink: FactSink,
    cell: () => string | undefined,
  ) {
    this.#data = data;
    this.#sink = sink;
    this.#cell = cell;
  }

  /** Name data, and tell what it was made from. */
  name(given: unknown, options: DatasetOptions): void {
    const data = this.#data;
    if (!data) return;
    const at = nowMs();
    const cellRunId = this.#cell() ?? null;
    const { derivedFrom, by, rows } = options;
    const outputs = data.identifyAll(given, rows || data.rows);
    const named = outputs.then((all) => this.#named(all, options, { at, cellRunId }));
    const toCome = data.isToCome(given);
    void data.follow("a dataset", named, { toCome });
    if (derivedFrom === undefined) return;
    const step = { name: by ?? null, sourceHash: null, cellRunId };
    const taken = { ...step, startedAt: at, endedAt: at };
    const inputs = this.#inputs(data, derivedFrom);
    this.#derive(data, taken, {
      ...{ inputs, outputs },
      toCome: toCome || data.isToCome(derivedFrom),
    });
  }

  /** Run a step's function on what it is given, and keep what came out of what. */
  run<A extends unknown[], R>(name: string, body: (...given: A) => R, given: A): R {
    const data = this.#data;
    if (!data) return body(...given);
    const startedAt = nowMs();
    const cellRunId = this.#cell() ?? null;
    // Begun before the function, which may dispose of what it is given, or change it.
    const used = given.length === 1 ? given[0] : { ...given };
    const inputs = data.identifyAll(used);
    const toCome = data.isToCome(used);
    inputs.catch(() => {});
    const result = body(...given);
    const took = (value: unknown) => {
      const step = { name, sourceHash: sha256(String(body)), startedAt, cellRunId };
      const taken = { ...step, endedAt: nowMs() };
      const outputs = data.identifyAll(value);
      this.#derive(data, taken, {
        ...{ inputs, outputs },
        toCome: toCome || data.isToCome(value),
      });
    };
    const attempt = (value: unknown) =>
      void data.guard.attempt("a step", () => took(value));
    if (!isThenable(result)) attempt(result);
    else result.then(attempt, () => {});
    return result;
  }

  #named(
    all: readonly Known[],
    { name, source, split, by }: DatasetOptions,
    { at, cellRunId }: { at: number; cellRunId: string | null },
  ): void {
    for (const { part, fingerprint } of all) {
      this.#data!.store(fingerprint);
      if ([name, source, split, by].every((told) => told === undefined)) continue;
      this.#sink.add("dataset_names", {
        dataset_hash: fingerprint.hash,
        name: name ?? null,
        part,
        source: source === undefined ? null : withoutFolders(source),
        split: split ?? null,
        recorded_at: at,
        cell_run_id: cellRunId,
      });
    }
  }

  /** Read what data was made from; a name alone stands for itself. */
  async #inputs(data: DataCapture, from: unknown): Promise<(Known | string)[]> {
    if (typeof from === "string") return [from];
    const named = Array.isArray(from) && from.some((one) => typeof one === "string");
    if (!named) return data.identifyAll(from);
    const all = from.map((one) => this.#inputs(data, one));
    return (await Promise.all(all)).flat();
  }

  #derive(
    data: DataCapture,
    step: StepTaken,
    of: {
      inputs: Promise<readonly (Known | string)[]>;
      outputs: Promise<readonly Known[]>;
      toCome: boolean;
    },
  ): void {
    const added = Promise.all([of.inputs, of.outputs]).then(([inputs, outputs]) => {
      for (const one of [...inputs, ...outputs]) {
        if (typeof one !== "string") data.store(one.fingerprint);
      }
      for (const row of derivationsFrom(step, inputs, outputs)) {
        this.#sink.add("derivations", row);
      }
    });
    void data.follow("a dataset", added, { toCome: of.toCome });
  }
}

/** Pair what went in with what came out, a row a pair. */
function derivationsFrom(
  { name, sourceHash, startedAt, endedAt, cellRunId }: StepTaken,
  inputs: readonly (Known | string)[],
  outputs: readonly Known[],
): DerivationRow[] {
  const step_id = uuidv7();
  const of = {
    ...{ step_id, step: name, source_hash: sourceHash },
    ...{ started_at: startedAt, ended_at: endedAt, cell_run_id: cellRunId },
  };
  const used = inputs.length > 0 ? inputs : [null];
  const made = outputs.length > 0 ? outputs : [null];
  return used.flatMap((input) =>
    made.map((output) => ({
      ...of,
      ...inputOf(input),
      output_hash: output?.fingerprint.hash ?? null,
      output_part: output?.part ?? null,
    })),
  );
}

function inputOf(input: Known | string | null) {
  const name = typeof input === "string" ? input : null;
  const known = typeof input === "string" ? null : input;
  return {
    input_hash: known?.fingerprint.hash ?? null,
    input_part: known?.part ?? null,
    input_name: name,
  };
}

function isThenable(value: unknown): value is Promise<unknown> {
  return isObject(value) && typeof value.then === "function";
}

/** Write an absolute path from the working folder, or without its folders outside it. */
function withoutFolders(source: string): string {
  if (!isAbsolute(source)) return source;
  const inside = relative(process.cwd(), source);
  const outside = inside.startsWith("..") || isAbsolute(inside);
  return (outside ? source.split(/[\\/]/).at(-1)! : inside).replaceAll("\\", "/");
}
