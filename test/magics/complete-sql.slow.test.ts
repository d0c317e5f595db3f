import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Prov } from "../../src";
import { completeSql } from "../../src/magics/assist/complete-sql";
import { describeSql } from "../../src/magics/assist/describe-sql";
import { small, xs, ys } from "../capture/models";
import { writeDatabase } from "../store/database";
import { marked } from "./marked";
import { openStudy } from "./study";

async function openRuns(t: TestContext): Promise<Prov> {
  const { prov } = await openStudy(t);
  await prov.fit(small(), xs, ys, { name: "base", epochs: 1, verbose: 0 });
  await prov.run({ name: "O'Neil 16u", params: { 'a "b"': 1 } }, (run) =>
    run.log({ val_loss: 1, "F 1": 2 }),
  );
  return prov;
}

async function completed(text: string) {
  const [plain, cursor] = marked(text);
  const { matches, start, end } = (await completeSql(plain, cursor)) ?? { matches: [] };
  if (start !== undefined) assert.equal(end, cursor, text);
  return { matches, typed: plain.slice(start, end) };
}

type Cases = Readonly<Record<string, readonly string[]>>;

/** Compare all matches. */
const whole = (cases: Cases) =>
  async function run(t: TestContext) {
    await openRuns(t);
    for (const [text, expected] of Object.entries(cases)) {
      assert.deepEqual((await completed(text)).matches, expected, text);
    }
  };

/** Compare the first matches; functions and keywords of DuckDB's follow. */
const first = (cases: Cases) =>
  async function run(t: TestContext) {
    await openRuns(t);
    for (const [text, expected] of Object.entries(cases)) {
      const { matches } = await completed(text);
      assert.deepEqual(matches.slice(0, expected.length), expected, text);
    }
  };

test(
  "columns of the tables that a statement names come first, and no others",
  first({
    "SELECT na| FROM runs": ["name", "nanosecond"],
    "FROM runs SELECT na|": ["name", "nanosecond"],
    "SELECT best_v| FROM runs": ["best_val_loss", "best_val_loss_epoch"],
    "SELECT | FROM experiments": [
      "experiment",
      "runs",
      "finished",
      "first_started_at",
      "last_started_at",
    ],
    "FROM runs WHERE sta|": ["status", "status_reason", "started_at", "starts_with"],
    "FROM runs WHERE name = 'x' AND val|": ["val_loss"],
    "FROM params ORDER BY so|": ["source"],
    "SELECT rate, par| FROM layers": ["parameters"],
    "SELECT round(spl|) FROM metrics": ["split"],
    "FROM runs JOIN params p USING (run_|)": ["run_id"],
    "SELECT NAM| FROM runs": ["name"],
    "SELECT loss| FROM runs": ["loss"],
    "SELECT reason| FROM runs": ["status_reason"],
    "FROM tfjs_prov.series WHERE se|": ["series"],
    "SELECT metr|": ["metrics", "metric"],
  }),
);

test(
  "an alias, a table and a schema know what is in them",
  whole({
    "FROM runs r WHERE r.st|": ["status", "status_reason", "started_at"],
    "SELECT r.best_v| FROM runs AS r JOIN params p USING (run_id)": [
      "best_val_loss",
      "best_val_loss_epoch",
    ],
    "SELECT p.| FROM runs r, params p": [
      "run_id",
      "run",
      "name",
      "value",
      "source",
      "phase_id",
    ],
    "FROM runs WHERE runs.last|": ["last_epoch", "last_step"],
    "FROM tfjs_prov.se|": ["seeds", "series", "series_summaries", "settings"],
    "SELECT tfjs_prov.series.met| FROM tfjs_prov.series": ["metric"],
    "FROM runs WHERE x.|": [],
  }),
);

test(
  "tables, and queries of WITH and FROM, are completed with their columns",
  first({
    "FROM ru|": ["runs"],
    "from PAR|": ["params"],
    "FROM |": ["runs", "compare", "epochs", "metrics", "params", "phases"],
    "SELECT * FROM runs JOIN ev|": ["events"],
    "FROM runs, lay|": ["layers"],
    "FROM tf|": ["tfjs_prov"],
    "DESCRIBE mod|": ["models"],
    "FROM read_c|": ["read_csv", "read_csv_auto"],
    "WITH Best AS (FROM runs) FROM be|": ["Best"],
    "WITH best AS (SELECT name AS who, loss FROM runs) SELECT wh| FROM best": ["who"],
    "WITH a AS (SELECT loss AS low FROM runs), b AS (FROM a) SELECT lo| FROM b": [
      "low",
    ],
    "SELECT x.| FROM (SELECT name AS who, loss FROM runs) x": ["who", "loss"],
    "SELECT x.| FROM (SELECT name AS who FROM runs WHERE loss < $1  ) x": ["who"],
    "FROM runs WHERE run_id IN (SELECT so| FROM params)": ["source"],
    "FROM runs r WHERE EXISTS (FROM params p WHERE p.run_id = r.run_|)": ["run_id"],
    "SELECT best_l| FROM runs UNION SELECT value FROM params": ["best_loss"],
    "SELECT loss FROM runs UNION SELECT val| FROM params": ["value"],
  }),
);

test(
  "keywords fit their place and are written in the case typed",
  whole({
    "FROM runs gr|": ["group"],
    "FROM runs GR|": ["GROUP"],
    "from runs ORDER b|": ["by"],
    "FROM runs GROUP |": ["BY"],
    "from runs group |": ["by"],
    "SEL|": ["SELECT"],
    "sel|": ["select"],
    "DE|": ["DESCRIBE"],
    "SELECT count(*) FILT| FROM runs": ["FILTER"],
    "SELECT cast(loss AS VARC|": ["VARCHAR"],
    "SELECT loss AS lo|": [],
  }),
);

test("an empty statement begins with what only reads", async (t) => {
  await openRuns(t);
  const expected =
    "DESCRIBE EXPLAIN FROM PIVOT SELECT SHOW SUMMARIZE UNPIVOT VALUES WITH";
  assert.equal((await completed("|")).matches.toSorted().join(" "), expected);
});

test(
  "inside quotes the values of the column are offered, from the file",
  whole({
    "FROM metrics WHERE metric = '|": [
      "F 1'",
      "learningRate'",
      "loss'",
      "mae'",
      "val_loss'",
    ],
    "FROM metrics WHERE metric = 'LOS|'": ["loss"],
    "FROM metrics WHERE run = '|'": ["O''Neil 16u", "base"],
    "FROM runs WHERE name = 'O''N|'": ["O''Neil 16u"],
    "FROM runs r WHERE r.name <> 'b|'": ["base"],
    "FROM runs WHERE name IN ('base', 'o|') ORDER BY name": ["O''Neil 16u"],
    "FROM runs WHERE name NOT LIKE 'b|'": ["base"],
    "FROM runs WHERE status = '|'": ["finished"],
    "SELECT * FROM params WHERE name = 'learn|": ["learningRate'"],
    "FROM params p JOIN runs r USING (run_id) WHERE p.name = 'batch|'": ["batchSize"],
    "FROM layers WHERE kind = '|'": ["Dense"],
    "FROM phases WHERE kind = 'f|'": ["fit"],
    "FROM epochs WHERE run = 'b|'": ["base"],
    "SELECT params['batch|'] FROM compare": ["batchSize"],
    "SELECT least['los|'] FROM compare": ["loss"],
    "FROM runs WHERE loss = '|'": [],
    "SELECT 'b|' FROM runs": [],
    "FROM runs WHERE nothing = '|'": [],
  }),
);

test("a table that came from elsewhere is known soon, its names in quotes where needed", async (t) => {
  const { prov, path } = await openStudy(t);
  await completed("FROM |");
  await prov.close();
  await writeDatabase(path, [
    'CREATE TABLE "my data" ("the rate" DOUBLE, "order" INTEGER, Plain INTEGER)',
  ]);
  await settledCatalogue(prov);
  const cases: Cases = {
    "FROM my|": ['"my data"'],
    'FROM "my|': ['"my data"'],
    'FROM "my|"': ['"my data'],
    'SELECT the| FROM "my data"': ['"the rate"'],
    'SELECT "ord| FROM "my data"': ['"order"'],
    'SELECT d.| FROM "my data" d': ['"the rate"', '"order"', "Plain"],
  };
  for (const [text, expected] of Object.entries(cases)) {
    assert.deepEqual((await completed(text)).matches, expected, text);
  }
});

/** The names of a file that has changed are read again behind a completion. */
async function settledCatalogue(prov: Prov) {
  await completed("FROM |");
  for (let i = 0; i < 50; i++) {
    if ((await completed("FROM my|")).matches.length > 0) return;
    await prov.sql`SELECT 1`;
  }
}

test(
  "values of the notebook may stand for values and for tables",
  first({
    "FROM runs WHERE name = $1   AND sta|": ["status", "status_reason", "started_at"],
    "FROM runs WHERE name = _____ AND sta|": ["status", "status_reason", "started_at"],
    "FROM runs WHERE name =       AND sta|": ["status", "status_reason", "started_at"],
    "FROM $1    JOIN runs USING (run_|)": ["run_id"],
    "FROM $1      ORD|": ["ORDER"],
  }),
);

test("where nothing can be said, nothing is", async (t) => {
  await openRuns(t);
  for (const text of ["-- sel|", "/* sel|", "SELECT 1|", "SELECT $1|", "'|"]) {
    assert.deepEqual((await completed(text)).matches, [], text);
  }
});

test("what is replaced is what was typed", async (t) => {
  await openRuns(t);
  const typed: Readonly<Record<string, string>> = {
    "SELECT na| FROM runs": "na",
    "SELECT  | FROM runs": "",
    "FROM runs r WHERE r.na|": "na",
    "FROM metrics WHERE metric = 'val_|": "val_",
    'FROM runs WHERE "na|': '"na',
    "FROM größe WHERE grö|": "grö",
  };
  for (const [text, expected] of Object.entries(typed)) {
    assert.equal((await completed(text)).typed, expected, text);
  }
});

test("no text makes completion throw, wherever the cursor is", async (t) => {
  await openRuns(t);
  const text =
    "WITH q AS (SELECT 'it''s', \"a\" FROM runs r -- x\n) SELECT q.*, /* y */ $1 " +
    "FROM q JOIN (FROM params) p ON p.name IN ('a', 'b') WHERE params['x'] = e'\\'' ;";
  for (let cursor = 0; cursor <= text.length; cursor++) {
    await completeSql(text, cursor);
    await completeSql(text.slice(cursor), 0);
    await describeSql(text, cursor);
  }
});

test("a training is completed beside, also its runs and metrics", async (t) => {
  const { prov } = await openStudy(t);
  const found: unknown[] = [];
  const onEpochEnd = async () => {
    found.push((await completed("FROM metrics WHERE metric = 'ma|'")).matches);
    found.push((await completed("FROM runs WHERE name = '|'")).matches);
  };
  const callbacks = { onEpochEnd };
  await prov.fit(small(), xs, ys, { name: "now", epochs: 1, verbose: 0, callbacks });
  assert.deepEqual(found, [["mae"], ["now"]]);
});

test("names are completed without asking the file again, which stays free", async (t) => {
  const prov = await openRuns(t);
  await prov.close();
  await completed("SELECT na| FROM runs");
  await prov.close();
  const asks = [t.mock.method(prov, "query"), t.mock.method(prov, "sql")];
  await completed("SELECT na| FROM runs");
  await completed("FROM runs r WHERE r.|");
  await completed("WITH q AS (FROM runs) SELECT na| FROM q");
  await describeSql("SELECT name FROM runs", 9);
  assert.deepEqual(
    asks.map(({ mock }) => mock.callCount()),
    [0, 0],
  );
});

test("a file that can't be read has no values, and the names that it would have", async (t) => {
  const { folder } = await openStudy(t);
  const { open } = await import("../../src/index.js");
  const reading = await open(`${folder}/gone.duckdb`, { readOnly: true });
  t.after(() => reading.close());
  assert.deepEqual((await completed("FROM ru|")).matches, ["runs"]);
  assert.deepEqual((await completed("FROM runs WHERE name = '|'")).matches, []);
});

test("hovering tells what a name is", async (t) => {
  await openRuns(t);
  const cases: Readonly<Record<string, string | undefined>> = {
    "SELECT na|me FROM runs": "runs.name VARCHAR\nName of the run",
    "SELECT |loss FROM runs": "runs.loss DOUBLE\nTraining loss recorded last",
    "FROM runs r WHERE r.best_loss| > 1": "runs.best_loss DOUBLE\nLeast training loss",
    "WITH q AS (SELECT loss AS low FROM runs) SELECT lo|w FROM q": "q.low DOUBLE",
    "FROM exp|eriments":
      "experiments\nA row an experiment: a named group of runs\n" +
      "columns: experiment, runs, finished, first_started_at, last_started_at",
    "FROM tfjs_prov.settings|":
      "tfjs_prov.settings\nWhat the store notes about the file itself\ncolumns: name, value",
    'FROM "set|tings"': undefined,
    "SELECT |1": undefined,
    "SELECT no_such| FROM runs": undefined,
    "SELECT 'na|me' FROM runs": undefined,
  };
  for (const [text, expected] of Object.entries(cases)) {
    assert.equal(await describeSql(...marked(text)), expected, text);
  }
  assert.match(
    (await describeSql(...marked("SELECT rou|nd(loss) FROM runs")))!,
    /^round\(x, precision\)\n/,
  );
});
