/** The history of one metric in one run; x and value in any order, NaN allowed. */
export interface CompareSeries {
  run: string;
  status: "running" | "finished" | "stopped early" | "failed" | "interrupted";
  x: ArrayLike<number>;
  value: ArrayLike<number>;
  /** How many points the history had before the caller thinned it, if it did. */
  total?: number;
}

/** What to compare runs by, and how to draw it. */
export interface CompareOptions {
  metric: string;
  x: "epoch" | "step" | "seconds";
  /** 0 (the default) as measured, towards 1 smoother, as in TensorBoard. */
  smooth?: number;
  /** A logarithm leaves out values of 0 or less, and says so. */
  scale?: "linear" | "log";
  /** Pixels of the plot itself, without its labels; 560 by 300 unless told. */
  width?: number;
  height?: number;
  /** `val_loss by epoch` unless told. */
  title?: string;
}
