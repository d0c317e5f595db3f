import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { notebookText } from "../lib/notebook.mjs";

const model = `import * as tf from "@tensorflow/tfjs";
import { open } from "tfjs-prov";
const prov = await open();
const xs = tf.randomNormal([256, 8], 0, 1, "float32", 1);
const ys = xs.sum(1, true);
function line() {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [8] })] });
  model.compile({ optimizer: tf.train.sgd(0.001), loss: "meanSquaredError" });
  return model;
}`;

/** The notebooks that the steps open beside the quickstart, by their names. */
const notebooks = {
  complete: [
    `${model}\nawait prov.fit(line(), xs, ys, { epochs: 2, validationSplit: 0.2 });`,
    "await prov.sql`SELECT best_v FROM runs`",
    "%%sql\nSELECT best_v FROM runs",
  ],
  watch: [
    model,
    'const long = prov.start(line(), xs, ys, { name: "long", epochs: 3000, live: true });',
    "await prov.show(prov.sql`SELECT name, status FROM runs`);",
    'prov.interrupt(); await new Promise((go) => setTimeout(go, 1000)); "done"',
  ],
  stop: [
    `${model}\nconst kept = 41;`,
    'await prov.fit(line(), xs, ys, { name: "stopped", epochs: 100000 });',
    "await prov.show(prov.sql`SELECT status, status_reason FROM runs`);",
    "kept + 1",
  ],
};

/** Write them into a folder. */
export function writeNotebooks(folder) {
  for (const [name, sources] of Object.entries(notebooks)) {
    writeFileSync(join(folder, `${name}.ipynb`), notebookText(notebookOf(sources)));
  }
}

function notebookOf(sources) {
  const cells = sources.map((source, index) => ({
    cell_type: "code",
    id: `cell-${index}`,
    execution_count: null,
    metadata: {},
    outputs: [],
    source,
  }));
  const kernelspec = {
    name: "tfjs-prov",
    display_name: "TypeScript (tfjs-prov)",
    language: "typescript",
  };
  return { cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 };
}
