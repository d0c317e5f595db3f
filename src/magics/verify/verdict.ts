import { inspect } from "../../util/inspect";
import { type Displayable, display, type MimeBundle } from "../../util/mime";
import { factsHtml, factsText } from "../report";
import { type Difference, firstEpoch, furthest } from "./compare";

/** What a verdict is made from. */
export interface VerdictParts {
  run: string;
  /** Values of results that were compared. */
  values: number;
  /** Names of the results that were compared. */
  names: readonly string[];
  cells: number;
  seed: number | null;
  differences: readonly Difference[];
  /** Why the run could not repeat, whatever else differs. */
  unseeded: string | null;
  /** How far the run came where it did not come to its end. */
  cut: string | null;
}

/** The causes, the most telling first. */
const causes = [
  "data",
  "code",
  "params",
  "steering",
  "seed",
  "backend",
  "package version",
];

/**
 * Says whether a run came out the same when it was made again, or from which epoch on
 * it differs, and why.
 */
export class Verdict implements Displayable {
  readonly run: string;
  /** Whether every result is the same, bit for bit. */
  readonly same: boolean;
  /** The first epoch that differs, across phases from 0; null where none does. */
  readonly differsFrom: number | null;
  /** What differs beside the results: data, code, params, steering, and so on. */
  readonly because: readonly string[];
  /** How far the two values of a metric are apart at most; 0 where it is the same. */
  readonly maxDifference: number;
  readonly #facts: (readonly [name: string, value: string])[];

  constructor(parts: VerdictParts) {
    const results = parts.differences.filter(({ because }) => because === null);
    const most = furthest(results);
    this.run = parts.run;
    this.same = results.length === 0;
    this.differsFrom = firstEpoch(results);
    this.because = this.same ? [] : causesOf(parts);
    this.maxDifference = most?.by ?? 0;
    this.#facts = [
      ["verdict", this.#sentence()],
      ...(this.same ? [] : becauseFacts(parts, this.because)),
      ...(most === null ? [] : [["furthest apart", apartText(most)] as const]),
      ["compared", `${counted(parts.values, "value")}: ${parts.names.join(", ")}`],
      ["trained again", `${counted(parts.cells, "cell")}, ${seedText(parts)}`],
      ...(parts.cut === null ? [] : [["as far as", parts.cut] as const]),
    ];
  }

  [display](): MimeBundle {
    const data = {
      "text/html": `<div>${factsHtml(this.#facts)}</div>`,
      "text/plain": this.toString(),
    };
    return { data, metadata: {} };
  }

  toString(): string {
    return factsText(this.#facts);
  }

  toJSON(): object {
    const { run, same, differsFrom, because, maxDifference } = this;
    return { run, same, differsFrom, because, maxDifference };
  }

  [inspect](): string {
    return this.toString();
  }

  #sentence(): string {
    if (this.same) return `${this.run} is the same to the bit`;
    const from = this.differsFrom === null ? "" : ` from epoch ${this.differsFrom}`;
    const why =
      this.because.length === 0 ? "" : `, because of ${this.because.join(", ")}`;
    return `${this.run} differs${from}${why}`;
  }
}

function causesOf({ differences, unseeded }: VerdictParts): string[] {
  const found = new Set<string | null>(differences.map(({ because }) => because));
  if (unseeded !== null) found.add("seed");
  // Where the numbers began the same, it is what was done with them that differs.
  const begins = differences.some(
    ({ because, key }) => because === "seed" && !key.startsWith("end"),
  );
  if (unseeded === null && !begins) found.delete("seed");
  return causes.filter((cause) => found.has(cause));
}

function becauseFacts(
  { differences, unseeded }: VerdictParts,
  because: readonly string[],
): (readonly [string, string])[] {
  if (because.length === 0) {
    return [
      ["because", "nothing that is recorded: files, the clock or the network may"],
    ];
  }
  return because.map((cause) => {
    if (cause === "seed" && unseeded !== null) return [cause, unseeded];
    const all = differences.filter((one) => one.because === cause);
    return [
      cause,
      all.slice(0, 3).map(changeText).join("; ") + moreText(all.length - 3),
    ];
  });
}

function changeText({ name, before, now }: Difference): string {
  return `${name}: ${shortText(before)} → ${shortText(now)}`;
}

function shortText(value: unknown): string {
  if (value === undefined) return "none";
  const text = String(value);
  return text.length > 40 ? `${text.slice(0, 12)}…` : text;
}

function moreText(more: number): string {
  return more > 0 ? `; and ${more} more` : "";
}

function apartText({ by, of }: { by: number; of: Difference }): string {
  const epoch = of.epoch === null ? "" : ` in epoch ${of.epoch}`;
  return `${of.name}${epoch}: ${of.before} → ${of.now}, by ${by.toPrecision(3)}`;
}

function seedText({ seed }: VerdictParts): string {
  return seed === null ? "without a seed" : `seed ${seed}`;
}

function counted(n: number, what: string): string {
  return `${n.toLocaleString("en-US")} ${what}${n === 1 ? "" : "s"}`;
}
