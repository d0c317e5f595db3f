import assert from "node:assert/strict";
import { test } from "node:test";
import { Leases } from "../../src/store/leases";

const run = "01980000-0000-7000-8000-000000000000";

/** Return leases of one run that were seen at each of the times. */
function seenAt(...times: number[]): { leases: Leases; renewals: number[] } {
  const leases = new Leases();
  leases.hold(run);
  const renewals = times.filter((time) => leases.renewals(time).length > 0);
  return { leases, renewals };
}

test("a lease ends 5 s after it begins", () => {
  assert.equal(new Leases().until(1000), 6000);
});

test("a lease is renewed when a third of it has passed", () => {
  const everyQuarter = Array.from({ length: 21 }, (_, i) => 250 * i);
  assert.deepEqual(seenAt(...everyQuarter).renewals, [1750, 3500]);
});

test("a lease is four times the longest pause of a busy process", () => {
  const { leases, renewals } = seenAt(0, 10_000, 10_250);
  assert.deepEqual(renewals, [10_000]);
  assert.equal(leases.until(10_250), 50_250);
});

test("the time between runs is no pause", () => {
  const { leases } = seenAt(0, 250);
  leases.letGo(run);
  assert.deepEqual(leases.renewals(60_000), []);
  leases.hold(run);
  leases.renewals(90_000);
  assert.equal(leases.until(90_000), 95_000);
});

test("a renewal sets the end of what runs only, for runs and their phases", () => {
  const { leases } = seenAt(0, 1000);
  assert.deepEqual(
    leases.renewals(2000),
    ["runs", "phases"].map(
      (table) =>
        `UPDATE tfjs_prov.${table} SET lease_until = make_timestamp(7000000) ` +
        `WHERE status = 'running' AND run_id IN ('${run}')`,
    ),
  );
});

test("a run that was begun is known for good, so that it is never taken for dead", () => {
  const { leases } = seenAt(0);
  leases.letGo(run);
  assert.equal(leases.size, 0);
  assert.deepEqual(leases.begun, [run]);
});
