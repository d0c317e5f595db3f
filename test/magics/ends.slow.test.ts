import assert from "node:assert/strict";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { temporary } from "../store/database";
import { asked, startProgram } from "./processes";

/** Let a program train three epochs and end; return its exit code and its runs. */
async function ended(t: TestContext, how: string) {
  const file = join(temporary(t), "study.duckdb");
  const program = startProgram(t, "end", [file, how]);
  const code = await program.ends();
  const text = "SELECT status, epochs, last_step FROM runs";
  return { code, runs: asked(file, text), complaints: program.complaints };
}

const base = { status: "finished", epochs: 3, last_step: 3 };
const whole: [how: string, code: number, more: object[]][] = [
  ["by itself", 0, []],
  ["exit later", 7, []],
  ["batches", 0, [{ status: "finished", epochs: 0, last_step: 1 }]],
  ["loop", 0, [{ status: "interrupted", epochs: 0, last_step: 1 }]],
];

for (const [how, code, more] of whole) {
  test(`a process that ends (${how}) without close() has all in the file`, async (t) => {
    const { runs, ...rest } = await ended(t, how);
    assert.equal(rest.code, code, rest.complaints.join("\n"));
    assert.deepEqual(runs, [base, ...more]);
  });
}

for (const [how, code] of [
  ["exit", 7],
  ["throw", 1],
  ["exit while training", 7],
] as const) {
  test(`a process that dies (${how}) misses at most its last half second`, async (t) => {
    const { runs, ...rest } = await ended(t, how);
    assert.equal(rest.code, code, rest.complaints.join("\n"));
    for (const { status, epochs } of runs) {
      assert.match(String(status), /^(finished|interrupted)$/);
      if (status === "finished") assert.equal(epochs, 3);
      assert.ok(Number(epochs) <= 3);
    }
  });
}
