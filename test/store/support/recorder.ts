import { openSync, writeSync } from "node:fs";
import { setTimeout as sleep, setImmediate as turn } from "node:timers/promises";
import { Store } from "../../../src/store/store";
import { nowMs } from "../../../src/util/clock";
import {
  cellRow,
  cellRunRow,
  epochRow,
  phaseRow,
  runRow,
  seriesRow,
} from "./recording";

/**
 * Record until killed: `recorder.js FILE JOURNAL PACE`. Into the journal goes a line of
 * JSON for what was recorded so far: with epochs one an epoch, else one each 10 ms.
 */
async function main(path: string, journalPath: string, pace: string): Promise<void> {
  const journal = openSync(journalPath, "a");
  const note = (line: Noted) => writeSync(journal, `${JSON.stringify(line)}\n`);
  const store = new Store(path, { experiment: "kills", say: fail });
  const cell = cellRow("train();");
  const cellRun = cellRunRow(cell);
  store.add("cells", cell);
  store.add("cell_runs", cellRun);
  const run = runRow({ cell_run_id: cellRun.cell_run_id });
  const phase = phaseRow(run);
  store.add("runs", run);
  store.add("phases", phase);
  const loss = store.series(seriesRow(phase, { per: "step" }));
  await store.flush();
  writeSync(1, '"ready"\n');

  let points = 0;
  let notedAt = 0;
  const push = () => {
    const at = nowMs();
    loss.push(Math.sin(points), points, null, at);
    points++;
    if (at - notedAt < 10) return;
    notedAt = at;
    note({ points, epochs: 0, at });
  };

  switch (pace) {
    case "epochs of 100 ms":
      for (let epoch = 0; ; epoch++) {
        await sleep(100);
        const row = epochRow(phase, epoch);
        loss.push(1 / epoch, row.step, epoch, row.ended_at);
        store.add("epochs", row);
        store.pace();
        note({ points: epoch + 1, epochs: epoch + 1, at: row.ended_at });
      }
    case "steps flat out":
      for (;;) {
        for (let i = 0; i < 200; i++) push();
        await turn();
      }
    default:
      for (;;) push();
  }
}

/** What was recorded before `at`, in ms since 1970. */
export interface Noted {
  points: number;
  epochs: number;
  at: number;
}

function fail(text: string): void {
  process.stderr.write(`${text}\n`);
}

if (require.main === module) {
  const [, , path, journal, pace] = process.argv;
  void main(path!, journal!, pace!);
}
