import { setTimeout as sleep } from "node:timers/promises";

/** Ask again until the answer is yes; the time is a bound for a very busy machine. */
export async function until(
  yes: () => boolean | Promise<boolean>,
  { withinMs = 20_000, everyMs = 20 } = {},
): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await yes())) {
    if (performance.now() > end) throw new Error(`Not within ${withinMs} ms: ${yes}`);
    await sleep(everyMs);
  }
}
