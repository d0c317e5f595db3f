import type { Split } from "../../store/facts";
import { argsOf, type Call } from "../calls/call";
import type { Phase } from "../runs/phase";
import { isTensor } from "../tfjs";
import type { DataCapture, Known } from "./data-capture";
import { type Kept, type Pass, type Passed, type Role, StreamWatch } from "./streams";
import { isStream, partsOf } from "./values";

/** Which rows of a content a phase used, for what. */
interface Range {
  readonly split: Split;
  readonly firstRow: number;
  readonly rows: number | null;
}

/** Batches of trainOnBatch that are looked at. */
const BATCHES = 64;
/** Bytes of each of its tensors that are read. */
const BATCH_BYTES = 16 * 2 ** 20;

/** The data that enters one phase: which, on which side, for what. */
export class PhaseData {
  readonly #data: DataCapture;
  readonly #phase: Phase;
  readonly #watches: { split: Split; watch: StreamWatch }[] = [];
  readonly #streamed: { split: Split; passed: readonly Passed[] }[] = [];
  readonly #reading: Promise<void>[] = [];

  constructor(data: DataCapture, phase: Phase) {
    this.#data = data;
    this.#phase = phase;
  }

  /** Take the data of a call; return what tfjs is given, streams with our eye on them. */
  enter(call: Call): readonly unknown[] {
    const { guard } = this.#data;
    const { lost } = this.#phase;
    return guard.attempt("the data", () => this.#enter(call), lost) ?? call.given;
  }

  #enter(call: Call): readonly unknown[] {
    const { kind, given } = call;
    const args = argsOf(call);
    switch (kind) {
      case "fit":
        this.#fit(given, args);
        return given;
      case "evaluate":
        this.#both(given[0], given[1], "test");
        return given;
      case "fitDataset": {
        const dataset = this.#stream(given[0], "train", args.batchesPerEpoch);
        const limit = args.validationBatches;
        const validationData = this.#validation(args.validationData, limit);
        if (validationData === undefined) return [dataset, ...given.slice(1)];
        return [dataset, { ...args, validationData }, ...given.slice(2)];
      }
      case "evaluateDataset":
        return [this.#stream(given[0], "test", args.batches), ...given.slice(1)];
      default:
        return given;
    }
  }

  /** tfjs validates on the last rows, taken off before any shuffling. */
  #fit([x, y]: readonly unknown[], args: ReturnType<typeof argsOf>): void {
    const { validationData, validationSplit: share } = args;
    const told = Array.isArray(validationData) && validationData.length > 0;
    const rows = rowsOf(x);
    if (!told && rows !== undefined && share && share > 0 && share < 1) {
      const splitAt = Math.floor(rows * (1 - share));
      const train = { split: "train", firstRow: 0, rows: splitAt } as const;
      const rest = { firstRow: splitAt, rows: rows - splitAt };
      const ranges = [train, { split: "validation", ...rest } as const];
      this.#use(x, "x", ranges);
      this.#use(y, "y", ranges);
      return;
    }
    this.#both(x, y, "train");
    if (told) this.#both(validationData[0], validationData[1], "validation");
  }

  #validation(validationData: unknown, limit: unknown): unknown {
    if (Array.isArray(validationData)) {
      this.#both(validationData[0], validationData[1], "validation");
    }
    if (!isStream(validationData)) return undefined;
    return this.#stream(validationData, "validation", limit);
  }

  #both(x: unknown, y: unknown, split: Split): void {
    const all = [{ split, firstRow: 0, rows: null }];
    this.#use(x, "x", all);
    this.#use(y, "y", all);
  }

  #use(data: unknown, role: Role, ranges: readonly Range[]): void {
    const { lost } = this.#phase;
    const known = this.#data
      .identifyAll(data)
      .then((all) => all.forEach((one) => void this.#known(one, role, ranges)));
    const training = this.#phase.kind === "fit" || this.#phase.kind === "fitDataset";
    this.#reading.push(this.#data.follow("the data", known, { lost, training }));
  }

  #known({ part, fingerprint }: Known, role: Role, ranges: readonly Range[]): void {
    this.#data.store(fingerprint);
    ranges.forEach(({ split, firstRow, rows }, i) => {
      this.#phase.used({
        dataset_hash: fingerprint.hash,
        ...{ role, part, split, via: "tensor" },
        first_row: firstRow,
        rows: rows ?? fingerprint.rows,
        ...{ batches: null, complete: true },
        hash_ms: i === 0 ? fingerprint.hashMs : 0,
      });
    });
  }

  #stream(dataset: unknown, split: Split, limit: unknown): unknown {
    if (!isStream(dataset)) return dataset;
    const batches = typeof limit === "number" ? limit : undefined;
    const watch = this.#watch(split, { batches, of: dataset });
    return watch.around(dataset);
  }

  /** Look at batches that the user trains on one by one; a bounded number of them. */
  batches(): StreamWatch {
    return this.#watch("train", { batches: BATCHES, bytes: BATCH_BYTES });
  }

  #watch(
    split: Split,
    { batches, bytes, of }: { batches?: number; bytes?: number; of?: object },
  ): StreamWatch {
    const { lost } = this.#phase;
    const ended = (pass: Pass) => this.#passed(pass, split, of);
    const watch = new StreamWatch(this.#data, { batches, bytes, ended, lost });
    this.#watches.push({ split, watch });
    return watch;
  }

  /** What is left of the first batches that passed by for a split. */
  kept(split: Split): readonly Kept[] {
    return this.#watches.flatMap((one) => (one.split === split ? one.watch.kept : []));
  }

  /** What passed by for a split, once all of it has. */
  passed(split: Split): readonly Passed[] {
    return this.#streamed.flatMap((one) => (one.split === split ? one.passed : []));
  }

  #passed({ passed, batches, complete }: Pass, split: Split, of?: object): void {
    this.#streamed.push({ split, passed });
    for (const { role, part, fingerprint } of passed) {
      this.#data.store(fingerprint);
      this.#phase.used({
        dataset_hash: fingerprint.hash,
        ...{ role, part, split, via: of ? "stream" : "batches" },
        ...{ first_row: 0, rows: fingerprint.rows, batches, complete },
        hash_ms: fingerprint.hashMs,
      });
    }
    if (!of || passed.length === 0) return;
    this.#data.stream(of).resolve(
      passed.map(({ role, part, fingerprint }) => ({
        part: part === null ? `${role}s` : `${role}s.${part}`,
        fingerprint,
      })),
    );
  }

  /** End what still passes by, and resolve when all is known; never rejects. */
  async settled(): Promise<void> {
    const { guard } = this.#data;
    const { lost } = this.#phase;
    for (const { watch } of this.#watches) {
      guard.attempt("the data", () => watch.end(false), lost);
    }
    await Promise.all(this.#reading);
  }
}

/** Count the rows as tfjs does, by the first tensor. */
function rowsOf(data: unknown): number | undefined {
  const first = partsOf(data)[0]?.value;
  return isTensor(first) ? first.shape[0] : undefined;
}
