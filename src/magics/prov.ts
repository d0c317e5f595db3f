import { basename } from "node:path";
import { Capture, type CaptureOptions } from "../capture/capture";
import type { CellSink } from "../store/cell-facts";
import type { FactSink } from "../store/facts";
import { inspect } from "../util/inspect";
import { type CheckCells, makeCheckCells } from "./cell-check/check-cells";
import { chartNotes } from "./chart-notes";
import { type ChartQuery, makeChart } from "./chart-query";
import { type Compare, makeCompare } from "./compare";
import { type Describe, makeDescribe } from "./describe";
import { type DiffRuns, makeDiff } from "./diff";
import { makeDocument, type WriteDocument } from "./document/document";
import { type ImportDocument, makeImport } from "./document/import";
import { type Explain, makeExplain } from "./explain";
import { Graph, type GraphOptions } from "./graph";
import { type MakePlan, makePlan } from "./plan/plan";
import { makePromote, type Promote } from "./promote/promote";
import type { Query, Session } from "./query";
import type { Report } from "./report";
import type { RunKey } from "./run-choice";
import { runsOf } from "./runs";
import { show } from "./show";
import { makeQuery, makeSql, type QueryText, type Sql } from "./sql";
import { statusOf } from "./status";
import { makeVerify, type Verify } from "./verify/verify";

/** The file behind a `Prov`: takes facts, answers queries. */
export interface Source {
  readonly sink: FactSink;
  /** Where the cells of a kernel are recorded; none for a file that is only read. */
  readonly cells: CellSink | undefined;
  readonly session: Session;
  /** Absolute; it changes when the file has to move aside. */
  readonly path: string;
  readonly readOnly: boolean;
  /** Open the file, so that trouble with it is said now; never throws. */
  ready(): Promise<void> | undefined;
  /** Write all that waits and let the file go. */
  close(): Promise<void>;
  /** Let the file go as it is: the process ends. */
  closeNow(): void;
}

/**
 * One experiment's file and all that can be done with it: record trainings, ask, and
 * compare.
 *
 * @example
 * const prov = await open();
 * prov.autolog(tf);
 * await model.fit(xs, ys, { epochs: 20 });
 * await prov.show(prov.sql`FROM runs`, prov.compare("loss"));
 */
export class Prov extends Capture {
  /**
   * Ask in SQL. A query runs when it is awaited or shown; values are bound.
   *
   * @example
   * await prov.sql`FROM runs WHERE best_val_loss < ${0.3}`
   */
  readonly sql: Sql;
  /** Ask in SQL that is at hand as text: `prov.query("FROM runs WHERE name = ?", [name])`. */
  readonly query: QueryText;
  /**
   * Draw the histories of a metric over each other, a line a run.
   *
   * @example
   * await prov.show(prov.compare("val_loss", { smooth: 0.6 }))
   */
  readonly compare: Compare;
  /**
   * Draw the rows of a query by a Vega-Lite specification, whose data they are.
   *
   * @example
   * prov.chart(prov.sql`FROM epochs`, { mark: "line", encoding: { … } })
   */
  readonly chart: ChartQuery;
  /**
   * Tell all of one run on one screen, by its name, id or handle: what became of it,
   * params, metrics, phases, events, layers. The last run started unless told.
   *
   * @example
   * await prov.show(prov.describe("base"))
   */
  readonly describe: Describe;
  /**
   * Tell of each run whether the cell that made it still stands in the saved notebook,
   * was edited since, is gone, or was run out of order.
   *
   * @example
   * await prov.checkCells()
   */
  readonly checkCells: CheckCells;
  /**
   * Tell what the code cells of the saved notebook will do, before they run, and record
   * that: steps, what each takes and makes with its type, trainings and their params.
   *
   * @example
   * await prov.plan()
   */
  readonly plan: MakePlan;
  /**
   * Train a run again from its recorded cells, in a process and a copy of the folder of
   * their own, and say whether it is the same to the bit, or from which epoch it differs.
   *
   * @example
   * await prov.verify("base")
   */
  readonly verify: Verify;
  /**
   * Write what was recorded as a W3C PROV document: a run, some, those of an experiment, or
   * all that the file holds.
   *
   * @example
   * const document = await prov.document("base");
   * console.log(document.toProvN(), document.validate().verdict);
   */
  readonly document: WriteDocument;
  /**
   * Put a PROV document of another system beside the runs, from a file or a text.
   *
   * @example
   * await prov.import("workflow.provn");
   */
  readonly import: ImportDocument;
  /**
   * Tell what differs between two runs, by their names, ids or handles: data, params,
   * code, model, seed, weights, environment, commit, and then results.
   *
   * @example
   * await prov.show(prov.diff("base", "wide"))
   */
  readonly diff: DiffRuns;
  /**
   * Tell all that is needed to run a run again: code, data, params, weights, versions.
   * The last run started unless told.
   *
   * @example
   * await prov.show(prov.explain("base"))
   */
  readonly explain: Explain;
  /**
   * Tell that a model is in use from now on, by its run, its hash or its path, and as
   * what; `null` tells that none is any more.
   *
   * @example
   * await prov.promote("base", "production", { reason: "best on the test data" });
   */
  readonly promote: Promote;
  /** Show tables, charts and other values in the output of the cell that runs. */
  readonly show = show;
  readonly #source: Source;

  /** Made by `open`. */
  constructor(source: Source, options: CaptureOptions) {
    super(source.sink, options);
    this.#source = source;
    const session: Session = {
      read: async (...asked) => {
        await this.told();
        return source.session.read(...asked);
      },
    };
    this.sql = makeSql(session);
    this.query = makeQuery(session);
    const { sink, readOnly } = source;
    const note = readOnly ? undefined : chartNotes(sink);
    this.compare = makeCompare(session, note);
    this.chart = makeChart(note);
    this.describe = makeDescribe(session);
    this.checkCells = makeCheckCells(session, () => this.path);
    this.plan = makePlan({ session, sink, readOnly, file: () => this.path });
    this.verify = makeVerify(session, () => this.path);
    this.document = makeDocument(session);
    this.import = makeImport({ ...source, session });
    this.diff = makeDiff(session);
    this.explain = makeExplain(session);
    this.promote = makePromote({
      ...{ sink, session, readOnly },
      file: () => this.path,
      person: () => this.person,
    });
  }

  /**
   * Draw a run as W3C draws PROV: what it used, what came of it, who was behind it.
   *
   * @example
   * await prov.graph("base")
   */
  async graph(run: RunKey, options?: GraphOptions): Promise<Graph> {
    const { bundles } = await this.document(run);
    return new Graph(bundles[0]!, options);
  }

  /**
   * List the runs, the newest last; of many the newest are shown.
   *
   * @example
   * await prov.show(prov.runs())
   */
  runs(): Query {
    return runsOf(this.#source.session);
  }

  /**
   * Tell what is recorded, and where.
   *
   * @example
   * await prov.show(prov.status())
   */
  status(): Report {
    return statusOf(this);
  }

  /** The experiment that runs belong to from here on, unless they are told. */
  get experiment(): string {
    return this.#source.sink.experiment;
  }

  set experiment(name: string) {
    this.#source.sink.experiment = name;
  }

  /** Name of the file that is recorded into, such as `study.duckdb`. */
  get file(): string {
    return basename(this.#source.path);
  }

  /** Absolute path of the file that is recorded into. */
  get path(): string {
    return this.#source.path;
  }

  /** Whether the file is only read. */
  get readOnly(): boolean {
    return this.#source.readOnly;
  }

  /**
   * Write all that waits and let the file go now; it is opened again when needed. Not
   * necessary between cells, where the file is let go by itself.
   */
  override async close(): Promise<void> {
    await super.close();
    await this.#source.close();
  }

  /** Let the file go as it is, for a process that ends at this moment. */
  closeNow(): void {
    this.#source.closeNow();
  }

  [inspect](): string {
    const how = this.#source.readOnly ? "reads" : "records into";
    const going = this.running().map(({ name }) => name);
    const now = going.length === 0 ? "" : `, running: ${going.join(", ")}`;
    return `Prov ${how} ${this.file}${now}`;
  }
}
