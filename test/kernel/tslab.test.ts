import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";
import { TSLAB } from "../../src/kernel/typescript/version";

// What the kernel touches inside tslab. When one of these fails after an upgrade, read
// "Upgrading tslab" in CONTRIBUTING.md.

const { version } = require("tslab/package.json") as { version: string };
const inTslab = createRequire(require.resolve("tslab/dist/main.js"));

test("tslab and its compiler are of the versions whose inside is known", () => {
  const compiler = inTslab("@tslab/typescript-for-tslab") as { version: string };
  assert.deepEqual([version, TSLAB, compiler.version], ["1.0.22", "1.0.22", "5.0.4"]);
});

const touched: [module: string, names: string[]][] = [
  ["./converter", ["createConverter", "isCompleteCode", "esModuleToCommonJSModule"]],
  ["./executor", ["createExecutor"]],
  ["./inspect", ["printQuickInfo"]],
  ["./jupyter", ["ZmqServer", "JupyterHandlerImpl", "lastWriteDisplayData"]],
  [
    "@tslab/typescript-for-tslab",
    [
      "createWatchCompilerHost",
      "createModuleResolutionCache",
      "resolveModuleName",
      "getDefaultTypeRoots",
      "transpileModule",
      "createSourceFile",
      "forEachChild",
      "isFunctionLike",
    ],
  ],
];

for (const [module, names] of touched) {
  test(`${module} of tslab has what the kernel takes from it`, () => {
    const found = Object.keys(inTslab(module) as object);
    assert.deepEqual(
      names.filter((name) => !found.includes(name)),
      [],
    );
  });
}

test("tslab asks its compiler for what the kernel replaces", () => {
  const source = String(inTslab("./converter").createConverter);
  for (const text of [
    "ts.createWatchCompilerHost(",
    "ts.createWatchProgram(host)",
    "disableTopLevelAwait: true",
    "builder.emit(",
  ]) {
    assert.ok(source.includes(text), text);
  }
});
