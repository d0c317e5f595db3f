import assert from "node:assert/strict";
import { test } from "node:test";
import { stripVTControlCharacters } from "node:util";
import { failureFrom, isInterruption, refusal } from "../../src/kernel/failure";
import { Scripts } from "../../src/kernel/scripts";
import { ProvError } from "../../src/util/errors";

const none = new Set<string>();

function scripts(): Scripts {
  const all = new Scripts();
  const compiled = {
    declares: none,
    uses: none,
    sourceLine: (line: number) => line - 2,
  };
  all.add(3, "const a = 1;\n  boom(a);", compiled);
  return all;
}

function traceback(error: unknown): string {
  return stripVTControlCharacters(failureFrom(error, scripts()).traceback.join("\n"));
}

function thrown(frames: readonly string[]): Error {
  const error = new TypeError("no good");
  error.stack = ["TypeError: no good", ...frames.map((at) => `    at ${at}`)].join(
    "\n",
  );
  return error;
}

test("a traceback has the user's own lines only, and each with its text", () => {
  const error = thrown([
    "inner (node:internal/x:1:2)",
    "fit (/elsewhere/node_modules/@tensorflow/tfjs/dist/tf.js:12:3)",
    "boom (cell-3.ts:4:3)",
    "async cell-3.ts:3:1",
    "cell-9.ts:1:1",
  ]);
  assert.equal(
    traceback(error),
    [
      "TypeError: no good",
      "    at boom (cell 3, line 2): boom(a);",
      "    at cell 3, line 1: const a = 1;",
    ].join("\n"),
  );
});

test("a file beside the notebook is the user's, the package's own code is not", () => {
  const here = process.cwd();
  const error = thrown([
    `load (${here}/tools/load.ts:4:3)`,
    `open (${here}/dist/x.js:1:1)`,
  ]);
  assert.equal(traceback(error), "TypeError: no good\n    at tools/load.ts, line 4");
});

const thrownThings: [what: unknown, ename: string, evalue: string][] = [
  ["text", "Error", "'text'"],
  [undefined, "Error", "undefined"],
  [{ code: 1 }, "Error", "{ code: 1 }"],
  [new ProvError("No run", { hint: "runs: a" }), "ProvError", "No run\n  runs: a"],
  [{ message: "odd", name: 7 }, "Error", "odd"],
];

for (const [what, ename, evalue] of thrownThings) {
  test(`whatever is thrown has a name and a message: ${ename}: ${evalue}`, () => {
    const failure = failureFrom(what, scripts());
    assert.deepEqual([failure.ename, failure.evalue], [ename, evalue]);
  });
}

test("what TypeScript refuses is told with its line and a mark", () => {
  const start = { offset: 6, line: 0, character: 6 };
  const end = { offset: 9, line: 0, character: 9 };
  const later = { offset: 20, line: 1, character: 1 };
  const failure = refusal(
    [
      { start, end, messageText: "Wrong." },
      { start, end, messageText: "Since." },
      { start: later, end: later, messageText: "Also." },
      { start: later, end: later, messageText: "There.", fileName: "util.ts" },
    ],
    "const abc = 1;\nxy",
    4,
  );
  assert.equal(failure.ename, "TypeScriptError");
  assert.equal(
    failure.evalue,
    [
      "cell 4, line 1, column 7: Wrong.",
      "    const abc = 1;",
      "          ^^^",
      "    Since.",
      "cell 4, line 2, column 2: Also.",
      "    xy",
      "     ^",
      "util.ts, line 2, column 2: There.",
    ].join("\n"),
  );
});

test("an interruption is told from other errors", () => {
  const named = Object.assign(new Error("x"), { name: "Interrupted" });
  const code = Object.assign(new Error(), { code: "ERR_SCRIPT_EXECUTION_INTERRUPTED" });
  for (const error of [named, code, new Error("Interrupted asynchronously")]) {
    assert.equal(isInterruption(error), true);
  }
  for (const error of [undefined, null, "Interrupted", new Error("Interrupted")]) {
    assert.equal(isInterruption(error), false);
  }
});
