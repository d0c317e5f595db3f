import assert from "node:assert/strict";
import test from "node:test";
import { notebookOf, runPage } from "./pages";

const name = "study.ipynb";

test("a notebook passes when every cell runs, also after one that has to fail", async (t) => {
  const text = notebookOf([
    { source: "const answer = 6 * 7;\nanswer", tags: ["exact"], stored: "42" },
    { source: 'throw new Error("meant")', tags: ["raises-exception"] },
    { source: "answer + 1", tags: ["exact"], stored: "43" },
  ]);
  const ran = await runPage(t, name, { text });
  assert.equal(ran.said, "✓ study.ipynb: 3 passed, 0 failed, 0.0 s");
  assert.equal(ran.code, 0);
  assert.equal(ran.text, text);
});

test("a cell that throws fails the notebook, which ends there and names it", async (t) => {
  const ran = await runPage(t, name, {
    text: notebookOf([
      { source: "const limit = 3;" },
      { source: "// over the limit\nthrow new RangeError('over ' + limit);" },
      { source: 'console.log("never")' },
    ]),
  });
  assert.equal(
    withoutStack(ran.said),
    `✗ study.ipynb: 1 passed, 1 failed, 0.0 s

study.ipynb: cell 2 of 3 failed
   1  // over the limit
   2  throw new RangeError('over ' + limit);
  it said:
    RangeError: over 3`,
  );
  assert.equal(ran.code, 1);
});

test("a cell that does not type-check fails the notebook", async (t) => {
  const text = notebookOf([{ source: 'const n: number = "three";' }]);
  const ran = await runPage(t, name, { text });
  assert.match(ran.said, /Type 'string' is not assignable to type 'number'/);
  assert.equal(ran.code, 1);
});

test("a cell that ends the kernel fails the notebook", async (t) => {
  const text = notebookOf([{ source: "process.exit(3)" }, { source: "1" }]);
  const ran = await runPage(t, name, { text });
  assert.match(
    ran.said,
    /study\.ipynb: cell 1 of 2 ended the kernel\n {3}1 {2}process/,
  );
  assert.equal(ran.code, 1);
});

const changed = notebookOf([
  { source: "[1, 2].length", tags: ["exact"], stored: "3" },
  { source: "Date.now()", stored: "1" },
]);

test("an exact cell that says something else fails with both texts", async (t) => {
  const ran = await runPage(t, name, { text: changed });
  assert.equal(
    ran.said,
    `✗ study.ipynb: 1 passed, 1 failed, 0.0 s

study.ipynb: cell 1 of 2 printed something else
  expected:
    3
  got:
    2
  to take it over: UPDATE=1 npm test`,
  );
  assert.equal(ran.code, 1);
});

test("UPDATE=1 stores what an exact cell says now", async (t) => {
  const ran = await runPage(t, name, { text: changed, env: { UPDATE: "1" } });
  const cells = JSON.parse(ran.text).cells as { outputs: unknown[] }[];
  assert.deepEqual(cells[0]?.outputs, [
    {
      output_type: "execute_result",
      execution_count: 1,
      data: { "text/plain": ["2"] },
      metadata: {},
    },
  ]);
  assert.equal(ran.code, 0);
});

function withoutStack(said: string): string {
  return said.replace(/\n +at .*/g, "");
}
