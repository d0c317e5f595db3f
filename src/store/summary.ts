/**
 * Keep what a finished series is asked for most: its last, least and greatest value
 * and where they were. NaN is counted and left out of least and greatest.
 */
export class Summary {
  points = 0;
  nans = 0;
  last = Number.NaN;
  lastStep = 0;
  lastEpoch: number | null = null;
  min = Number.POSITIVE_INFINITY;
  minStep: number | null = null;
  minEpoch: number | null = null;
  max = Number.NEGATIVE_INFINITY;
  maxStep: number | null = null;
  maxEpoch: number | null = null;

  add(value: number, step: number, epoch: number | null): void {
    this.points++;
    this.last = value;
    this.lastStep = step;
    this.lastEpoch = epoch;
    if (Number.isNaN(value)) this.nans++;
    else {
      if (value < this.min || this.minStep === null) this.#least(value, step, epoch);
      if (value > this.max || this.maxStep === null) this.#greatest(value, step, epoch);
    }
  }

  #least(value: number, step: number, epoch: number | null): void {
    this.min = value;
    this.minStep = step;
    this.minEpoch = epoch;
  }

  #greatest(value: number, step: number, epoch: number | null): void {
    this.max = value;
    this.maxStep = step;
    this.maxEpoch = epoch;
  }
}
