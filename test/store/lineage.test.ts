import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { DuckDBConnection } from "@duckdb/node-api";
import { kindNames, kindOf } from "../../src/prov";
import { quoted } from "../../src/store/literal";
import { keyFromIri, keyOfIri } from "../../src/store/schema/views/prov/key";
import { relationNames, relations } from "../../src/store/schema/views/prov/relations";
import { connect, readFrom } from "./database";
import { rowsFrom, withFile } from "./support/database";
import { folder } from "./support/folder";
import { python } from "./support/python";
import {
  cellRow,
  cellRunRow,
  eventRow,
  modelRow,
  paramRow,
  phaseRow,
  record,
  runRow,
  seriesRow,
  storeAt,
} from "./support/recording";

const hash = "ab".repeat(32);

/** Record a run of two phases that a cell started, which used another; and one beside. */
function study(t: TestContext) {
  const path = join(folder(t), "study.duckdb");
  const { store } = storeAt(t, path);
  const loads = cellRunRow(cellRow("const xs = load();"), { execution_count: 1 });
  const trains = cellRunRow(cellRow("await train(xs);"), { execution_count: 2 });
  for (const source of ["const xs = load();", "await train(xs);"]) {
    store.add("cells", cellRow(source));
  }
  store.add("cell_runs", loads);
  store.add("cell_runs", trains);
  const used = { name: "xs", used_cell_run_id: loads.cell_run_id };
  store.add("cell_uses", { cell_run_id: trains.cell_run_id, ...used });
  const { run, phase } = record(store, {
    run: runRow({ name: "base", cell_run_id: trains.cell_run_id }),
  });
  const later = phaseRow(run, { position: 1, model_id: hash });
  store.add("phases", later);
  store.add("models", { ...modelRow, model_id: hash });
  store.add("params", paramRow(run, { name: "learningRate", value: 0.5 }));
  store.add("events", eventRow(phase, { old_value: 0.1, new_value: 0.05 }));
  store.series(seriesRow(later)).push(0.25, 7, 0, Date.now());
  record(store, { run: runRow({ name: "beside" }) });
  return { path, store, run, phase, later, trains, loads };
}

/** Return what lineage says, a line a thing. */
async function linesOf(connection: DuckDBConnection, from: string): Promise<string[]> {
  const rows = await rowsFrom(
    connection,
    `SELECT depth, what, name, relation FROM ${from} ORDER BY depth, what, name, id`,
  );
  return rows.map((row) => Object.values(row).join(" ").trim());
}

const up = [
  "0 phase fit",
  "0 phase fit",
  "0 run base",
  "1 cell run cell [2] wasStartedBy",
  "1 model sequential_1 used",
  "1 param learningRate used",
  "2 cell await train(xs); wasAssociatedWith",
  "2 cell run cell [1] wasInformedBy",
  "3 cell const xs = load(); wasAssociatedWith",
];

test("lineage tells what a run came of, by name, id and IRI", async (t) => {
  const { store, run, later } = study(t);
  await readFrom(store, async (connection) => {
    for (const thing of [
      "base",
      run.run_id,
      `https://w3id.org/tfjs-prov/id/run-${run.run_id}`,
    ]) {
      assert.deepEqual(await linesOf(connection, `lineage('${thing}')`), up, thing);
    }
    const metric = `https://w3id.org/tfjs-prov/id/metric-${later.phase_id}-1`;
    const ofMetric = await linesOf(connection, `lineage('${metric}')`);
    assert.deepEqual(ofMetric.slice(0, 3), [
      "0 phase fit",
      "1 model sequential_1 used",
      "1 run base wasStartedBy",
    ]);
    assert.deepEqual(await linesOf(connection, "lineage('nothing')"), []);
  });
});

test("lineage_down tells what came of a model or a cell", async (t) => {
  const { store, loads } = study(t);
  await readFrom(store, async (connection) => {
    assert.deepEqual(await linesOf(connection, `lineage_down('${hash}')`), [
      "0 model sequential_1",
      "1 phase fit used",
      "2 metric loss wasGeneratedBy",
    ]);
    assert.deepEqual(
      await linesOf(connection, `lineage_down('${loads.cell_run_id}')`),
      [
        "0 cell run cell [1]",
        "1 cell run cell [2] wasInformedBy",
        "2 run base wasStartedBy",
        "3 phase fit wasStartedBy",
        "3 phase fit wasStartedBy",
        "4 metric loss wasGeneratedBy",
        "4 metric loss wasGeneratedBy",
      ],
    );
  });
});

test("each row of lineage names the thing one step nearer, which the views know", async (t) => {
  const { store } = study(t);
  await readFrom(store, async (connection) => {
    const rows = await rowsFrom(
      connection,
      `SELECT l.id, l.type = if(e.id IS NULL, 'activity', 'entity') AS same,
        l.depth = 0 OR l.from_id IN (SELECT id FROM lineage('base')) AS linked
      FROM lineage('base') l LEFT JOIN prov.entity e USING (id)
      LEFT JOIN prov.activity a USING (id)
      WHERE coalesce(e.id, a.id) IS NOT NULL`,
    );
    assert.equal(rows.length, up.length);
    for (const { id, same, linked } of rows) assert.ok(same && linked, String(id));
  });
});

test("in an attached copy the views of PROV and the macros answer after USE", async (t) => {
  const { path, store } = study(t);
  await store.close();
  const copy = path.replace("study", "another name");
  copyFileSync(path, copy);
  await withFile(":memory:", async (connection) => {
    await connection.run(`ATTACH '${copy}' AS mine (READ_ONLY)`);
    for (const relation of relationNames) {
      await connection.run(`FROM mine.prov.${relation}`);
    }
    await connection.run("USE mine");
    assert.deepEqual(await linesOf(connection, "lineage('base')"), up);
  });
});

const ask = `
c = duckdb.connect(path, read_only=True)
c.execute('SET enable_progress_bar = false')
q = "SELECT depth, what, name, relation FROM lineage('base') ORDER BY depth, what, name, id"
line = lambda row: ' '.join('' if x is None else str(x) for x in row).strip()
found = {'lines': [line(row) for row in c.execute(q).fetchall()]}
found['entities'] = {v: c.execute('SELECT count(*) FROM prov.' + v).fetchone()[0] for v in views.split(',')}
c = duckdb.connect()
c.execute('SET enable_progress_bar = false')
c.execute("ATTACH '" + path + "' AS mine (READ_ONLY)")
try:
  found['attached'] = len(c.execute("FROM mine.lineage('base')").fetchall())
except Exception as error:
  found['attached'] = type(error).__name__
c.execute('USE mine')
found['used'] = len(c.execute("FROM lineage('base')").fetchall())
print(json.dumps(found))
`;

for (const version of ["1.1.3", "2.0.0"] as const) {
  test(`the views of PROV and the macros answer in DuckDB ${version}`, async (t) => {
    const { path, store } = study(t);
    await store.flush();
    const views = relationNames.join(",");
    const counts = await readFrom(store, async (connection) => {
      const each = relationNames.map(
        (name) => `(SELECT count(*) FROM prov.${name}) AS ${name}`,
      );
      const [row] = await rowsFrom(connection, `SELECT ${each}`);
      return Object.fromEntries(
        Object.entries(row!).map(([name, n]) => [name, Number(n)]),
      );
    });
    await store.close();
    const found = python(t, version, ask, { path, views });
    if (found === undefined) return;
    const { lines, entities, attached, used } = JSON.parse(found);
    assert.deepEqual(lines, up);
    assert.deepEqual(entities, counts);
    assert.equal(used, up.length);
    assert.equal(attached, "CatalogException");
  });
}

test("the views have the relations and arguments of PROV-DM, in its order", () => {
  const snake = (name: string) =>
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  assert.deepEqual([...relationNames].sort(), kindNames.map(snake).sort());
  for (const name of relationNames) {
    const { kind, args } = relations[name];
    const formal = kindOf(kind).args.map((arg) => snake(arg.name));
    assert.deepEqual(Object.keys(args), formal, name);
  }
});

test("the key of an IRI is the same in SQL and in the import", async (t) => {
  const connection = await connect(t);
  const id = "https://w3id.org/tfjs-prov/id/";
  const uuid = "019ab000-0000-7000-8000-000000000011";
  const iris = [
    `${id}epoch-${uuid}-3`,
    `${id}model-${hash}`,
    `${id}software-tfjs-prov`,
  ];
  for (const iri of [...iris, "https://example.org/é", `https://example.org/${uuid}`]) {
    const [row] = await rowsFrom(
      connection,
      `SELECT CAST(${keyOfIri(quoted(iri))} AS VARCHAR) AS key`,
    );
    assert.equal(row!.key, keyFromIri(iri), iri);
  }
  assert.equal(keyFromIri(iris[0]!), uuid);
});
