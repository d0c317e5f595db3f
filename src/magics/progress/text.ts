import type { WatchedEnd, WatchedPhase } from "../../capture/watching/watch";
import { label } from "../../charts/names";
import { count, counted, short } from "../../charts/numbers";

/** How far a run has come, in the phase that trains now and in all. */
export interface Standing {
  readonly name: string;
  readonly phase: WatchedPhase;
  /** 0-based. */
  readonly epoch: number | null;
  /** Batches begun in this epoch. */
  readonly batch: number;
  readonly step: number;
  /** Epochs ended in this phase, and in the run. */
  readonly epochs: number;
  readonly allEpochs: number;
  /** Epochs planned in the run, where they were. */
  readonly planned: number | undefined;
  readonly phaseMs: number;
  readonly epochMs: number;
  readonly runMs: number;
  readonly numbers: ReadonlyMap<string, number>;
}

/** An epoch is long when its batches are worth a look. */
const LONG_MS = 1000;
/** Before so much time a rate says nothing. */
const SETTLED_MS = 300;

/** Tell in a line how a training goes: `base  epoch 12/20  3.2 epochs/s  3 s left  loss 0.1`. */
export function goingText(at: Standing): string {
  const parts = [label(at.name, 40), ...whereTexts(at), ...paceTexts(at)];
  return [...parts, ...numberTexts(at.numbers)].join("  ");
}

/** Tell in a line how a run ended: `base: finished, 20 epochs in 3.1 s, loss 0.1`. */
export function endedText(at: Standing, { status, reason }: WatchedEnd): string {
  const why = reason === null ? "" : ` (${label(reason.split("\n")[0]!, 100)})`;
  const done = doneText(at);
  const how = `${label(at.name, 40)}: ${status}${why}${done && ","}`;
  const what = [how, done, "in", durationText(at.runMs)].filter((part) => part !== "");
  return [what.join(" "), ...numberTexts(at.numbers)].join(", ");
}

/** Write how long something took: `3.1 s`, `4 min 12 s`, `1 h 20 min`. */
export function durationText(ms: number): string {
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${count(Math.floor(minutes / 60))} h ${minutes % 60} min`;
}

function whereTexts(at: Standing): string[] {
  const { phase, epoch, step } = at;
  const { firstEpoch, endEpoch } = phase;
  if (endEpoch !== undefined) {
    const where = `epoch ${count((epoch ?? firstEpoch) + 1)}/${count(endEpoch)}`;
    return [where, ...(isLong(at) ? [batchText(at)] : [])];
  }
  if (epoch !== null) return [`epoch ${count(epoch + 1)}`];
  return [step === 0 ? "starts" : `step ${count(step)}`];
}

function isLong({ epochs, phaseMs, epochMs, batch }: Standing): boolean {
  return (
    batch > 0 && (epochMs >= LONG_MS || (epochs > 0 && phaseMs / epochs >= LONG_MS))
  );
}

function batchText({ batch, phase: { batches } }: Standing): string {
  return batches === undefined ? `batch ${batch}` : `batch ${batch}/${batches}`;
}

function paceTexts(at: Standing): string[] {
  const { phase, phaseMs } = at;
  if (phaseMs < SETTLED_MS) return [];
  const { firstEpoch, endEpoch, batches } = phase;
  const done = doneEpochs(at);
  if (endEpoch === undefined) return rateTexts(at.step, phaseMs, "step");
  const perEpoch = done >= 1 && phaseMs / done < LONG_MS;
  const rate = perEpoch
    ? rateTexts(done, phaseMs, "epoch")
    : rateTexts(at.epochs * (batches ?? 0) + at.batch - 1, phaseMs, "batch");
  const left = endEpoch - firstEpoch - done;
  const known = done > 0 && left > 0;
  return [...rate, ...(known ? [leftText((phaseMs * left) / done)] : [])];
}

/** Epochs done, and the part of the one that goes on. */
function doneEpochs({ epochs, batch, phase: { batches } }: Standing): number {
  return epochs + (batches && batch > 0 ? Math.min(1, (batch - 1) / batches) : 0);
}

function rateTexts(done: number, ms: number, unit: "step" | "epoch" | "batch") {
  if (done <= 0) return [];
  const rate = (1000 * done) / ms;
  if (rate < 1) return [`${(1 / rate).toFixed(1)} s/${unit}`];
  const plural = unit === "batch" ? "batches" : `${unit}s`;
  return [`${rate < 10 ? rate.toFixed(1) : count(Math.round(rate))} ${plural}/s`];
}

function leftText(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 60) return `${seconds} s left`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `${minutes} min left`;
  return `${count(Math.floor(minutes / 60))} h ${minutes % 60} min left`;
}

function doneText({ allEpochs, planned, step }: Standing): string {
  if (planned !== undefined && allEpochs !== planned) {
    return `${count(allEpochs)} of ${counted(planned, "epoch")}`;
  }
  if (allEpochs > 0) return counted(allEpochs, "epoch");
  // The steps of a loop may begin anywhere, so they are not counted.
  return step > 0 ? `up to step ${count(step)}` : "";
}

/** Tell the losses, or what else there is where there is none. */
function numberTexts(numbers: ReadonlyMap<string, number>): string[] {
  const losses = ["loss", "val_loss"].filter((name) => numbers.has(name));
  const others = [...numbers.keys()].filter((name) => name !== "learningRate");
  const names = losses.length > 0 ? losses : others.slice(0, 2);
  return names.map((name) => `${label(name, 20)} ${short(numbers.get(name)!)}`);
}
