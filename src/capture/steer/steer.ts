import { ProvError } from "../../util/errors";
import { nearest } from "../../util/nearest";
import type { Recorder } from "../recorder";
import type { RunRecord } from "../runs/record";
import type { Steering } from "./steering";

/** Why a user steers. */
export interface SteerOptions {
  /** Why: kept as the event's message. */
  reason?: string;
}

/**
 * Set numbers that a run's trainings read, from the next batch on; resolves when they are
 * applied.
 *
 * @throws ProvError where nothing trains, or a name is not known.
 */
export function steer(
  recorder: Recorder,
  record: RunRecord,
  changes: Readonly<Record<string, number>>,
  { reason }: SteerOptions,
): Promise<void> {
  // It is set at its step instead.
  if (record.repeated) return Promise.resolve();
  const targets = steeringsOf(recorder, record);
  const asked = Object.entries(changes);
  refuse(record, asked, targets);
  const asking = { reason: reason ?? null, cell: recorder.cell ?? null };
  const done = Promise.all(
    targets.map((target) => {
      const known = target.settings.map(({ name }) => name);
      const mine = asked.filter(([name]) => known.includes(name));
      return mine.length > 0 ? target.ask(mine, asking) : true;
    }),
  ).then((applied) => {
    if (applied.some((one) => !one)) throw tooLate(record, Object.keys(changes));
  });
  // Who does not wait for it must not crash where the training ended first.
  done.catch(() => {});
  return done;
}

/** Return what steers the trainings of a run that go on. */
function steeringsOf(recorder: Recorder, record: RunRecord): Steering[] {
  const implied = [...recorder.implied.values()].filter(
    ({ phase }) => phase.record === record,
  );
  const going = [...record.trainings, ...record.batches.values(), ...implied];
  return going.map(({ steering }) => steering);
}

function refuse(
  record: RunRecord,
  asked: readonly (readonly [string, unknown])[],
  targets: readonly Steering[],
): void {
  const names = asked.map(([name]) => name);
  if (targets.length === 0) throw nothingTrains(record, names);
  const settings = targets.flatMap((target) => target.settings);
  const known = [...new Set(settings.map(({ name }) => name))];
  for (const [name, value] of asked) {
    if (!known.includes(name)) throw unknownSetting(record, name, known);
    if (typeof value !== "number" || !Number.isFinite(value)) {
      throw new TypeError(
        `Can't set ${name} to ${shown(value)}\n  it takes a finite number`,
      );
    }
  }
}

function nothingTrains(record: RunRecord, names: readonly string[]): ProvError {
  return new ProvError(`Can't set ${names.join(", ")} of run ${record.name}`, {
    hint: [
      record.endedAt === null
        ? "no fit, fitDataset or trainOnBatch of it goes on now"
        : `it is over: ${record.status}`,
      "try: prov.running() lists the runs that go on",
    ],
  });
}

function unknownSetting(
  record: RunRecord,
  name: string,
  known: readonly string[],
): ProvError {
  const near = nearest(name, known)[0] ?? known[0];
  return new ProvError(`Can't set ${JSON.stringify(name)} of run ${record.name}`, {
    hint: [
      `what can be set: ${known.join(", ")}`,
      ...(near === undefined ? [] : [`try: run.set({ ${near}: … })`]),
    ],
  });
}

function tooLate(record: RunRecord, names: readonly string[]): ProvError {
  return new ProvError(`Could not set ${names.join(", ")} of run ${record.name}`, {
    hint: "the training ended before its next batch",
  });
}

function shown(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
