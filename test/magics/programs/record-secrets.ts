import os from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import * as tf from "@tensorflow/tfjs";
import { open } from "../../../src";
import { provideHost } from "../../../src/kernel/host";
import { StockCell } from "../../../src/kernel/stock/cell";
import { StockHost } from "../../../src/kernel/stock/host";
import { small, xs, ys } from "../../capture/models";

/** Record with everything on, in a kernel on a machine whose names are secrets. */
async function main(user: string, host: string): Promise<void> {
  const info = os.userInfo();
  os.userInfo = (() => ({ ...info, username: user })) as typeof os.userInfo;
  os.hostname = () => host;
  os.release = () => `6.1.0-${host}`;
  const kernel = new StockHost();
  provideHost(kernel);
  const nothing = () => undefined;
  const writes = { writeStream: nothing, writeDisplay: nothing };
  const source = "await model.fit(xs, ys);";
  const cell = new StockCell({ source, cellId: "a", executionCount: 1, ...writes });
  await kernel.run(cell, record);
  const prov = await open();
  await prov.close();
}

async function record(): Promise<void> {
  const prov = await open({ person: "Ada of the test", progress: false });
  prov.autolog(tf);
  const callbacks = { onEpochEnd: () => sleep(60) };
  await small().fit(xs, ys, { epochs: 22, verbose: 0, callbacks });
  await prov.run({ name: "loop" }, (run) => run.log({ loss: 1 }));
}

const [user, host] = process.argv.slice(2);
void main(user!, host!);
