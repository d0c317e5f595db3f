import type { DuckDBConnection } from "@duckdb/node-api";
import { nowMs } from "../util/clock";
import type { CellEnding, CellSink } from "./cell-facts";
import { CellLeases } from "./cell-leases";
import type {
  Ending,
  FactSink,
  FactTables,
  PhaseEnding,
  Series,
  SeriesRow,
} from "./facts";
import type { OpenFile } from "./file";
import { Held } from "./held";
import { Leases } from "./leases";
import { Lifetime } from "./lifetime";
import { RunNames } from "./names";
import { Pending, type Taken } from "./pending";
import { AT_ONCE } from "./points";
import type { Reading } from "./reader";
import { fullText } from "./sayings";
import { settleInterrupted } from "./settle";
import { Writer } from "./writer";

/**
 * What took so long is written as it ends, in ms: a little less than the 100 that are
 * promised, as clocks jitter.
 */
const LONG_MS = 90;
/** What waits is written at the latest after so much time, in ms. */
const LATEST_MS = 250;
/** What ends quickly is written a little before the timer would write it. */
const QUICK_MS = 0.9 * LATEST_MS;

export interface StoreOptions {
  experiment: string;
  /** Tell the user something, once for each trouble. */
  say: (message: string) => void;
}

/**
 * The one DuckDB file: takes facts at once, writes them soon without being waited
 * for, and gives readers a connection that sees all that was taken before.
 */
export class Store implements FactSink, CellSink {
  experiment: string;
  /** Whether a reading waits or goes on; looked at with each batch of a training. */
  asked = false;
  #pending: Pending;
  #leases = new Leases();
  #cells = new CellLeases(() => {
    if (!this.#rests) this.#issue();
  });
  #names = new RunNames();
  readonly #held = new Held();
  #life: Lifetime;
  #writer: Writer;
  #reading = new Set<Promise<void>>();
  #issuedAt = 0;
  /** When something was written as it ended, or a phase began. */
  #pacedAt = 0;
  #timer: NodeJS.Timeout | undefined;
  /** Whether it was closed and not used since: what cells do then waits. */
  #rests = false;

  constructor(path: string, { experiment, say }: StoreOptions) {
    this.experiment = experiment;
    this.#life = new Lifetime(
      path,
      say,
      () => this.#busy,
      (file) => this.#opened(file),
    );
    this.#pending = new Pending(() => say(fullText(this.path)));
    this.#writer = new Writer(this.#life, say, {
      take: () => (this.#pending.empty ? undefined : this.#take()),
      lost: () => this.#pending.takeLost(),
    });
  }

  /** The file that is written, absolute; it may have had to move aside. */
  get path(): string {
    return this.#life.path;
  }

  add<T extends keyof FactTables>(table: T, row: FactTables[T]): void {
    if (this.#held.has(table, row) && this.#life.file) return;
    this.#pending.add(table, row);
    if (table === "runs") this.#leases.hold((row as FactTables["runs"]).run_id);
    // What a training begins with is written with its first epochs.
    if (table === "phases") this.#pacedAt = (row as FactTables["phases"]).started_at;
    if (table === "cell_runs") this.#begun(row as FactTables["cell_runs"]);
    if (!this.#rests || !table.startsWith("cell")) this.#soon();
  }

  endRun(runId: string, ending: Ending): void {
    this.#pending.endRun(runId, ending);
    this.#leases.letGo(runId);
    this.pace();
    if (this.#leases.size === 0) this.#sooner();
    else this.#soon();
  }

  endPhase(phaseId: string, ending: PhaseEnding): void {
    this.#pending.endPhase(phaseId, ending);
    this.#soon();
  }

  endCell(cellRunId: string, ending: CellEnding): void {
    this.#pending.endCell(cellRunId, ending);
    this.#cells.letGo(cellRunId);
    // Not at once: to open the file would keep the cell's reply waiting.
    if (!this.#rests) this.#soon();
  }

  series(of: SeriesRow): Series {
    return this.#pending.begin(of, (at) => {
      const many = this.#pending.points.length >= AT_ONCE;
      if ((many && this.#writable) || at - this.#issuedAt > LATEST_MS) this.#issue();
      else if (!this.#timer) this.#soon();
    });
  }

  pace(began = this.#pacedAt): void {
    const now = nowMs();
    const written = Math.max(this.#issuedAt, this.#pacedAt);
    if (now - began < LONG_MS && now - written < QUICK_MS) return;
    this.#pacedAt = now;
    this.#issue(now);
  }

  freeName(experiment: string, wanted?: string): string {
    return this.#names.free(experiment, wanted);
  }

  async flush(): Promise<void> {
    for (let pass = 0; pass < 3 && this.#unwritten; pass++) {
      if (!this.#life.file) await this.#open();
      this.#issue();
      await this.#writer.settled();
    }
  }

  /**
   * Start a reading on a connection of its own, and return its result. `written`
   * resolves when all that was taken until now is in the file.
   *
   * @throws ProvError when the file can't be opened.
   */
  async read<T>(
    start: (connection: DuckDBConnection, written: Promise<void>) => Reading<T>,
  ): Promise<T> {
    const reading = this.#read(start);
    const ended = reading
      .then(({ free }) => free)
      .catch(() => undefined)
      .finally(() => {
        this.#reading.delete(ended);
        this.asked = this.#reading.size > 0;
        this.#life.touch();
      });
    this.#reading.add(ended);
    this.asked = true;
    return (await reading).result;
  }

  ready(): Promise<void> | undefined {
    // In trouble no training waits for a file that may never open.
    return this.#life.file || this.#writer.inTrouble ? undefined : this.#open();
  }

  /** Write what waits and let the file go. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#life.settled();
    do {
      await this.flush();
      await Promise.all(this.#reading);
      // DuckDB does not survive the closing of a connection that its thread works on.
    } while (this.#writer.writing || this.#reading.size > 0);
    this.#life.close();
    this.#cells.stop();
    this.#rests = true;
  }

  /** Let the file go as it is, for a process that ends now. */
  closeNow(): void {
    if (!this.#writer.working && this.#reading.size === 0) this.#life.close();
  }

  get #writable(): boolean {
    return this.#life.file !== undefined && !this.#writer.inTrouble;
  }

  get #unwritten(): boolean {
    return !this.#pending.empty || this.#writer.working;
  }

  get #busy(): boolean {
    return this.#unwritten || this.#reading.size > 0 || this.#leases.size > 0;
  }

  async #read<T>(
    start: (connection: DuckDBConnection, written: Promise<void>) => Reading<T>,
  ): Promise<Reading<T>> {
    const { readers } = await this.#life.open();
    const written = this.#written();
    return readers.lend((connection) => start(connection, written));
  }

  /** Write what was taken until now, whatever a training adds meanwhile. */
  async #written(): Promise<void> {
    if (this.#writer.inTrouble) return this.flush();
    this.#issue();
    await this.#writer.written();
  }

  #begun({ cell_run_id, started_at }: FactTables["cell_runs"]): void {
    this.#cells.hold(cell_run_id, started_at, nowMs());
  }

  /** Before the file is used: end what a dead process left, learn the names. */
  async #opened({ writer }: OpenFile): Promise<void> {
    this.#rests = false;
    this.#held.forget();
    await settleInterrupted(writer, this.#leases.begun);
    const names = await writer.runAndReadAll(
      "SELECT experiment, name FROM tfjs_prov.runs",
    );
    for (const [experiment, name] of names.getRows()) {
      this.#names.note(String(experiment), String(name));
    }
  }

  /** See to it that what waits is written in time. */
  #soon(withinMs = LATEST_MS, leftMs = withinMs): void {
    if (this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const left = this.#issuedAt + withinMs - nowMs();
      // What was written meanwhile as it ended needs no writing again.
      if (left > 1) return this.#soon(withinMs, left);
      this.#issue();
      if (this.#leases.size > 0 || this.#unwritten) this.#soon();
    }, leftMs);
    this.#timer.unref();
  }

  /** Where nothing trains any more nothing else will wait for the same writing. */
  #sooner(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#soon(LONG_MS);
  }

  /** Hand all that waits to the writer; never throws, never waits. */
  #issue(now = nowMs()): void {
    this.#issuedAt = now;
    const renewals = this.#leases.renewals(now);
    if (this.#writer.inTrouble) {
      this.#held.forget();
      return void this.#writer.retry();
    }
    const idle = this.#pending.empty && this.#leases.size === 0;
    if (idle && !this.#cells.isDue(now)) return;
    if (!this.#life.file) return void this.#open().then(() => this.#issue());
    renewals.push(...this.#cells.renewals(now, this.#leases.until(now)));
    if (this.#pending.empty && renewals.length === 0) return;
    const taken = this.#take(now);
    this.#held.taken();
    taken.statements.push(...renewals);
    this.#writer.write(taken);
    this.#life.touch(now);
  }

  #take(now = nowMs()): Taken {
    return this.#pending.take(this.#leases.until(now));
  }

  async #open(): Promise<void> {
    try {
      await this.#life.open();
    } catch (error) {
      this.#writer.trouble(error);
    }
  }
}
