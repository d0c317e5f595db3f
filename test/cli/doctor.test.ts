import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pictureFromSpec } from "../../src/charts/picture";
import { emptySpec } from "../../src/charts/spec";
import { probe } from "../../src/cli/doctor/ask";
import { checkDuckdb } from "../../src/cli/doctor/duckdb";
import { versionsFromText } from "../../src/cli/doctor/find-jupyter";
import { findKernel } from "../../src/cli/doctor/find-kernel";
import { type Finding, textFromFinding } from "../../src/cli/doctor/finding";
import { checkFolder, findings } from "../../src/cli/doctor/folder";
import { checkJupyter } from "../../src/cli/doctor/jupyter";
import { checkKernel } from "../../src/cli/doctor/kernel";
import { checkNode } from "../../src/cli/doctor/node";
import { checkPictures } from "../../src/cli/doctor/pictures";
import { remoteKind } from "../../src/cli/doctor/remote";
import { finding as startFinding } from "../../src/cli/doctor/start";
import {
  checkTensorflow,
  findFlavours,
  finding,
} from "../../src/cli/doctor/tensorflow";
import { checkTslab } from "../../src/cli/doctor/tslab";
import { folder } from "../store/support/folder";

const text = (found: readonly Finding[]) =>
  found.map((one) => textFromFinding(one, 0)).join("\n");

test("Node is told with its version, or that it is too old", () => {
  assert.equal(text(checkNode("22.1.0", "linux x64")), "✓ Node  22.1.0 on linux x64");
  assert.equal(
    text(checkNode("18.20.4")),
    "✗ Node  18.20.4 is too old\n" +
      "    tfjs-prov needs Node 20 or newer\n" +
      "    try: https://nodejs.org/en/download",
  );
});

test("Jupyter is told with the front ends it has", () => {
  const versions = versionsFromText(
    "Selected Jupyter core packages...\nipywidgets       : not installed\n" +
      "jupyterlab       : 4.6.6\nnotebook         : 7.6.5\r\n",
  );
  assert.deepEqual(versions, { jupyterlab: "4.6.6", notebook: "7.6.5" });
  const jupyter = { command: "jupyter", versions, dataFolders: [] };
  assert.equal(
    text(checkJupyter(jupyter)),
    "✓ Jupyter  JupyterLab 4.6.6, Notebook 7.6.5 (jupyter)",
  );
  assert.equal(
    text(checkJupyter({ ...jupyter, versions: {} })),
    "✓ Jupyter  no front end (jupyter)",
  );
  assert.equal(
    text(checkJupyter(undefined)),
    "✗ Jupyter  not found on the PATH\n" +
      "    JupyterLab, Notebook, nbclient and papermill need it; VS Code brings its own\n" +
      "    try: pip install jupyterlab, or activate the environment that has it",
  );
});

test("the kernel that Jupyter finds is the first, and may be broken", (t) => {
  const root = folder(t);
  const kernel = join(root, "b", "kernels", "tfjs-prov");
  mkdirSync(kernel, { recursive: true });
  const folders = [join(root, "a"), join(root, "b")];
  assert.equal(findKernel(folders), undefined);
  assert.equal(
    text(checkKernel(undefined)),
    "✗ Kernel  TypeScript (tfjs-prov) is not installed\n    try: npx tfjs-prov install",
  );
  writeFileSync(join(kernel, "kernel.json"), "{");
  assert.equal(
    text(checkKernel(findKernel(folders))),
    `✗ Kernel  ${kernel} can't be read\n    try: npx tfjs-prov install`,
  );
  const argv = [join(root, "node"), join(root, "main.js"), "{connection_file}"];
  writeFileSync(join(kernel, "kernel.json"), JSON.stringify({ argv }));
  for (const gone of ["node", "main.js"]) {
    assert.equal(
      text(checkKernel(findKernel(folders))),
      `✗ Kernel  ${join(root, gone)} is gone\n    ${kernel} starts it\n` +
        "    try: npx tfjs-prov install",
    );
    writeFileSync(join(root, gone), "");
  }
});

test("a kernel of another version, or in the cache of npx, is told", (t) => {
  const root = join(folder(t), "_npx", "tfjs-prov");
  const main = join(root, "dist", "src", "kernel", "main.js");
  mkdirSync(join(main, ".."), { recursive: true });
  writeFileSync(main, "");
  writeFileSync(join(root, "package.json"), '{"version":"0.0.9"}');
  const spec = { argv: [process.execPath, main], display_name: "", language: "" };
  const good = "✓ Kernel  TypeScript (tfjs-prov) in /k";
  const passing =
    "– Kernel  it may stop working: npm may empty the cache of npx, where it lies\n" +
    "    try: npm install tfjs-prov && npx tfjs-prov install";
  const check = (version: string) => text(checkKernel({ folder: "/k", spec }, version));
  assert.equal(check("0.0.9"), `${good}\n${passing}`);
  assert.equal(
    check("0.1.0"),
    `${good}\n– Kernel  it is of tfjs-prov 0.0.9, and this is 0.1.0\n` +
      `    try: npx tfjs-prov install\n${passing}`,
  );
});

test("tslab and zeromq load, and have to be the versions that are pinned", async () => {
  assert.equal(text(await checkTslab()), "✓ tslab  1.0.22, with zeromq 6.8.0");
  assert.equal(
    text(await checkTslab({ found: { tslab: "1.0.23", zeromq: "6.8.0" } })),
    "✗ tslab  1.0.23, with zeromq 6.8.0\n" +
      "    the kernel needs tslab 1.0.22, with zeromq 6.8.0\n" +
      "    try: npm install tfjs-prov, in a folder of its own",
  );
  assert.equal(
    text(await checkTslab({ error: "Error: no native build" })),
    "✗ tslab  does not load\n    Error: no native build\n" +
      "    try: npm install tfjs-prov, in a folder of its own",
  );
});

test("DuckDB answers, or what it says is told", async () => {
  assert.match(text(await checkDuckdb()), /^✓ DuckDB {2}\d+\.\d+\.\d+$/);
  assert.equal(
    text(await checkDuckdb({ error: "Error: wrong ELF class" })),
    "✗ DuckDB  does not load\n    Error: wrong ELF class\n" +
      "    nothing can be recorded without it\n" +
      "    try: npm install tfjs-prov, on the machine that the notebook runs on",
  );
});

test("a database is tried in the folder, and nothing stays behind", async (t) => {
  const own = folder(t);
  const good = "✓ Folder  a database can be written here, and is locked meanwhile";
  assert.equal(text(await checkFolder(own)), good);
  assert.deepEqual(readdirSync(own), []);
  const gone = join(own, "gone");
  const [{ says, hints }] = (await checkFolder(gone)) as [Finding];
  assert.equal(says, `no database can be written in ${gone}`);
  assert.match(hints[0]!, /^ENOENT: no such file or directory, mkdtemp/);
  assert.equal(hints[1], 'try: open("/a/folder/of/yours/study.duckdb")');
  const local = "    try: record on a local disk, and copy the file here";
  assert.equal(
    text(findings(own, { found: { locked: false } }, undefined)),
    "✗ Folder  files are not locked here: two notebooks could spoil one database\n" +
      local,
  );
  assert.equal(
    text(findings(own, { found: { locked: true } }, "NFS")),
    `${good}\n– Folder  it lies on NFS, where databases may break\n${local}`,
  );
});

test("folders that are synced or mounted are known by their names and kinds", async (t) => {
  assert.equal(await remoteKind(folder(t)), undefined);
  const cases: [folder: string, kind: string][] = [
    ["/Users/ada/Dropbox/study", "a folder that is synced (Dropbox)"],
    ["C:\\ada\\OneDrive\\study", "a folder that is synced (OneDrive)"],
    ["/Users/ada/Library/CloudStorage/x", "a folder that is synced (CloudStorage)"],
  ];
  for (const [path, kind] of cases) assert.equal(await remoteKind(path), kind);
});

test("TensorFlow.js is found from the folder or beside the package, and tried", async (t) => {
  const own = folder(t);
  assert.match(
    text(await checkTensorflow(own)),
    /^✓ TensorFlow\.js {2}@tensorflow\/tfjs 4\.\d+\.\d+, backend cpu$/,
  );
  assert.deepEqual(findFlavours([join(own, "x.js")]), []);
  const name = "@tensorflow/tfjs-node";
  const found = join(own, "node_modules", name);
  mkdirSync(found, { recursive: true });
  writeFileSync(join(found, "package.json"), '{"version":"4.1.0","main":"main.js"}');
  writeFileSync(join(found, "main.js"), 'throw new Error("no such library\\n  at x")');
  const flavours = findFlavours([join(own, "x.js")]);
  assert.deepEqual(flavours, [
    { name, version: "4.1.0", main: join(found, "main.js") },
  ]);
  const probed = await probe<{ backend: string }>("tensorflow", [flavours[0]!.main]);
  assert.equal(
    text([finding(flavours[0]!, probed)]),
    "✗ TensorFlow.js  @tensorflow/tfjs-node 4.1.0 does not load\n" +
      "    no such library\n" +
      "    try: npm rebuild @tensorflow/tfjs-node --build-addon-from-source\n" +
      "    or import @tensorflow/tfjs, which runs everywhere",
  );
});

test("a library that ends its process is told by its last words", async (t) => {
  const own = folder(t);
  const cases: [source: string, error: string][] = [
    ['console.error("terminate called"); process.exit(134)', "terminate called"],
    ["process.exit(3)", "it ended with exit code 3"],
    ['process.kill(process.pid, "SIGSEGV")', "it was ended"],
  ];
  for (const [source, error] of cases) {
    const main = join(own, `${cases.findIndex(([one]) => one === source)}.js`);
    writeFileSync(main, source);
    assert.deepEqual(await probe("tensorflow", [main]), { error });
  }
  writeFileSync(join(own, "slow.js"), "for (;;);");
  const slow = probe("tensorflow", [join(own, "slow.js")], { timeoutMs: 300 });
  assert.deepEqual(await slow, { error: "it took too long and was ended" });
});

test("a chart is drawn, or what keeps it from that is told", async () => {
  const drawn = /^✓ Pictures {2}a chart was drawn, \d+ × \d+ pixels$/;
  assert.match(text(await checkPictures()), drawn);
  const frame = { title: "", notes: [], width: 10, height: 10 };
  const font = { file: "/gone.ttf", family: "Gone" };
  const withoutFont = async () =>
    (await pictureFromSpec(emptySpec(frame, "x"), { font })).png;
  assert.equal(
    text(await checkPictures(withoutFont)),
    "✗ Pictures  no chart can be drawn\n" +
      '    Could not read the font "/gone.ttf"\n' +
      "    without a font the text of a chart would be missing from its picture\n" +
      "    try: npm install tfjs-prov",
  );
  const broken = async () => {
    throw new Error("Cannot find native binding");
  };
  assert.equal(
    text(await checkPictures(broken)),
    "✗ Pictures  no chart can be drawn\n    Cannot find native binding\n" +
      "    try: npm install tfjs-prov, on the machine that the notebook runs on",
  );
});

test("a kernel that does not start is told with its last words", async (t) => {
  const own = folder(t);
  const main = join(own, "main.js");
  writeFileSync(main, 'throw new TypeError("no such thing")');
  const argv = JSON.stringify([process.execPath, main, "{connection_file}"]);
  const probed = await probe<never>("kernel", [argv]);
  assert.equal(
    text([startFinding(probed)]),
    "✗ Start  the kernel does not start\n    TypeError: no such thing\n" +
      "    try: mend what is marked ✗ above, then npx tfjs-prov install",
  );
  const found = { implementation: "tfjs-prov", version: "0.1.0", durationMs: 1234 };
  assert.equal(
    text([startFinding({ found })]),
    "✓ Start  the kernel answers after 1.2 s (tfjs-prov 0.1.0)",
  );
});

test("findings stand in columns", () => {
  const one = { about: "A", state: "note" as const, says: "says", hints: ["hint"] };
  assert.equal(textFromFinding(one, 3), "– A    says\n       hint");
});
