import assert from "node:assert/strict";
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { readFrom } from "./database";
import { child } from "./support/child";
import { rowOf, rowsFrom } from "./support/database";
import { folder } from "./support/folder";
import type { Noted } from "./support/recorder";
import { record, storeAt } from "./support/recording";
import { until } from "./support/until";

const paces = ["epochs of 100 ms", "steps flat out", "a synchronous loop"] as const;
const KILLS = 4;

/** A recording that was killed: what it had noted, and when it was killed. */
interface Killed {
  path: string;
  noted: Noted[];
  killedAt: number;
  /** The longest that this machine kept a process of ours waiting meanwhile, in ms. */
  stallMs: number;
}

async function recordAndKill(
  t: Parameters<typeof folder>[0],
  pace: (typeof paces)[number],
  afterMs: number,
): Promise<Killed> {
  const home = folder(t);
  const path = join(home, "study.duckdb");
  const journal = join(home, "journal");
  const recorder = child(t, "recorder.js", [path, journal, pace]);
  assert.equal(await recorder.line(), "ready");
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  await sleep(afterMs);
  const killedAt = performance.timeOrigin + performance.now();
  await recorder.kill();
  delay.disable();
  const lines = existsSync(journal) ? readFileSync(journal, "utf8").split("\n") : [];
  const noted = lines.slice(0, -1).map((line) => JSON.parse(line) as Noted);
  const gaps = noted.slice(1).map(({ at }, i) => at - noted[i]!.at);
  const usual = pace === "epochs of 100 ms" ? 100 : 10;
  const stallMs = Math.max(delay.max / 1e6, ...gaps.map((gap) => gap - usual));
  return { path, noted, killedAt, stallMs };
}

/** Return what had been recorded `ms` before the kill, at the latest. */
function notedBefore({ noted, killedAt, stallMs }: Killed, ms: number): Noted {
  const until = killedAt - ms - stallMs;
  return noted.findLast(({ at }) => at <= until) ?? { points: 0, epochs: 0, at: 0 };
}

/** Copy a file with its log, as a backup program would. */
function copyOf(path: string): string {
  const copy = path.replace("study", "copy");
  copyFileSync(path, copy);
  if (existsSync(`${path}.wal`)) copyFileSync(`${path}.wal`, `${copy}.wal`);
  return copy;
}

const statusIn = async (path: string) =>
  (await rowOf(path, "SELECT status FROM runs")).status;

for (const pace of paces) {
  for (let kill = 1; kill <= KILLS; kill++) {
    const afterMs = 300 + Math.random() * 1700;
    test(`kill -9 in ${pace} loses what is allowed at most (${kill})`, async (t) => {
      const killed = await recordAndKill(t, pace, afterMs);
      const copy = copyOf(killed.path);
      const { store, said } = storeAt(t, killed.path);
      const [found] = await readFrom(store, (connection) =>
        rowsFrom(
          connection,
          `SELECT r.status, r.status_reason, r.ended_at IS NOT NULL AS ended,
            r.epochs::INTEGER AS epochs, r.last_epoch, r.last_step::DOUBLE AS last_step,
            points::INTEGER AS points, greatest_step::DOUBLE AS greatest_step
          FROM runs r, (
            SELECT count(DISTINCT step) AS points, max(step) AS greatest_step
            FROM tfjs_prov.points
          )`,
        ),
      );
      await store.close();
      assert.deepEqual(said, []);
      const { status, status_reason, ended, epochs, last_epoch, last_step, ...rest } =
        found!;
      const { points, greatest_step } = rest as {
        points: number;
        greatest_step: number;
      };
      assert.deepEqual(
        { status, status_reason, ended },
        { status: "interrupted", status_reason: "the process ended", ended: true },
      );
      const kept = { points: Number(points), epochs: Number(epochs) };
      const halfSecond = notedBefore(killed, 500);
      const { stallMs } = killed;
      t.diagnostic(
        `after ${afterMs.toFixed()} ms: ${kept.points} points, stall ${stallMs.toFixed()} ms`,
      );
      assert.ok(kept.points >= halfSecond.points, `${halfSecond.points} points`);
      assert.equal(last_step, points === 0 ? null : greatest_step);
      if (pace === "epochs of 100 ms") {
        const due = notedBefore(killed, 50).epochs;
        assert.ok(kept.epochs >= due, `${kept.epochs} of ${due} epochs`);
        assert.equal(last_epoch, epochs === 0 ? null : Number(epochs) - 1);
      } else assert.equal(greatest_step ?? -1, points - 1);

      if (kill > 1) return;
      const { lease } = await rowOf(
        copy,
        "SELECT epoch_us(lease_until)::DOUBLE / 1e3 AS lease FROM tfjs_prov.runs",
      );
      const most = Math.max(5000, 4 * (250 + killed.stallMs));
      assert.ok(Number(lease) - killed.killedAt <= most + killed.stallMs);
      if (pace !== paces[0]) return;
      await until(async () => (await statusIn(copy)) === "interrupted", {
        withinMs: most + 5000,
        everyMs: 200,
      });
    });
  }
}

// The log was played back into the new file, which no DuckDB could open from then on.
test("a file that was deleted without its log is made anew", async (t) => {
  const { path } = await recordAndKill(t, "epochs of 100 ms", 600);
  assert.ok(existsSync(`${path}.wal`));
  rmSync(path);
  const { store, said } = storeAt(t, path);
  record(store);
  await store.close();
  assert.deepEqual(said, []);
  assert.equal(
    (await rowOf(path, "SELECT count(*)::INTEGER AS runs FROM runs")).runs,
    1,
  );
});

// A kill while DuckDB made the file left one that every DuckDB refused for ever.
test("kill -9 while the file is made leaves a whole file or none", async (t) => {
  const path = join(folder(t), "study.duckdb");
  for (let kill = 1; kill <= 6; kill++) {
    const maker = child(t, "record-once.js", [path]);
    await until(() => readdirSync(dirname(path)).length > 0, { everyMs: 1 });
    await sleep(Math.random() * 60);
    await maker.kill();
    const made = readdirSync(dirname(path)).includes("study.duckdb");
    const { store, said } = storeAt(t, path);
    if (made) await store.ready();
    await store.close();
    assert.deepEqual(said, []);
    for (const name of readdirSync(dirname(path))) rmSync(join(dirname(path), name));
  }
});

test("while it lives, even in a synchronous loop, a run is running in any client", async (t) => {
  const home = folder(t);
  const path = join(home, "study.duckdb");
  const pace: (typeof paces)[number] = "a synchronous loop";
  const recorder = child(t, "recorder.js", [path, join(home, "journal"), pace]);
  await recorder.line();
  await sleep(6500);
  const copy = copyOf(path);
  assert.equal(await statusIn(copy), "running");
  const { store, said } = storeAt(t, path);
  await store.ready();
  assert.equal(said.length, 1);
  assert.match(
    said[0]!,
    /another process is writing it\n {2}it is open in the process/,
  );
  await store.close();
  const [again] = await readFrom(store, (connection) =>
    rowsFrom(connection, "FROM runs"),
  );
  assert.equal(again, undefined);
  await recorder.kill();
});
