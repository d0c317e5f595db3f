import type { TestContext } from "node:test";
import * as tf from "@tensorflow/tfjs";
import type { Prov, Run } from "../../src";
import type { Use } from "../../src/kernel/host";
import { xs, ys } from "../capture/models";
import { withFile } from "../store/support/database";
import { type Cells, cellsHost } from "./cells-host";
import { openStudy, type Study } from "./study";

/** What a run of a pair is made of; all equal unless told. */
export interface Recipe {
  source?: string;
  data?: tf.Tensor2D;
  epochs?: number;
  weights?: number;
  units?: number;
  params?: Record<string, number | string>;
  steer?: number;
  uses?: readonly Use[];
}

/** A study in a kernel, in which runs are made by recipe. */
export interface Pairs extends Study {
  cells: Cells;
  train(name: string, recipe?: Recipe): Promise<Run>;
}

/** Open a study in whose cells runs are made. */
export async function openPairs(t: TestContext): Promise<Pairs> {
  const cells = cellsHost(t);
  await cells.run("const units = 3;");
  const study = await cells.run("const prov = await open();", () => openStudy(t));
  const train: Pairs["train"] = (name, recipe = {}) => {
    const units = { name: "units", cellRunId: cells.host.cells[0]!.id };
    const { source = "train();", uses = [units] } = recipe;
    return cells.run(source, () => trainOne(study.prov, name, recipe), { uses });
  };
  return { ...study, cells, train };
}

function trainOne(prov: Prov, name: string, recipe: Recipe): Promise<Run> {
  const { data = xs, epochs = 2, weights = 0.1, units = 3, params, steer } = recipe;
  const model = tf.sequential();
  model.add(tf.layers.dense({ units, inputShape: [2], activation: "relu" }));
  model.add(tf.layers.dense({ units: 1 }));
  model.compile({ optimizer: "sgd", loss: "meanSquaredError", metrics: ["mae"] });
  model.setWeights(model.getWeights().map((old) => tf.fill(old.shape, weights)));
  return prov.run({ name, params }, async (run) => {
    const onEpochBegin = async (epoch: number) => {
      if (steer !== undefined && epoch === 1) void run.set({ learningRate: steer });
    };
    const options = { epochs, verbose: 0, shuffle: false } as const;
    await run.fit(model, data, ys, { ...options, callbacks: { onEpochBegin } });
  });
}

/** Say of a run that it ran with another version of Node; the file is let go first. */
export async function otherNode({ prov, path }: Study, name: string): Promise<void> {
  await prov.close();
  await withFile(path, async (connection) => {
    await connection.run(`INSERT INTO tfjs_prov.environments
      SELECT e.* REPLACE ('other' AS environment_id, '18.0.0' AS node)
      FROM tfjs_prov.environments e LIMIT 1`);
    await connection.run(`INSERT INTO tfjs_prov.packages
      SELECT 'other', name, version FROM tfjs_prov.packages
      WHERE environment_id = (SELECT min(environment_id) FROM tfjs_prov.packages)`);
    await connection.run(`UPDATE tfjs_prov.phases SET environment_id = 'other'
      WHERE run_id = (SELECT run_id FROM tfjs_prov.runs WHERE name = '${name}')`);
  });
}
