import assert from "node:assert/strict";
import { test } from "node:test";
import { CellLeases } from "../../src/store/cell-leases";

const cell = "01980000-0000-7000-8000-000000000000";

/** Return when a cell's lease is renewed, and for how long, in seconds from its start. */
function renewed({ forS, startedAt = 0 }: { forS: number; startedAt?: number }) {
  const leases = new CellLeases(() => undefined);
  leases.hold(cell, startedAt, 0);
  const seen: [at: number, until: number][] = [];
  for (let now = 0; now <= 1000 * forS; now += 250) {
    const [text] = leases.renewals(now, now + 5000);
    const until = /make_timestamp\((\d+)\)/.exec(text ?? "")?.[1];
    if (until !== undefined) seen.push([now / 1000, Number(until) / 1e6]);
  }
  leases.stop();
  return seen;
}

test("the lease of a cell is as long as it has run, from 5 s to a minute", () => {
  assert.deepEqual(renewed({ forS: 100 }), [
    [3.5, 8.5],
    [7, 14],
    [11.75, 23.5],
    [19.75, 39.5],
    [33, 66],
    [55, 110],
    [91.75, 151.75],
  ]);
});

test("a lease is no shorter than what a run needs", () => {
  const leases = new CellLeases(() => undefined);
  leases.hold(cell, 0, 0);
  assert.deepEqual(leases.renewals(4000, 90_000), [
    "UPDATE tfjs_prov.cell_runs SET lease_until = make_timestamp(90000000) " +
      `WHERE status = 'running' AND cell_run_id = '${cell}'`,
  ]);
  assert.equal(leases.isDue(60_000), false);
  assert.equal(leases.isDue(62_000), true);
  leases.letGo(cell);
  assert.equal(leases.isDue(62_000), false);
});

test("a lease that is due calls for its renewal by itself", async () => {
  const due = new Promise<void>((resolve) => {
    const leases = new CellLeases(resolve);
    leases.hold(cell, 0, 0);
    leases.renewals(4000, 4001.5);
  });
  const keep = setInterval(() => undefined, 10);
  await due;
  clearInterval(keep);
});
