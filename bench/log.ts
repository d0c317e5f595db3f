import { join } from "node:path";
import { open, type Prov, type Run } from "../src/index";
import { timed, turn } from "./lib/clock";
import { inFolder } from "./lib/folder";
import { type PeerLog, peerLogs } from "./lib/peers";
import { type Measure, report } from "./lib/report";
import { median, quantile } from "./lib/statistics";

/** What a call of `run.log` costs, beside trackio and MLflow in the same minute. */
const CALLS = 20_000;
const WARM_UP = 5000;
const PEER_CALLS = 5000;

const durability: Readonly<Record<string, string>> = {
  "tfjs-prov": "on disk within 0.25 s, written in the background",
  trackio: "a queue in memory, written by a thread at times",
  "MLflow, files": "appended to a file before it returns",
  "MLflow, SQLite": "committed before it returns",
};
const targets = { 1: 5, 10: 20 } as const;

void inFolder(async (folder) => {
  const ours: PeerLog[] = [];
  for (const width of [1, 10] as const) ours.push(await ourLog(folder, width));
  const all = [...ours, ...peerLogs(folder, PEER_CALLS)];
  report("log", all.sort((a, b) => a.width - b.width).flatMap(measuresOf));
});

async function ourLog(folder: string, width: 1 | 10): Promise<PeerLog> {
  const prov = await open(join(folder, "log.duckdb"));
  let us: number[] = [];
  await prov.run({ name: `log of ${width}` }, async (run) => {
    await logged(run, width, WARM_UP);
    us = await logged(run, width, CALLS);
  });
  await prov.close();
  const allMs = await timed(() => loggedAll(prov, width, CALLS));
  return { name: "tfjs-prov", version: "", width, us, allUs: (allMs * 1000) / CALLS };
}

/** Log without a pause but the turns that the event loop needs, until all is stored. */
async function loggedAll(prov: Prov, width: number, calls: number): Promise<void> {
  await prov.run({ name: `fast, ${width}` }, (run) => logged(run, width, calls));
  await prov.close();
}

/** Time each call; a pause now and then, as a training has, lets what waits be written. */
async function logged(run: Run, width: number, calls: number): Promise<number[]> {
  const taken: number[] = [];
  for (let step = 0; step < calls; step++) {
    const values = valuesOf(width, step);
    const from = performance.now();
    run.log(values, { step });
    taken.push((performance.now() - from) * 1000);
    if (step % 100 === 99) await turn();
  }
  return taken;
}

function valuesOf(width: number, step: number): Record<string, number> {
  const names = Array.from({ length: width }, (_, i) => `loss_${i}`);
  return Object.fromEntries(names.map((name, i) => [name, 1 / (step + i + 1)]));
}

function measuresOf({ name, version, width, us, allUs }: PeerLog): Measure[] {
  const values = width === 1 ? "a value" : "ten values";
  const what = `${name}${version && ` ${version}`}, ${values}`;
  const below = name === "tfjs-prov" ? targets[width] : undefined;
  const how = `${us.length.toLocaleString("en-US")} calls; ${durability[name] ?? ""}`;
  return [
    { what, value: median(us), unit: "µs", below, how },
    { what: `${what}, slowest 1 %`, value: quantile(us, 0.99), unit: "µs", how: "" },
    {
      ...{ what: `${what}, all in`, value: allUs, unit: "µs" },
      how: "flat out until all is stored, a call",
    },
  ];
}
