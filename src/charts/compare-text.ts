import { bestFirst } from "./best";
import { titleOf } from "./compare";
import type { CompareOptions, CompareSeries } from "./compare-input";
import { type Curve, curveFromSeries, lastValue } from "./curve";
import { valueText } from "./labels";
import { label } from "./names";
import { count, counted } from "./numbers";

/** Of more runs than this only the best five are told. */
const mostTold = 10;
const fewTold = 5;

/**
 * Tell a comparison in one line, for where there is no picture:
 * `val_loss by epoch, 3 runs: base 0.213, wide 0.198 (best), wide-2 0.24`.
 */
export function compareText(
  series: readonly CompareSeries[],
  options: CompareOptions,
): string {
  const read = { factor: 0, log: false };
  const curves = series.map((one, index) => curveFromSeries(one, index, read));
  const best = bestFirst(curves, options.metric, lastValue);
  const told = curves.length > mostTold ? best.slice(0, fewTold) : curves;
  const winner = curves.length > 1 ? best[0] : undefined;
  const each = told.map((curve) => runText(curve, curve === winner));
  const more = curves.length - told.length;
  const rest = more > 0 ? ` and ${count(more)} more` : "";
  const what = `${titleOf(options)}, ${counted(curves.length, "run")}`;
  return each.length > 0 ? `${what}: ${each.join(", ")}${rest}` : what;
}

function runText({ series, last, end }: Curve, isBest: boolean): string {
  const about = [
    ...(isBest && Number.isFinite(end) ? ["best"] : []),
    ...(series.status === "finished" ? [] : [series.status]),
  ];
  const aside = about.length > 0 ? ` (${about.join(", ")})` : "";
  return `${label(series.run, 40)} ${valueText(last, end)}${aside}`;
}
