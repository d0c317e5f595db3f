const heartbeatMs = 10_000;

/** Say what a long step does, that it is still alive, and how long it took. */
export async function step(title, work) {
  const startedAt = performance.now();
  console.log(title);
  const heartbeat = setInterval(
    () => console.log(`  … ${seconds(startedAt, 0)}`),
    heartbeatMs,
  );
  try {
    const result = await work();
    console.log(`  done in ${seconds(startedAt)}`);
    return result;
  } finally {
    clearInterval(heartbeat);
  }
}

/** Return the time since a `performance.now()` as text, such as `1.2 s`. */
export function seconds(startedAt, digits = 1) {
  return `${((performance.now() - startedAt) / 1000).toFixed(digits)} s`;
}
