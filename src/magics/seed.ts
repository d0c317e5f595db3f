import { randomInt } from "node:crypto";
import { Randomness } from "../capture/random/randomness";
import { kernelHost } from "../kernel/host";
import { replaying } from "./verify/replay-context";

/** Fresh seeds are below this, so that they are short enough to be typed. */
const FRESH = 2 ** 32;

let session: Randomness | undefined;

/** Return where this process' random numbers come from, once a file was opened. */
export function sessionRandomness(): Randomness | undefined {
  return session;
}

/**
 * Let random numbers be drawn from a seed, anew where it is told; unless told, those of
 * this session go on, or begin with a fresh seed.
 *
 * @throws TypeError or RangeError for what is no seed.
 */
export function seeded(told: number | false | undefined): Randomness {
  if (told !== undefined) checkSeed(told);
  session ??= new Randomness({ seed: freshSeed(), origin: "made", currentCell });
  if (told === undefined) session.install();
  else session.reseed(told === false ? null : told);
  return session;
}

const currentCell = () => kernelHost()?.currentCell();

function freshSeed(): number {
  return replaying()?.seed ?? randomInt(FRESH);
}

function checkSeed(seed: unknown): void {
  if (seed === false) return;
  if (typeof seed !== "number") {
    const got = seed === null ? "null" : typeof seed;
    throw new TypeError(
      `Expected a number or false as seed, got ${got}\n  try: open({ seed: 42 })`,
    );
  }
  if (Number.isSafeInteger(seed) && seed >= 0) return;
  throw new RangeError(
    [
      `Can't seed with ${seed}`,
      "  a seed is a whole number from 0 to 9007199254740991",
      "  try: open({ seed: 42 })",
    ].join("\n"),
  );
}
