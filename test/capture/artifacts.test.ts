import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, type TestContext, test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { fileSystem } from "../../src/capture/artifacts/file-system";
import { nameAt, pathFrom, placeOf } from "../../src/capture/artifacts/place";
import { Capture } from "../../src/capture/capture";
import { MemorySink } from "./memory-sink";
import { small, xs, ys } from "./models";

let last: Capture | undefined;
afterEach(() => last?.autolog(false));

/** A capture beside a file in a folder of its own. */
function beside(t: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), "tfjs-prov-test-"));
  t.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const sink = new MemorySink();
  const said: string[] = [];
  const file = join(folder, "study.duckdb");
  const say = (message: string) => void said.push(message);
  const prov = new Capture(sink, { say, file: () => file });
  last = prov;
  prov.autolog(tf);
  return { prov, sink, said, folder, file };
}

const sha256 = (bytes: string | Uint8Array) =>
  createHash("sha256").update(bytes).digest("hex");

const quiet = { epochs: 1, verbose: 0 } as const;

const places: [told: unknown, handler: string, address: string | null][] = [
  ["indexeddb://my-model", "indexeddb", "my-model"],
  ["localstorage://a/b", "localstorage", "a/b"],
  [
    "https://me:secret@models.org/a/model.json?token=secret#x",
    "https",
    "models.org/a/model.json",
  ],
  ["models.org/a.json?key=secret", "url", "models.org/a.json"],
  [{ url: "https://me:secret@models.org/m?sig=1" }, "Object", "models.org/m"],
  [tf.io.withSaveHandler(async () => ({}) as never), "PassthroughSaver", null],
];
for (const [told, handler, address] of places) {
  test(`a place is told without who asks: ${handler} ${address}`, () => {
    assert.deepEqual(placeOf(told), { handler, address, path: null });
  });
}

test("a path is told from the file's folder, and of what is far its last part only", () => {
  const folder = join("/", "data", "notebooks");
  const cases: [path: string, told: string][] = [
    ["/data/notebooks/models/a", "models/a"],
    ["/data/models/a", "../models/a"],
    ["/srv/secret/models/a", "a"],
    ["/data/notebooks", "."],
  ];
  for (const [path, told] of cases) assert.equal(pathFrom(folder, path), told);
  assert.equal(pathFrom(homedir(), join(homedir(), "..", "someone", "m")), "m");
  assert.equal(nameAt(placeOf("file://models/base/model.json")), "base");
});

test("save() records what was saved: place, files by hash, and the state of the model", async (t) => {
  const { sink, folder } = beside(t);
  const model = small();
  await model.fit(xs, ys, quiet);
  const result = await model.save(fileSystem(join(folder, "models", "base")));
  assert.ok(result.modelArtifactsInfo.dateSaved instanceof Date);
  const [artifact] = sink.rows.artifacts;
  const [run] = sink.rows.runs;
  const end = sink.rows.model_states.at(-1)!;
  assert.deepEqual(
    [
      artifact!.kind,
      artifact!.verb,
      artifact!.name,
      artifact!.handler,
      artifact!.place,
    ],
    ["model", "saved", "base", "file", "models/base"],
  );
  assert.equal(artifact!.run_id, run!.run_id);
  assert.equal(artifact!.state_id, end.state_id);
  assert.equal(sink.rows.model_states.length, 2, "saving makes no state");
  const hashes = ["model.json", "weights.bin"].map((name) => {
    const bytes = readFileSync(join(folder, "models", "base", name));
    return { path: name, sha256: sha256(bytes), size_bytes: bytes.length };
  });
  const { artifact_id } = artifact!;
  assert.deepEqual(
    sink.rows.artifact_files,
    hashes.map((file) => ({ artifact_id, ...file })),
  );
  const list = hashes.map(({ path, sha256 }) => `${sha256} ${path}\n`).join("");
  assert.equal(artifact!.sha256, sha256(list));
});

test("loadLayersModel() records a state of its own, and a fit begins with it", async (t) => {
  const { sink, folder } = beside(t);
  const model = small();
  await model.fit(xs, ys, quiet);
  const handler = fileSystem(join(folder, "base"));
  await model.save(handler);
  const loaded = await tf.loadLayersModel(handler);
  loaded.compile({ optimizer: "sgd", loss: "meanSquaredError" });
  await loaded.fit(xs, ys, quiet);
  const [saved, read] = sink.rows.artifacts;
  const [, trained, state] = sink.rows.model_states;
  assert.deepEqual([read!.verb, read!.sha256], ["loaded", saved!.sha256]);
  assert.deepEqual([state!.origin, state!.artifact_id], ["loaded", read!.artifact_id]);
  assert.equal(state!.weights_hash, trained!.weights_hash);
  assert.notEqual(state!.state_id, trained!.state_id);
  assert.equal(sink.rows.state_uses[1]!.state_id, state!.state_id);
  assert.equal(state!.run_id, null);
});

test("any handler is recorded, by the weights where there are no files", async (t) => {
  const { sink } = beside(t);
  const model = small();
  let kept: unknown;
  const keep = async (artifacts: unknown) => {
    kept = artifacts;
    return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: "JSON" } };
  };
  await model.fit(xs, ys, quiet);
  await model.save(tf.io.withSaveHandler(keep as never));
  await tf.loadLayersModel(tf.io.fromMemory(kept as never));
  const [saved, loaded] = sink.rows.artifacts;
  assert.deepEqual([saved!.place, saved!.sha256], [null, null]);
  assert.equal(saved!.state_id, sink.rows.model_states[1]!.state_id);
  const state = sink.rows.model_states.find(
    ({ artifact_id }) => artifact_id === loaded!.artifact_id,
  );
  assert.equal(state!.weights_hash, sink.rows.model_states[1]!.weights_hash);
});

test("a model saved in a callback is saved in the state of its epoch", async (t) => {
  const { sink, folder } = beside(t);
  const model = small();
  const callbacks = {
    onEpochEnd: async (epoch: number) => {
      await model.save(fileSystem(join(folder, `m${epoch}`)));
    },
  };
  await model.fit(xs, ys, { ...quiet, epochs: 2, callbacks });
  const [phase] = sink.rows.phases;
  assert.deepEqual(
    sink.rows.artifacts.map(({ epoch, step, phase_id }) => [epoch, step, phase_id]),
    [
      [0, 1, phase!.phase_id],
      [1, 2, phase!.phase_id],
    ],
  );
  assert.deepEqual(
    sink.rows.model_states.map(({ origin }) => origin),
    ["initial", "saved", "saved", "trained"],
  );
});

test("a save that fails is the user's own error, and nothing is recorded", async (t) => {
  const { sink } = beside(t);
  await assert.rejects(
    small().save("file://nowhere"),
    /Cannot find any save handlers for URL 'file:\/\/nowhere'/,
  );
  await assert.rejects(
    tf.loadLayersModel(tf.io.fromMemory({} as never)),
    /Improper config format/,
  );
  assert.deepEqual(sink.rows.artifacts, []);
});

test("autolog(false) puts tfjs' own save and loadLayersModel back", async (t) => {
  const save = tf.LayersModel.prototype.save;
  const { loadLayersModel } = tf;
  const { prov, sink } = beside(t);
  assert.notEqual(tf.LayersModel.prototype.save, undefined);
  prov.autolog(false);
  assert.equal(tf.LayersModel.prototype.save, save);
  assert.equal(tf.loadLayersModel, loadLayersModel);
  assert.deepEqual(sink.rows.artifacts, []);
});

test("fileSystem() says where there is no model", async (t) => {
  const { folder } = beside(t);
  await assert.rejects(tf.loadLayersModel(fileSystem(join(folder, "none"))), {
    name: "ProvError",
    message: [
      `No saved model at ${join(folder, "none")}`,
      "  there is no model.json that can be read",
      '  try: await model.save(fileSystem("models/base"))',
    ].join("\n"),
  });
});

test("run.artifact() notes a file or bytes by hash, and keeps them when asked", async (t) => {
  const { prov, sink, folder } = beside(t);
  mkdirSync(join(folder, "plots"));
  writeFileSync(join(folder, "plots", "a.png"), "picture");
  await prov.run({}, async (run) => {
    const noted = await run.artifact(join(folder, "plots", "a.png"));
    assert.deepEqual([noted.name, noted.sizeBytes], ["a.png", 7]);
    await run.artifact(Buffer.from("1,2"), { name: "table", keep: true });
  });
  const rows = sink.rows.artifacts.map(({ name, place, sha256, content }) => ({
    ...{ name, place, sha256 },
    content: content && Buffer.from(content).toString(),
  }));
  assert.deepEqual(rows, [
    { name: "a.png", place: "plots/a.png", sha256: sha256("picture"), content: null },
    { name: "table", place: null, sha256: sha256("1,2"), content: "1,2" },
  ]);
});

test("run.artifact() refuses what is not there and the file itself, and keeps no giant", async (t) => {
  const { prov, sink, said, folder, file } = beside(t);
  writeFileSync(file, "rows");
  linkSync(file, join(folder, "linked.duckdb"));
  await prov.run({}, async (run) => {
    await assert.rejects(run.artifact("none.png"), {
      name: "ProvError",
      message: [
        "Could not read none.png",
        "  there is no such file in this folder",
        '  try: run.artifact("figure.png"), or pass the bytes',
      ].join("\n"),
    });
    await assert.rejects(run.artifact(folder), {
      message: [
        `Could not read ${folder}`,
        "  it is no file that can be read",
        '  try: run.artifact("figure.png"), or pass the bytes',
      ].join("\n"),
    });
    await assert.rejects(run.artifact(join(folder, "linked.duckdb")), {
      message: [
        "linked.duckdb can't be an artifact of itself",
        "  this run is recorded into it, so its content changes",
        "  try: copy it between cells, and note the copy",
      ].join("\n"),
    });
    await run.artifact(new Uint8Array(5 * 1024 ** 2), { name: "giant", keep: true });
  });
  assert.deepEqual(said, [
    "Could not keep giant: it has 5.0 MiB\n  content is kept up to 4 MiB; its hash and place are recorded",
  ]);
  assert.deepEqual(
    sink.rows.artifacts.map(({ name, content }) => [name, content]),
    [["giant", null]],
  );
});
