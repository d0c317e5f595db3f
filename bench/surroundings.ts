import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import * as tf from "@tensorflow/tfjs";
import { Commits } from "../src/capture/environment/commits";
import { Environments } from "../src/capture/environment/environments";
import { gitStamp } from "../src/capture/environment/git-folder";
import {
  delayReadings,
  processReadings,
  realGauges,
  tensorReadings,
} from "../src/capture/telemetry/reading";
import { open } from "../src/index";
import { timed, timedOften } from "./lib/clock";
import { inFolder } from "./lib/folder";
import { classifier, disposeAll, settings, workOf } from "./lib/model";
import { type Measure, report } from "./lib/report";
import { median, middleHalf } from "./lib/statistics";

/** What it costs the thread that trains to look at where runs are made. */
void inFolder(async (folder) => {
  const prov = await open(join(folder, "surroundings.duckdb"));
  const work = workOf(64);
  const model = classifier();
  await prov.fit(model, work.xs, work.ys, { ...settings, epochs: 1 });
  disposeAll(model, work.xs, work.ys);
  await prov.close();
  report("surroundings", [...(await environment()), ...(await git()), reading()]);
});

async function environment(): Promise<Measure[]> {
  const place = { folder: process.cwd, kernel: () => undefined };
  const first: number[] = [];
  const refreshed: number[] = [];
  for (let i = 0; i < 20; i++) {
    const environments = new Environments(place);
    first.push(await timed(() => environments.now()));
    environments.tf = tf;
    refreshed.push(await timed(() => environments.now()));
  }
  const known = new Environments(place);
  known.now();
  const times = 10_000;
  const each = await timed(() => {
    for (let i = 0; i < times; i++) known.now();
  });
  return [
    of("environment, when a file is opened", first, "machine, packages, lockfile"),
    of("environment, once a second at most", refreshed, "packages and lockfile again"),
    {
      ...{ what: "environment, each further phase", value: (1000 * each) / times },
      ...{ unit: "µs", how: "only the backend is looked at" },
    },
  ];
}

async function git(): Promise<Measure[]> {
  const stamps = await timedOften(50, () => gitStamp(process.cwd()));
  const asked: number[] = [];
  const answered: number[] = [];
  for (let i = 0; i < 15; i++) {
    const commits = new Commits();
    let answer: unknown;
    asked.push(
      await timed(() => {
        answer = commits.of(process.cwd());
      }),
    );
    answered.push(await timed(() => answer));
  }
  return [
    of("start of a run, whether git has news", stamps, "its files' times"),
    of("git, every ten seconds at most", asked, "a process is started, on the thread"),
    of("git, until it answers", answered, "beside the training"),
  ];
}

function reading(): Measure {
  const gauges = realGauges();
  const delays = monitorEventLoopDelay({ resolution: 20 });
  delays.enable();
  const taken: number[] = [];
  for (let i = 0; i < 500; i++) {
    const from = performance.now();
    processReadings(gauges, { cpuMicros: 1, ms: 1 });
    delayReadings(delays, 20, 1);
    tensorReadings(tf);
    taken.push(performance.now() - from);
  }
  delays.disable();
  return of("telemetry, a reading every two seconds", taken, "median of 500");
}

function of(what: string, taken: readonly number[], how: string): Measure {
  const spread = middleHalf(taken);
  return { what, value: median(taken), unit: "ms", spread, how };
}
