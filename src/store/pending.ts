import { pointStatement } from "./append";
import type { CellEnding } from "./cell-facts";
import {
  cellEnding,
  phaseEnding,
  runEnding,
  seriesStatement,
  summaryStatements,
} from "./endings";
import type { Ending, FactTables, PhaseEnding, SeriesRow } from "./facts";
import { lostPoints } from "./lost";
import { OpenSeries, PointBuffer, type PointColumns } from "./points";
import { Waiting } from "./rows";

/** Points that are written as text, in DuckDB's thread; more go as its own columns. */
const FEW_POINTS = 512;

/** What is to be written at once; the statements are one transaction. */
export interface Taken {
  statements: string[];
  /** Whether it changes rows, so that what came before must be in the file. */
  changes: boolean;
  /** Too many points for text, to be appended apart. */
  points: PointColumns | undefined;
}

/** Hold facts in memory until they are written. */
export class Pending {
  readonly points: PointBuffer;
  readonly #rows = new Waiting();
  #begun: OpenSeries[] = [];
  #ended: string[] = [];
  #waiting = false;
  #ofPhase = new Map<string, OpenSeries[]>();
  #countOfRun = new Map<string, number>();
  #lost = 0;

  /** @param full is called when points begin to be lost, as memory is full of them. */
  constructor(full: () => void) {
    this.points = new PointBuffer(full);
  }

  get empty(): boolean {
    return !this.#waiting && this.points.length === 0;
  }

  add<T extends keyof FactTables>(table: T, row: FactTables[T]): void {
    this.#rows.add(table, row);
    this.#waiting = true;
  }

  begin(row: SeriesRow, pushed: (recordedAt: number) => void): OpenSeries {
    const number = this.#countOfRun.get(row.run_id) ?? 0;
    this.#countOfRun.set(row.run_id, number + 1);
    const series = new OpenSeries(row, number, this.points, pushed);
    const siblings = this.#ofPhase.get(row.phase_id);
    if (siblings) siblings.push(series);
    else this.#ofPhase.set(row.phase_id, [series]);
    this.#begun.push(series);
    this.#waiting = true;
    return series;
  }

  endPhase(phaseId: string, ending: PhaseEnding): void {
    const series = this.#ofPhase.get(phaseId) ?? [];
    const told = series.filter(({ summary }) => summary.points > 0);
    this.#ended.push(...summaryStatements(told), phaseEnding(phaseId, ending));
    this.#ofPhase.delete(phaseId);
    this.#waiting = true;
  }

  endRun(runId: string, ending: Ending): void {
    this.#ended.push(runEnding(runId, ending));
    this.#waiting = true;
  }

  endCell(cellRunId: string, ending: CellEnding): void {
    this.#ended.push(cellEnding(cellRunId, ending));
    this.#waiting = true;
  }

  /** Return how many points were lost since this was asked last. */
  takeLost(): number {
    const lost = this.#lost;
    this.#lost = 0;
    return lost;
  }

  /** Take all that waits; `lease` is until when what begins is said to live. */
  take(lease: number): Taken {
    this.#noteLost();
    const statements = this.#rows.take(lease);
    if (this.#begun.length > 0) statements.push(seriesStatement(this.#begun));
    const points = this.#takePoints(statements);
    const changes = this.#ended.length > 0;
    statements.push(...this.#ended);
    this.#begun = [];
    this.#ended = [];
    this.#waiting = false;
    return { statements, changes, points };
  }

  /** Write few points as a statement; return many, in columns of their own. */
  #takePoints(statements: string[]): PointColumns | undefined {
    const { points } = this;
    if (points.length > FEW_POINTS) return points.take();
    if (points.length === 0) return undefined;
    statements.push(pointStatement(points.columns));
    points.clear();
    return undefined;
  }

  #noteLost(): void {
    for (const [series, count] of this.points.takeLost()) {
      this.add("events", lostPoints(series.row, count));
      this.#lost += count;
    }
  }
}
