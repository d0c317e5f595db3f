import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { InProcess } from "./in-process";

const kernel = new InProcess();
after(() => kernel.close());

const values: [cell: string, says: string][] = [
  ["const a: number = 20; a * 2", "40"],
  ["'text'", "'text'"],
  ["null", ""],
  ["const nothing = 1;", ""],
  ["await (async () => 6)()", "6"],
  ["await (Promise.resolve(7))", "7"],
  ["await [1]", "[ 1 ]"],
  ["let sum = 0; for await (const x of [1, Promise.resolve(2)]) sum += x; sum", "3"],
  ["if (true) { await 1; } 8", "8"],
  ["async function later() { await 1; return 9; }\nawait later()", "9"],
  ["[3, 1, 2].findLast((x) => x < 3)", "2"],
  ["a + 1", "21"],
  ["({ [Symbol.for('Jupyter.display')]: () => ({ 'text/plain': 'shown' }) })", "shown"],
  ["({ toMimeBundle: () => ({ 'text/html': '<b>', 'text/plain': 'bold' }) })", "bold"],
  ["typeof process.availableMemory", "'function'"],
];

for (const [cell, says] of values) {
  test(`a cell's value: ${cell.replaceAll("\n", " ")}`, async () => {
    assert.equal(await kernel.says(cell), says);
  });
}

const errors: [what: string, cell: string, says: RegExp][] = [
  [
    "a type error has its line, its column and a mark",
    "\nconst b: string = 3;",
    /^cell \d+, line 2, column 7: Type 'number' is not assignable to type 'string'\.\n {4}const b: string = 3;\n {10}\^$/,
  ],
  [
    "a type error in a cell that begins with a magic has the user's place",
    "%nothing\nconst c: string = 3;",
    /^cell \d+, line 2, column 7: Type 'number' is not assignable to type 'string'\.\n {4}const c/,
  ],
  [
    "an error inside a magic's expression has the user's place",
    "%%nothing\nSELECT '\\d',\n  ${nope}",
    /^cell \d+, line 3, column 5: Cannot find name 'nope'\.\n {4} {2}\$\{nope\}\n {8}\^{4}$/,
  ],
  [
    "what is thrown has the lines that led there, types or not",
    "interface Wide { deep: number }\nfunction fails(n: number) {\n  const w: Wide = { deep: n };\n  throw new RangeError('bad ' + w.deep);\n}\n\nfails(3)",
    /^RangeError: bad 3\n {4}at (?:\w+\.)?fails \(cell \d+, line 4\): throw new RangeError\('bad ' \+ w\.deep\);\n {4}at cell \d+, line 7: fails\(3\)$/,
  ],
  [
    "a function of an earlier cell is told with its own cell",
    "await 1;\nfails(4)",
    /^RangeError: bad 4\n.*line 4\).*\n {4}at cell \d+, line 2: fails\(4\)$/,
  ],
  [
    "a magic that is not there names the ones there are",
    "%nothing",
    /^ProvError: No magic named "%nothing"$/,
  ],
  [
    "a module that is not there",
    'import x from "not-there"',
    /line 1, column 15: Cannot find module 'not-there'/,
  ],
];

for (const [what, cell, says] of errors) {
  test(`errors: ${what}`, async () => {
    assert.match(await kernel.says(cell), says);
  });
}

test("a cell publishes its input, its output and its value, and the reply counts", async () => {
  const { reply, outputs } = await kernel.run("1 + 1");
  assert.deepEqual(
    outputs.map(({ type }) => type),
    ["execute_input", "execute_result"],
  );
  const count = reply.execution_count;
  assert.deepEqual(outputs[0]!.content, { code: "1 + 1", execution_count: count });
  assert.equal(outputs[1]!.content.execution_count, count);
  assert.deepEqual(reply, {
    execution_count: count,
    status: "ok",
    payload: [],
    user_expressions: {},
  });
  assert.equal((await kernel.run("1")).reply.execution_count, Number(count) + 1);
});

test("silent runs publish nothing and don't count; without history they don't count", async () => {
  const { execution_count } = (await kernel.run("1")).reply;
  const silent = await kernel.run("7", { silent: true });
  assert.deepEqual(silent.outputs, []);
  const hidden = await kernel.run("8", { store_history: false });
  assert.equal(hidden.outputs.length, 2);
  assert.equal(hidden.reply.execution_count, execution_count);
  assert.equal(kernel.session.cells.at(-1)!.source, "1");
});

test("user expressions come with the reply, each with a value or an error", async () => {
  const wanted = { double: "a * 2", wrong: "nope", thrown: "fails(1)" };
  const { reply } = await kernel.run("1", { user_expressions: wanted });
  const { double, wrong, thrown } = reply.user_expressions as Record<
    string,
    Record<string, unknown>
  >;
  assert.deepEqual(double, {
    status: "ok",
    data: { "text/plain": "40" },
    metadata: {},
  });
  assert.equal(wrong!.ename, "TypeScriptError");
  assert.equal(thrown!.evalue, "bad 1");
});

test("what a failed cell made until then stays", async () => {
  await kernel.run("const made = 5;\nthrow new Error('then');\nconst never = 6;");
  assert.equal(await kernel.says("made"), "5");
});

test("a cell run knows its notebook's cell, and which cell runs made the names it used", async () => {
  await kernel.run(
    "const one = 1;\nfunction two() { return 2; }",
    {},
    { cellId: "ab" },
  );
  const maker = kernel.session.cells.at(-1)!;
  assert.equal(maker.cellId, "ab");
  await kernel.run("const three = one + two();\n{ const a = 1; }");
  const user = kernel.session.cells.at(-1)!;
  assert.deepEqual(
    user.uses.map(({ name, cellRunId }) => [name, cellRunId]),
    [
      ["one", maker.id],
      ["two", maker.id],
    ],
  );
  await kernel.run("const one = 'new';");
  const again = kernel.session.cells.at(-1)!;
  await kernel.run("[one, three]");
  assert.deepEqual(
    kernel.session.cells.at(-1)!.uses.map(({ cellRunId }) => cellRunId),
    [again.id, user.id],
  );
});

test("code that goes on in the background belongs to the cell that started it", async () => {
  const seen: unknown[] = [];
  Object.assign(globalThis, {
    note: () => seen.push(kernel.session.currentCell()?.source),
  });
  const source = "setTimeout(() => (globalThis as any).note(), 30); 0";
  await kernel.run(source);
  await kernel.run("await new Promise((resolve) => setTimeout(resolve, 60));");
  assert.deepEqual(seen, [source]);
});

test("an update goes out as output of the cell that runs by then", async () => {
  await kernel.run("0");
  const cell = kernel.session.cells.at(-1)!;
  const live = cell.live({ data: { "text/plain": "0 %" }, metadata: {} });
  const first = kernel.published.at(-1)!;
  live.update({ data: { "text/plain": "50 %" }, metadata: {} });
  assert.deepEqual([kernel.published.at(-1)!.cell, first.cell], ["0", "0"]);
  Object.assign(globalThis, {
    update: () => live.update({ data: { "text/plain": "100 %" }, metadata: {} }),
  });
  await kernel.run("(globalThis as any).update(); 0");
  const update = kernel.published.findLast(
    ({ type }) => type === "update_display_data",
  )!;
  assert.equal(update.cell, "(globalThis as any).update(); 0");
  assert.deepEqual(update.content.transient, first.content.transient);
});

test("a listener learns of the start and the end of each cell", async () => {
  const told: string[] = [];
  const stop = kernel.session.onCell((cell, moment) =>
    told.push(`${moment} ${cell.status} ${cell.errorName}`),
  );
  await kernel.run("1");
  await kernel.run("throw new TypeError('x')");
  await kernel.run("2", { silent: true });
  stop();
  await kernel.run("3");
  assert.deepEqual(told, [
    "start running undefined",
    "end ok undefined",
    "start running undefined",
    "end error TypeError",
  ]);
});

test("a line magic shows its value, a cell magic's is the cell's, -o takes it", async () => {
  const { magics } = kernel.session;
  const help = { usage: "", help: "" };
  magics.add({ name: "say", kind: "line", ...help, run: ({ args }) => `said ${args}` });
  magics.add({
    name: "join",
    kind: "cell",
    ...help,
    run: ({ strings, values, args, into }) => ({ strings, values, args, into }),
  });
  const { outputs } = await kernel.run("%say hello you\n1");
  assert.deepEqual(
    outputs
      .slice(1)
      .map(({ type, content }) => [
        type,
        (content.data as Record<string, unknown>)["text/plain"],
      ]),
    [
      ["display_data", "'said hello you'"],
      ["execute_result", "1"],
    ],
  );
  assert.equal(
    await kernel.says("%%join -x 1\na '\\d' `b`\n${a} c\\${d}"),
    "{\n  strings: [ \"a '\\\\d' `b`\\n\", ' c${d}' ],\n  values: [ 20 ],\n  args: '-x 1',\n  into: undefined\n}",
  );
  assert.equal(await kernel.says("%%join -o joined\nx"), "");
  assert.equal(await kernel.says("joined.into"), "'joined'");
});

test("a tslab in the notebook's folder is never picked up", async () => {
  const folder = join(kernel.folder, "node_modules", "tslab");
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, "package.json"),
    '{ "name": "tslab", "version": "9.9.9" }',
  );
  writeFileSync(join(folder, "index.js"), "throw new Error('the wrong tslab');");
  const source = 'import { versions } from "tslab"; versions.tslab';
  assert.equal(await kernel.says(source), "'1.0.22'");
});

test("packages are found by their exports, those of tfjs-prov from anywhere", async () => {
  const folder = join(kernel.folder, "node_modules", "exported");
  mkdirSync(join(folder, "lib"), { recursive: true });
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({
      name: "exported",
      exports: { ".": { types: "./lib/x.d.ts", require: "./lib/x.js" } },
    }),
  );
  writeFileSync(join(folder, "lib", "x.d.ts"), "export declare const answer: 42;");
  writeFileSync(join(folder, "lib", "x.js"), "exports.answer = 42;");
  const wrong = 'import { answer } from "exported"; const text: string = answer;';
  assert.match(await kernel.says(wrong), /Type 'number' is not assignable/);
  assert.equal(await kernel.says('import { answer } from "exported"; answer'), "42");
  assert.match(
    await kernel.says('import { open } from "tfjs-prov"; open.length + await 0'),
    /^\d$/,
  );
  // a new package.json while the kernel runs must not stop it
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(await kernel.says("answer + 1"), "43");
});
