import { execFileSync } from "node:child_process";
import { rmSync, statfsSync, writeFileSync, writeSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Store } from "../../../src/store/store";
import { nowMs } from "../../../src/util/clock";
import { readFrom } from "../database";
import { rowsFrom } from "./database";
import { ending, epochRow, phaseRow, runRow, seriesRow } from "./recording";

/** Bytes left on the small disk when the training begins; 0 when the file is made. */
export interface Filling {
  path: string;
  /** Points an epoch. */
  points: number;
  /** `disk`: a small disk is filled up to `leave` bytes; `limit`: the file size is limited. */
  how: "disk" | "limit";
  leave: number;
  /** Whether the disk is full before the file is made. */
  early: boolean;
}

/**
 * Record 20 epochs while the disk gets full, make room, and say what was said and what
 * is in the file: `fill.js FILLING`.
 */
async function main({ path, points, how, leave, early }: Filling): Promise<void> {
  const print = (line: unknown) => writeSync(1, `${JSON.stringify(line)}\n`);
  process.on("uncaughtException", (error) => print({ thrown: String(error) }));
  process.on("unhandledRejection", (error) => print({ rejected: String(error) }));
  const said: string[] = [];
  const store = new Store(path, { experiment: "full", say: (text) => said.push(text) });
  const filler = join(dirname(path), "filler");
  const fill = () => {
    const { bavail, bsize } = statfsSync(dirname(path));
    writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - leave)));
  };
  if (how === "disk" && early) fill();

  const run = runRow();
  const phase = phaseRow(run);
  store.add("runs", run);
  store.add("phases", phase);
  const loss = store.series(seriesRow(phase, { per: "step" }));
  await store.flush();
  if (how === "disk" && !early) fill();
  let step = 0;
  for (let epoch = 0; epoch < 20; epoch++) {
    for (let i = 0; i < points; i++) loss.push(step / 3, step++, epoch, nowMs());
    store.add("epochs", epochRow(phase, epoch));
    store.pace();
    await sleep(50);
  }
  store.endPhase(phase.phase_id, { ...ending(), capture_ms: 1 });
  store.endRun(run.run_id, ending());
  await store.flush();
  const whileFull = [...said];

  if (how === "disk") rmSync(filler);
  else execFileSync("prlimit", ["--pid", String(process.pid), "--fsize=unlimited"]);
  while (said.length === whileFull.length) await sleep(50);
  const counts = await readFrom(store, (connection) =>
    rowsFrom(
      connection,
      `SELECT status, epochs::INTEGER AS epochs,
        (SELECT count(*)::INTEGER FROM tfjs_prov.epochs) AS epoch_rows,
        (SELECT count(*)::INTEGER FROM tfjs_prov.points) AS points,
        (SELECT count(DISTINCT step)::INTEGER FROM tfjs_prov.points) AS steps,
        (SELECT count(*)::INTEGER FROM tfjs_prov.summaries) AS summaries
      FROM runs`,
    ),
  );
  await store.close();
  print({ path: store.path, whileFull, after: said.slice(whileFull.length), counts });
}

if (require.main === module) void main(JSON.parse(process.argv[2]!) as Filling);
