import assert from "node:assert/strict";
import { test } from "node:test";
import { enteredMagics } from "./calls";
import { marked } from "./marked";
import { openStudy } from "./study";

const magics = enteredMagics();

test("verbs, options, run names and metrics are completed, in quotes where needed", async (t) => {
  const { prov } = await openStudy(t);
  await prov.run({ name: "base" }, (run) => run.log({ loss: 1, val_loss: 2 }));
  await prov.run({ name: "16u d0.2" }, (run) => run.log({ "F 1": 1 }));
  await prov.run({ name: "-x" }, () => undefined);
  const cases: readonly [text: string, matches: string[], typed: string][] = [
    [
      "|",
      [
        "status",
        "runs",
        "compare",
        "diff",
        "show",
        "explain",
        "export",
        "graph",
        "promote",
        "withdraw",
        "plan",
        "cells",
        "verify",
        "help",
      ],
      "",
    ],
    ["s|", ["status", "show"], "s"],
    ["show |", ['"-x"', '"16u d0.2"', "base"], ""],
    ["show ba|", ["base"], "ba"],
    ['show "16u |', ['"16u d0.2"'], '"16u '],
    ["show '16|", ['"16u d0.2"'], "'16"],
    ["show base |", [], ""],
    ["compare |", ['"F 1"', "loss", "val_loss"], ""],
    ["compare VAL|", ["val_loss"], "VAL"],
    ["compare loss |", ['"-x"', '"16u d0.2"', "base"], ""],
    ["compare loss base |", ['"-x"', '"16u d0.2"'], ""],
    ["compare loss --x epoch b|", ["base"], "b"],
    ["compare loss --s|", ["--smooth", "--scale"], "--s"],
    ["compare loss --x s|", ["step", "seconds"], "s"],
    ["compare loss --experiment |", ["study"], ""],
    ["compare loss --smooth |", [], ""],
    ["compare loss --scale log --s|", ["--smooth"], "--s"],
    ["diff base |", ['"-x"', '"16u d0.2"'], ""],
    ["diff base -x |", [], ""],
    ["explain ba|", ["base"], "ba"],
    ["runs -|", ["--limit", "-o"], "-"],
    ["help co|", ["compare"], "co"],
    ["nothing b|", [], ""],
  ];
  for (const [text, matches, typed] of cases) {
    const [plain, cursor] = marked(text);
    const found = await magics.get("%prov")!.complete!(plain, cursor);
    assert.deepEqual(found?.matches ?? [], matches, text);
    assert.equal(plain.slice(found?.start ?? 0, found?.end ?? 0), typed, text);
  }
});

test("the options of %%sql are completed, each once", async () => {
  const cases: readonly [text: string, matches: string[]][] = [
    ["|", ["--limit", "-o"]],
    ["--l|", ["--limit"]],
    ["-o |", []],
    ["-o rows |", ["--limit"]],
    ["--limit 5 -|", ["-o"]],
  ];
  for (const [text, matches] of cases) {
    const found = await magics.get("%%sql")!.complete!(...marked(text));
    assert.deepEqual(found?.matches, matches, text);
  }
});
