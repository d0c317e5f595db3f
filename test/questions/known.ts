import type { Known, Script } from "./study/script";

/** Find what the script knows of a run. */
export function knownOf({ known }: Script, run: string): Known {
  return known.find((one) => one.run === run)!;
}

/** Return the values of a metric, an epoch each. */
export function curveOf(script: Script, run: string, metric: string): number[] {
  return knownOf(script, run).history[metric]!;
}

export const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
export const mean = (values: readonly number[]) => sum(values) / values.length;
export const least = (values: readonly number[]) => Math.min(...values);
export const greatest = (values: readonly number[]) => Math.max(...values);

/** Return runs that measured a validation loss, the first started first. */
export function validated({ known }: Script): Known[] {
  return known.filter(({ history }) => history.val_loss !== undefined);
}

/** Return the least validation loss of a run. */
export const best = ({ history }: Known) => least(history.val_loss!);

/** Return the runs of some experiments. */
export function runsOf({ known }: Script, ...experiments: string[]): Known[] {
  return known.filter(({ experiment }) => experiments.includes(experiment));
}
