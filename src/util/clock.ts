/**
 * Return milliseconds since 1970 in UTC with microsecond digits. It never runs
 * backwards within a process, so a duration is never negative.
 */
export function nowMs(): number {
  return performance.timeOrigin + performance.now();
}

/** Return a time in milliseconds since 1970 as whole microseconds. */
export function microseconds(ms: number): bigint {
  return BigInt(Math.round(ms * 1000));
}
