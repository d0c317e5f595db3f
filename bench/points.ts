import { rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { open, type Prov } from "../src/index";
import { timed, turn } from "./lib/clock";
import { inFolder } from "./lib/folder";
import { type Measure, report } from "./lib/report";
import { median } from "./lib/statistics";

/** How many points a second reach the disk, and how much room they take there. */
const POINTS = 4_000_000;
const AT_ONCE = 20_000;
const TIMES = 5;

/** Curves to store: digits that mean nothing, and a loss that falls with some noise. */
const curves: Readonly<Record<string, (i: number) => number>> = {
  "random doubles": () => Math.random(),
  "a falling loss": (i) => Math.exp(-i / 1e6) + 0.01 * Math.sin(i / 50),
  "a falling loss in float32": (i) => Math.fround(Math.exp(-i / 1e6)),
};

void inFolder(async (folder) => {
  const measures: Measure[] = [];
  for (const [name, curve] of Object.entries(curves)) {
    const values = Float64Array.from({ length: POINTS }, (_, i) => curve(i));
    const rates: number[] = [];
    let bytes = 0;
    for (let time = 0; time < TIMES; time++) {
      const path = join(folder, `${name.replaceAll(" ", "-")}-${time}.duckdb`);
      const prov = await open(path);
      const taken = await timed(() => logAll(prov, values));
      rates.push(POINTS / taken / 1000);
      bytes = statSync(path).size;
      rmSync(path);
    }
    const how = `${POINTS / 1e6} M points in calls of ${AT_ONCE / 1000} k, file closed; ${TIMES} times, all between`;
    const spread = [Math.min(...rates), Math.max(...rates)] as const;
    const rate = { value: median(rates), unit: "M/s", spread, above: 1 };
    const size = { value: bytes / POINTS, unit: "bytes", below: 12 };
    measures.push({ what: `${name}: points to disk`, ...rate, how });
    measures.push({ what: `${name}: a point`, ...size, how: "size of the file" });
  }
  report("points", measures);
});

/** Log a long history and wait until all of it is in the file. */
async function logAll(prov: Prov, values: Float64Array): Promise<void> {
  await prov.run({ name: "long" }, async (run) => {
    for (let from = 0; from < POINTS; from += AT_ONCE) {
      run.log({ loss: values.subarray(from, from + AT_ONCE) }, { step: from });
      await turn();
    }
  });
  await prov.close();
}
