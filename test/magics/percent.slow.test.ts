import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import * as tf from "@tensorflow/tfjs";
import { Chart, display, open, type Prov, Query, type Rows } from "../../src";
import { verbs } from "../../src/magics/percent/verbs/index";
import { call, enteredMagics, shownText } from "./calls";
import { assertGolden } from "./golden";
import { openStudy } from "./study";

/** Three runs with what a training leaves, of which one failed. */
async function openRuns(t: TestContext): Promise<Prov> {
  const { prov } = await openStudy(t);
  const params = { learningRate: 0.1, tags: ["toy"] };
  await prov.run({ name: "base", params }, async (run) => {
    await run.phase("warm-up", () => {
      for (const epoch of [0, 1, 2]) {
        run.log({ loss: 3 - epoch, val_acc: 0.9 - epoch / 10 }, { epoch });
      }
    });
    run.log({ loss: [Number.NaN, 0.5] });
  });
  await prov.run({ name: "16u d0.2" }, (run) => run.log({ loss: [3, 1] }));
  const lost = prov.run({ name: "lost" }, () => {
    throw new RangeError("out of luck");
  });
  await assert.rejects(lost, RangeError);
  return prov;
}

/** Replace what differs from one time to the next. */
function normalised(text: string): string {
  return text
    .replace(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,3})?( UTC, \d+\.\d s)?/g, (time) =>
      "TIME".padEnd(time.length),
    )
    .replace(/[\da-f]{8}-[\da-f-]{27}/g, "UUID")
    .replace(/\d+(\.\d)? MB/, "SIZE")
    .replace(/ +$/gm, "");
}

test("each verb of %prov shows what its TypeScript form shows", async (t) => {
  const prov = await openRuns(t);
  const pairs: readonly [line: string, typescript: unknown][] = [
    ["%prov status", prov.status()],
    ["%prov runs", await prov.runs().shown()],
    ["%prov runs --limit 2", await prov.runs().last(2)],
    ['%prov show "16u d0.2"', prov.describe("16u d0.2")],
    ["%prov show base", prov.describe("base")],
    ["%prov show", prov.describe()],
    ["%prov compare loss", prov.compare("loss")],
    [
      "%prov compare loss base '16u d0.2' --x step --smooth 0.5",
      prov.compare("loss", { runs: ["base", "16u d0.2"], x: "step", smooth: 0.5 }),
    ],
    ["%prov compare loss --experiment=study", prov.compare("loss")],
  ];
  const texts: string[] = [];
  for (const [line, typescript] of pairs) {
    const text = await shownText(await call(line));
    assert.equal(text, await shownText(typescript), line);
    texts.push(`${line}\n${normalised(text)}\n`);
  }
  assertGolden("magics", "verbs.txt", texts.join("\n"));
});

test("%prov alone is help, and each verb has a help of its own", async () => {
  assert.equal(
    await shownText(await call("%prov")),
    await shownText(await call("%prov help")),
  );
  const lines = ["%prov", ...verbs.map(({ name }) => named(name))];
  const texts: string[] = [];
  for (const line of lines)
    texts.push(`${line}\n${await shownText(await call(line))}\n`);
  assertGolden("magics", "help.txt", texts.join("\n"));
});

const named = (verb: string) => `%prov help ${verb}`;

test("of many runs the newest are shown, the newest last", async (t) => {
  const { prov } = await openStudy(t);
  for (let i = 1; i <= 23; i++) await prov.run({ name: `r${i}` }, () => undefined);
  const lines = (await shownText(await call("%prov runs"))).split("\n");
  assert.deepEqual(
    [lines.length, lines[2]!.slice(0, 3), lines[21]!.slice(0, 3), lines[22]],
    [23, "r4 ", "r23", "20 of 23 rows"],
  );
});

test("-o takes all rows, a chart or a report as it is", async (t) => {
  await openRuns(t);
  const into = "it";
  assert.ok((await call("%prov compare loss", { into })) instanceof Chart);
  assert.equal(((await call("%prov runs", { into })) as Rows).length, 3);
});

test("a verb shows the run that was started last of those with one name", async (t) => {
  const { prov } = await openStudy(t);
  await prov.run({ name: "base" }, (run) => run.log({ loss: 1 }));
  const { id } = await prov.run({ name: "base", experiment: "other" }, () => undefined);
  assert.match(await shownText(await call("%prov show base")), new RegExp(`id +${id}`));
});

test("%%sql is the query that the template tag makes", async (t) => {
  const prov = await openRuns(t);
  const good = prov.sql`FROM runs WHERE epochs > ${0}`;
  const cases: readonly [
    strings: string[],
    values: unknown[],
    rows: Record<string, unknown>[],
  ][] = [
    [["SELECT name FROM runs WHERE name = ", ""], ["base"], [{ name: "base" }]],
    [
      ["SELECT name FROM runs WHERE name = ANY(", ") ORDER BY name"],
      [["lost", "base"]],
      [{ name: "base" }, { name: "lost" }],
    ],
    [["SELECT name FROM ", ""], [good], [{ name: "base" }]],
    [
      ["SELECT ", " AS n FROM runs WHERE name = 'lost'"],
      [prov.sql.id("name")],
      [{ n: "lost" }],
    ],
  ];
  for (const [strings, values, expected] of cases) {
    const rows = (await call("%%sql", { into: "x", strings, values })) as Rows;
    assert.deepEqual(rows.toArray(), expected);
  }
});

const many = ["FROM range(30) t(i) ORDER BY i"];

test("%%sql shows 20 rows, or as many as it is told, and of how many", async (t) => {
  await openStudy(t);
  const ends: readonly [line: string, end: string][] = [
    ["%%sql", "\n19\n20 of 30 rows"],
    ["%%sql --limit 2", "\n1\n2 of 30 rows"],
    ["%%sql --limit=25", "\n24\n25 of 30 rows"],
    ["%%sql --limit 100", "\n29\n30 rows"],
  ];
  for (const [line, end] of ends) {
    const text = await shownText(await call(line, { strings: many }));
    assert.ok(text.endsWith(end), `${line}: ${text.slice(-30)}`);
  }
});

test("%%sql -o takes all rows, or as many as it is told", async (t) => {
  await openStudy(t);
  const take = async (line: string) =>
    ((await call(line, { into: "x", strings: many })) as Rows).length;
  assert.deepEqual([await take("%%sql"), await take("%%sql --limit 7")], [30, 7]);
});

test("what is shown of SQL is rows, so that a kernel that awaits it runs it once", async (t) => {
  await openStudy(t);
  const shown = await call("%%sql", { strings: ["FROM runs"] });
  assert.equal(shown instanceof Query, false);
});

test("each mistake is told in words", async (t) => {
  await openRuns(t);
  const sql = (text: string) => ({ strings: [text] });
  const cases: readonly [line: string, call?: { strings: string[] }][] = [
    ["%prov statsu"],
    ["%prov 'runs"],
    ["%prov status now"],
    ["%prov show 16u d0.2"],
    ["%prov show bsae"],
    ["%prov runs --limt 3"],
    ["%prov runs --limit few"],
    ["%prov runs --limit"],
    ["%prov status --all"],
    ["%prov compare"],
    ["%prov compare los"],
    ["%prov compare loss --x epochs"],
    ["%prov compare loss --smooth much"],
    ["%prov compare loss --experiment sudy"],
    ["%prov help statsu"],
    ["%%sql --limt 5", sql("FROM runs")],
    ["%%sql --limit 1.5", sql("FROM runs")],
    ["%%sql FROM runs", sql("")],
    ["%%sql", sql("")],
    ["%%sql", sql("SELECT 1; SELECT 2")],
    ["%%sql", sql("SELECT nam\nFROM runs")],
    ["%%sql", sql("DELETE FROM tfjs_prov.runs")],
  ];
  const said: string[] = [];
  for (const [line, given] of cases) {
    const error = await call(line, given)
      .then(shownText)
      .then(
        () => "no error",
        (error: Error) => `${error.name}: ${error.message}`,
      );
    said.push(`-- ${[line, ...(given?.strings ?? [])].join("\n")}\n${error}\n`);
  }
  assertGolden("magics", "percent-refusals.txt", said.join("\n"));
});

test("with no run there is nothing to show, and the error says so", async (t) => {
  await openStudy(t);
  await assert.rejects(async () => shownText(await call("%prov show")), {
    name: "ProvError",
    message: "No run is recorded yet\n  try: prov.autolog(tf), then train",
  });
  assert.match(await shownText(await call("%prov status")), /\nruns +none yet\n/);
});

test("status tells what runs, whether all is recorded, and how a file is open", async (t) => {
  const { prov, path } = await openStudy(t);
  prov.autolog(tf);
  await prov.run({ name: "long" }, async (run) => {
    run.log({ loss: 1 });
    const text = await prov.status().text();
    assert.match(text, /\nruns {8}1 running\nrunning {5}long\n/);
    assert.match(text, /\nrecorded {4}1 phase, 0 epochs, 1 point\nautolog {5}on\n/);
  });
  const reading = await open(path, { readOnly: true });
  t.after(() => reading.close());
  assert.match(await shownText(await call("%prov status")), /^file .* MB, only read\n/);
});

test("a report as HTML shows hostile names as they are", async (t) => {
  const { prov } = await openStudy(t);
  const name = "<script>alert('1')</script>\u202e";
  await prov.run({ name, params: { [name]: name } }, (run) => run.log({ [name]: 1 }));
  const { data } = await prov.describe()[display]();
  const html = String(data["text/html"]);
  assert.doesNotMatch(html, /<script|\u202e/);
  assert.match(
    html,
    /<td [^>]*>&lt;script&gt;alert\(&#39;1&#39;\)&lt;\/script&gt;\\u202e</,
  );
});

test("a report that is not shown says how to", async (t) => {
  const { prov } = await openStudy(t);
  assert.equal(String(prov.describe("base")), "Report of a run\nnot read yet: show it");
});

test("a kernel gets two magics and the language SQL", () => {
  const magics = enteredMagics();
  assert.deepEqual(magics.names, ["%%sql", "%prov"]);
  assert.deepEqual(
    [magics.get("%%sql")?.type, magics.get("%%sql")?.language],
    ['import("tfjs-prov").Rows', "sql"],
  );
  assert.ok(magics.language("sql"));
});
