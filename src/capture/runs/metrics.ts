import type { FactSink, Per, Series } from "../../store/facts";
import { splitOf } from "../values";

/** Take note of a metric's first value that is not finite. */
export type NotANumber = (
  metric: string,
  value: number,
  step: number,
  epoch: number | null,
) => void;

/** The series of one phase, made when their first point comes. */
export class Metrics {
  readonly #sink: FactSink;
  readonly #of: { readonly run_id: string; readonly phase_id: string };
  readonly #notANumber: NotANumber;
  readonly #byStep = new Map<string, Series>();
  readonly #byEpoch = new Map<string, Series>();
  readonly #odd = new Set<string>();

  constructor(
    sink: FactSink,
    of: { run_id: string; phase_id: string },
    notANumber: NotANumber,
  ) {
    this.#sink = sink;
    this.#of = of;
    this.#notANumber = notANumber;
  }

  /** Take one point. */
  push(
    metric: string,
    per: Per,
    value: number,
    step: number,
    epoch: number | null,
    at: number,
  ): void {
    const known = per === "step" ? this.#byStep : this.#byEpoch;
    const series = known.get(metric) ?? this.#start(metric, per);
    series.push(value, step, epoch, at);
    if (!Number.isFinite(value)) this.#note(metric, value, step, epoch);
  }

  /** Take many points of consecutive steps. */
  pushMany(
    metric: string,
    per: Per,
    values: ArrayLike<number>,
    step: number,
    epoch: number | null,
    at: number,
  ): void {
    const known = per === "step" ? this.#byStep : this.#byEpoch;
    const series = known.get(metric) ?? this.#start(metric, per);
    series.pushMany(values, step, epoch, at);
    if (this.#odd.has(metric)) return;
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (Number.isFinite(value)) continue;
      this.#note(metric, value, step + i, epoch);
      return;
    }
  }

  #start(metric: string, per: Per): Series {
    const known = per === "step" ? this.#byStep : this.#byEpoch;
    const split = splitOf(metric);
    const series = this.#sink.series({ ...this.#of, metric, split, per });
    known.set(metric, series);
    return series;
  }

  #note(metric: string, value: number, step: number, epoch: number | null): void {
    if (this.#odd.has(metric)) return;
    this.#odd.add(metric);
    this.#notANumber(metric, value, step, epoch);
  }
}
