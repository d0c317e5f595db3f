import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { test } from "node:test";
import { lib } from "../house/lib";
import { folder } from "../store/support/folder";
import { tfjsProv } from "./support/command";

test("doctor goes through all that is needed, and says what is not there", async (t) => {
  const root = folder(t);
  const cwd = join(root, "study");
  mkdirSync(cwd);
  const { python } = await lib<{ python: string }>("paths.mjs");
  const env = {
    PATH: [dirname(python), process.env.PATH].join(delimiter),
    JUPYTER_PATH: join(root, "share", "jupyter"),
  };
  assert.equal(tfjsProv(["install", "--prefix", root]).status, 0);
  const { status, stdout } = tfjsProv(["doctor"], { cwd, env });
  const kernel = join(root, "share", "jupyter", "kernels", "tfjs-prov");
  assert.equal(
    stdout.replaceAll(/\d+(\.\d+)+/g, "N").replace(/× \d+|\d+ (?=×)/g, "N"),
    `✓ Node           N on ${process.platform} ${process.arch}
✓ Jupyter        JupyterLab N, Notebook N, nbclient N, nbconvert N (jupyter)
✓ Kernel         TypeScript (tfjs-prov) in ${kernel}
✓ tslab          N, with zeromq N
✓ DuckDB         N
✓ Folder         a database can be written here, and is locked meanwhile
✓ TensorFlow.js  @tensorflow/tfjs N, backend cpu
✓ Pictures       a chart was drawn, NN pixels
✓ Start          the kernel answers after N s (tfjs-prov N)

All that is needed works here
`,
  );
  assert.equal(status, 0);
});

test("doctor fails where something that is needed is missing, also for a program", (t) => {
  const root = folder(t);
  const env = { PATH: root, HOME: root, JUPYTER_PATH: root, JUPYTER_DATA_DIR: root };
  const words = tfjsProv(["doctor"], { cwd: root, env });
  assert.equal(words.status, 1);
  assert.match(
    words.stdout,
    /✗ Jupyter.*✗ Kernel.*\n\n2 things need mending: see ✗\n$/s,
  );
  const json = tfjsProv(["doctor", "--json"], { cwd: root, env });
  assert.equal(json.status, 1);
  const { works, findings } = JSON.parse(json.stdout);
  assert.equal(works, false);
  assert.deepEqual(findings[2], {
    about: "Kernel",
    state: "fails",
    says: "TypeScript (tfjs-prov) is not installed",
    hints: ["try: npx tfjs-prov install"],
  });
});
