import type {
  Numbers,
  Watch,
  WatchedEnd,
  WatchedPhase,
  WatchedRun,
  Watcher,
} from "../capture/watching/watch";
import type { NoteChart } from "./chart-notes";
import { livePlace, type Place } from "./front-end";
import { type LiveAround, LiveChart } from "./live-chart";
import { Board } from "./progress/board";
import { Plain } from "./progress/plain";
import { type Lines, RunProgress } from "./progress/run-progress";
import type { Session } from "./query";

/** How trainings are shown. */
export interface ShownOptions {
  /** Whether a training has a line of progress unless it says so itself. */
  progress?: boolean;
  /** Tell the user of what can't be shown. */
  say: (message: string) => void;
  /** Take a line of progress where there is no front end; stderr unless told. */
  print?: (line: string) => void;
  /** Milliseconds from any start. */
  now?: () => number;
  /** Take note of the last picture of a live chart. */
  note?: NoteChart;
}

/** What is shown of the runs of one cell. */
interface CellShown {
  board: Board;
  /** By the metric asked for, or true. */
  charts: Map<string | true, LiveChart>;
}

/** What is shown while trainings go on: in each cell a line a run, and live charts. */
export class Shown {
  readonly #progress: boolean;
  readonly #around: LiveAround;
  readonly #plain: Plain;
  readonly #cells = new WeakMap<object, CellShown>();

  constructor(session: Session, options: ShownOptions) {
    const { progress = true, say, print, note } = options;
    const { now = () => performance.now() } = options;
    this.#progress = progress;
    this.#around = { session, say, now, note };
    this.#plain = new Plain(print, now);
  }

  readonly watch: Watch = (run) => new ShownRun(run, this);

  /** Bring what a cell shows up to date as the cell ends. */
  cellEnds(cell: object): Promise<unknown> | undefined {
    const shown = this.#cells.get(cell);
    shown?.board.flush();
    if (!shown || shown.charts.size === 0) return undefined;
    return Promise.all([...shown.charts.values()].map((chart) => chart.settle()));
  }

  /** Tell what was only counted so far. */
  flush(): void {
    this.#plain.flush();
  }

  /** Return the line of a run in a phase, unless none is wanted. */
  line(run: WatchedRun, place: Place | undefined, phase: WatchedPhase) {
    if (!(phase.progress ?? this.#progress)) return undefined;
    const lines: Lines = place ? this.#cell(place).board : this.#plain;
    return new RunProgress(run.name, lines, this.#around.now);
  }

  /** Return the live chart that a phase wants, where one can be shown. */
  chart(place: Place | undefined, { live }: WatchedPhase): LiveChart | undefined {
    if (!live || !place) return undefined;
    const { charts } = this.#cell(place);
    const chart = charts.get(live) ?? new LiveChart(place, live, this.#around);
    charts.set(live, chart);
    return chart;
  }

  #cell(place: Place): CellShown {
    const known = this.#cells.get(place.key);
    if (known) return known;
    const shown = { board: new Board(place, this.#around.now), charts: new Map() };
    this.#cells.set(place.key, shown);
    return shown;
  }
}

/** What is shown of one run. */
class ShownRun implements Watcher {
  readonly #run: WatchedRun;
  readonly #shown: Shown;
  /** The cell that started it. */
  readonly #place = livePlace();
  #line: RunProgress | undefined;
  #chart: LiveChart | undefined;
  /** Whether the phase that goes on is told in the line. */
  #told = false;

  constructor(run: WatchedRun, shown: Shown) {
    this.#run = run;
    this.#shown = shown;
  }

  began(phase: WatchedPhase): void {
    const line = this.#shown.line(this.#run, this.#place, phase);
    this.#told = line !== undefined;
    this.#line ??= line;
    if (this.#told) this.#line?.began(phase);
    this.#chart ??= this.#shown.chart(this.#place, phase);
    this.#chart?.began(this.#run.id, phase);
  }

  batch(epoch: number | null, batch: number): void {
    if (this.#told) this.#line?.batch(epoch, batch);
  }

  epoch(epoch: number, numbers: Numbers): void {
    if (this.#told) this.#line?.epoch(epoch, numbers);
    this.#chart?.changed("epoch");
  }

  logged(values: object, step: number, epoch: number | null): void {
    if (this.#told) this.#line?.logged(values, step, epoch);
    this.#chart?.changed(epoch === null ? "step" : "epoch");
  }

  ended(end: WatchedEnd): Promise<unknown> | undefined {
    this.#line?.end(end);
    return this.#chart?.ended(this.#run.id);
  }
}
