import assert from "node:assert/strict";
import { test } from "node:test";
import { deviceOf } from "../../../src/capture/environment/device";
import { environmentFrom } from "../../../src/capture/environment/environment";
import { machineFrom } from "../../../src/capture/environment/machine";
import { LoadedPackages, packagesOf } from "../../../src/capture/environment/packages";
import { backendOf, loadedTf } from "../../../src/capture/environment/tf";
import { sourcesOf } from "./sources";

const versions: Record<string, unknown> = {
  "/a/node_modules/@tensorflow/tfjs": "4.22.0",
  "/a/node_modules/@tensorflow/tfjs-core": "4.21.0",
  "/b/node_modules/@tensorflow/tfjs-core": "4.22.0",
  "/a/node_modules/tslab": "1.0.22",
  "/a/node_modules/@tensorflow/tfjs-vis": "git+https://ada:pw@host/x",
  "C:\\x\\node_modules\\@tensorflow\\tfjs-node": "4.20.0",
};
const read = (path: string) => {
  const version = versions[path.replace(/\/package\.json$/, "")];
  return version === undefined
    ? "no JSON"
    : JSON.stringify({ version, name: "secret" });
};

for (const [what, paths, expected] of [
  ["no file", [], {}],
  ["a script of the user's", ["/a/x.js", "/a/tslab/x.js"], {}],
  [
    "tfjs and the kernel",
    ["/a/node_modules/@tensorflow/tfjs/dist/a.js", "/a/node_modules/tslab/dist/b.js"],
    { "@tensorflow/tfjs": "4.22.0", tslab: "1.0.22" },
  ],
  [
    "two copies",
    ["/a", "/b"].map((at) => `${at}/node_modules/@tensorflow/tfjs-core/dist/x.js`),
    { "@tensorflow/tfjs-core": "4.22.0" },
  ],
  [
    "a file on Windows",
    ["C:\\x\\node_modules\\@tensorflow\\tfjs-node\\dist\\index.js"],
    { "@tensorflow/tfjs-node": "4.20.0" },
  ],
  ["another package", ["/a/node_modules/@ada/secret/index.js"], {}],
  ["an address as a version", ["/a/node_modules/@tensorflow/tfjs-vis/x.js"], {}],
  ["a package without a version", ["/a/node_modules/@tensorflow/gone/x.js"], {}],
] as const) {
  test(`of what is loaded, ${what} tells its packages`, () =>
    assert.deepEqual(new LoadedPackages(read).among(paths), expected));
}

test("the package.json of a folder is read once", () => {
  let reads = 0;
  const loaded = new LoadedPackages((path) => {
    reads += 1;
    return read(path);
  });
  const paths = ["a.js", "b.js"].map((name) => `/a/node_modules/tslab/dist/${name}`);
  for (let i = 0; i < 3; i++) loaded.among(paths);
  assert.equal(reads, 1);
});

for (const [version, expected] of [
  [
    { tfjs: "4.22.0", "tfjs-core": "4.22.0" },
    { "@tensorflow/tfjs": "4.22.0", "@tensorflow/tfjs-core": "4.22.0" },
  ],
  [{ tfjs: "mine", other: "1.0.0" }, {}],
  ["4.22.0", {}],
  [undefined, {}],
] as const) {
  test(`tf.version ${JSON.stringify(version)} is read`, () =>
    assert.deepEqual(packagesOf({ version }), expected));
}

const throws = () => {
  throw new Error("not ready");
};
for (const [what, tf, backend, device] of [
  ["none", undefined, undefined, null],
  [
    "a tfjs before its first use",
    { getBackend: () => null, backend: assert.fail },
    undefined,
    null,
  ],
  ["one that throws", { getBackend: throws }, undefined, null],
  ["cpu", { getBackend: () => "cpu", backend: assert.fail }, "cpu", "CPU"],
  ["wasm", { getBackend: () => "wasm" }, "wasm", "CPU"],
  [
    "TensorFlow on a GPU",
    { getBackend: () => "tensorflow", backend: () => ({ isUsingGpuDevice: true }) },
    "tensorflow",
    "GPU",
  ],
  [
    "TensorFlow without one",
    { getBackend: () => "tensorflow", backend: () => ({ isUsingGpuDevice: false }) },
    "tensorflow",
    "CPU",
  ],
  [
    "WebGL that tells",
    { getBackend: () => "webgl", backend: () => webgl(true) },
    "webgl",
    "ANGLE (NVIDIA, T4)",
  ],
  [
    "WebGL that does not",
    { getBackend: () => "webgl", backend: () => webgl(false) },
    "webgl",
    null,
  ],
  [
    "WebGPU",
    {
      getBackend: () => "webgpu",
      backend: () => ({ adapterInfo: { vendor: "nvidia", architecture: "turing" } }),
    },
    "webgpu",
    "nvidia turing",
  ],
  [
    "a backend on its way",
    { getBackend: () => "webgl", backend: throws },
    "webgl",
    null,
  ],
] as const) {
  test(`backend and device are told of ${what}`, () => {
    assert.equal(backendOf(tf), backend);
    assert.equal(deviceOf(tf), device);
  });
}

function webgl(tells: boolean) {
  const gl = {
    getExtension: () => (tells ? {} : null),
    getParameter: (name: number) => (name === 0x9246 ? "ANGLE  (NVIDIA, T4)" : "?"),
  };
  return { gpgpu: { gl } };
}

test("the loaded TensorFlow.js is found, and none is loaded", () => {
  const tf = { getBackend: () => "cpu" };
  const layers = { exports: { LayersModel: {} } };
  const modules = {
    "/a/node_modules/@tensorflow/tfjs-layers/dist/x.js": layers,
    "/a/node_modules/@tensorflow/tfjs/dist/tf.node.js": { exports: tf },
  };
  assert.equal(loadedTf(modules), tf);
  assert.equal(loadedTf({}), undefined);
});

test("equal environments have one id, however they are written down", () => {
  const rest = { kernel: null, backend: "cpu", device: "CPU" };
  const content = {
    ...machineFrom(sourcesOf()),
    ...rest,
    lockfile: null,
    lockfile_hash: null,
  };
  const packages = { a: "1.0.0", b: "2.0.0" };
  const first = environmentFrom(content, packages);
  const turned = Object.fromEntries(
    Object.entries(content).reverse(),
  ) as typeof content;
  const again = environmentFrom(turned, { b: "2.0.0", a: "1.0.0" });
  assert.match(first.id, /^[0-9a-f]{64}$/);
  assert.equal(again.id, first.id);
  assert.deepEqual(
    first.packages.map(({ name, version }) => [name, version]),
    Object.entries(packages),
  );
  for (const [changed, versions] of [
    [{ ...content, backend: "wasm" }, packages],
    [content, { ...packages, a: "1.0.1" }],
  ] as const) {
    assert.notEqual(environmentFrom(changed, versions).id, first.id);
  }
});
