/** Do something and return how long it took, in ms. */
export async function timed(body: () => unknown): Promise<number> {
  const from = performance.now();
  await body();
  return performance.now() - from;
}

/** Do something a number of times, after a first time that doesn't count. */
export async function timedOften(
  times: number,
  body: () => unknown,
): Promise<number[]> {
  await body();
  const taken: number[] = [];
  for (let i = 0; i < times; i++) taken.push(await timed(body));
  return taken;
}

/** Let timers and callbacks run. */
export const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** What something cost: time, and the work of all threads of this process. */
export interface Cost {
  ms: number;
  cpuMs: number;
}

/** Do something and return what it cost. */
export async function costOf(body: () => unknown): Promise<Cost> {
  const before = process.cpuUsage();
  const ms = await timed(body);
  const { user, system } = process.cpuUsage(before);
  return { ms, cpuMs: (user + system) / 1000 };
}
