import assert from "node:assert/strict";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { open, show } from "../../src";
import { notebookFrom, recordCells } from "../../src/magics/cells";
import { small, xs, ys } from "../capture/models";
import { type Cells, cellsHost } from "./cells-host";
import { asked } from "./processes";
import { openStudy, type Study } from "./study";

const quiet = { epochs: 2, verbose: 0 } as const;

/** Open a study in a cell of a kernel, after one cell that ran before. */
async function studyIn(t: TestContext, cells: Cells): Promise<Study> {
  await cells.run("const before = 1;");
  return cells.run("const prov = await open();", () => openStudy(t));
}

async function listed({ prov }: Study): Promise<unknown[]> {
  const rows = await prov.sql`
    SELECT execution_count AS n, source, status, error_name AS error, runs, position
    FROM cells ORDER BY position`;
  return rows.toArray().map((row) => Object.values(row));
}

test("every cell is recorded: those before, the one that opens, those after", async (t) => {
  const cells = cellsHost(t);
  const study = await studyIn(t, cells);
  await cells.run("train();", () => study.prov.fit(small(), xs, ys, quiet));
  const failing = cells.run("fail();", () => Promise.reject(new TypeError("no")));
  await assert.rejects(failing, { message: "no" });
  const inside = await cells.run("ask();", () => listed(study));
  const rows = [
    [1, "const before = 1;", "ok", null, 0, 0],
    [2, "const prov = await open();", "ok", null, 0, 1],
    [3, "train();", "ok", null, 1, 2],
    [4, "fail();", "error", "TypeError", 0, 3],
  ];
  assert.deepEqual(inside, [...rows, [5, "ask();", "running", null, 0, 4]]);
  assert.deepEqual(await listed(study), [...rows, [5, "ask();", "ok", null, 0, 4]]);
  assert.deepEqual(study.said, []);
});

test("a run belongs to the cell that started it, also while later cells run", async (t) => {
  const cells = cellsHost(t);
  const study = await studyIn(t, cells);
  const { prov } = study;
  let background: Promise<unknown> | undefined;
  await cells.run("void later();", () => {
    background = sleep(30).then(() =>
      prov.fit(small(), xs, ys, { ...quiet, name: "later" }),
    );
  });
  await cells.run("await now();", async () => {
    await prov.fit(small(), xs, ys, { ...quiet, name: "now" });
    await background;
  });
  await prov.run({ name: "nowhere" }, () => undefined);
  const rows = await prov.sql`
    SELECT r.name, r.cell, c.source FROM runs r LEFT JOIN cells c USING (cell_run_id)
    ORDER BY r.name`;
  assert.deepEqual(rows.toArray(), [
    { name: "later", cell: 3, source: "void later();" },
    { name: "now", cell: 4, source: "await now();" },
    { name: "nowhere", cell: null, source: null },
  ]);
});

test("a version of a cell is kept once, and knows each of its runs", async (t) => {
  const cells = cellsHost(t);
  const { prov } = await studyIn(t, cells);
  for (const source of ["x = 1", "x = 2", "x = 1"]) {
    await cells.run(source, undefined, { cellId: "9c19040e" });
  }
  const rows = await prov.sql`
    SELECT source, list(execution_count ORDER BY execution_count) AS runs, any_value(cell_id) AS id
    FROM cells WHERE cell_id = '9c19040e' GROUP BY cell_hash, source ORDER BY source`;
  assert.deepEqual(rows.toArray(), [
    { source: "x = 1", runs: [3, 5], id: "9c19040e" },
    { source: "x = 2", runs: [4], id: "9c19040e" },
  ]);
  const [versions] = await prov.sql`SELECT count(*) AS n FROM tfjs_prov.cells`;
  assert.deepEqual(versions, { n: 4 });
});

test("what a cell used of earlier ones is recorded by name", async (t) => {
  const cells = cellsHost(t);
  const { prov } = await studyIn(t, cells);
  const [first, second] = cells.host.cells;
  const uses = [
    { name: "before", cellRunId: first!.id },
    { name: "prov", cellRunId: second!.id },
  ];
  await cells.run("prov.log(before)", undefined, { uses });
  const rows = await prov.sql`
    SELECT execution_count AS n, name, used_execution_count AS used FROM cell_uses`;
  assert.deepEqual(rows.toArray(), [
    { n: 3, name: "before", used: 1 },
    { n: 3, name: "prov", used: 2 },
  ]);
});

test("secrets of a source and of an error never reach the file", async (t) => {
  const cells = cellsHost(t);
  const { prov, path } = await studyIn(t, cells);
  const failing = cells.run('login({ password: "hunter2" })', () =>
    prov.run({ name: "login" }, () => {
      throw new Error("401 for https://ada:hunter2@db.example.org");
    }),
  );
  await assert.rejects(failing, /hunter2/);
  await prov.run({ name: "event" }, (run) =>
    run
      .phase("p", () => Promise.reject(new Error("password=hunter2 'hunter2'")))
      .catch(() => {}),
  );
  await prov.close();
  const rows = asked(
    path,
    `SELECT c.source, r.status_reason FROM runs r JOIN cells c USING (cell_run_id)`,
  );
  assert.deepEqual(rows, [
    {
      source: 'login({ password: "<secret>" })',
      status_reason: "Error: 401 for https://<secret>@db.example.org",
    },
  ]);
});

test("a file opened later holds the cells from the first on, and none twice", async (t) => {
  const cells = cellsHost(t);
  const study = await studyIn(t, cells);
  const other = await cells.run("await open(other)", () =>
    open(join(study.folder, "other")),
  );
  t.after(() => other.close());
  await cells.run("after()");
  await cells.run("await open(study)", () => open(study.path));
  await cells.run("last()");
  const counts = ["before", "prov", "other", "after", "study", "last"];
  const again = await open(study.path);
  const in1 =
    await again.sql`SELECT execution_count AS n, status FROM cells ORDER BY position`;
  assert.deepEqual(
    in1.toArray(),
    counts.map((_, i) => ({ n: i + 1, status: "ok" })),
  );
  await again.close();
  await sleep(300); // the end of the cell that left the other file is written there
  const in2 = asked(
    other.path,
    "SELECT execution_count AS n, status FROM cells ORDER BY position",
  );
  assert.deepEqual(
    in2,
    [1, 2, 3, 4, 5].map((n) => ({ n, status: "ok" })),
  );
});

test("a file that is only read gets no cells", async (t) => {
  const cells = cellsHost(t);
  const { prov, path } = await studyIn(t, cells);
  await prov.close();
  const reading = await cells.run("await open(read)", () =>
    open(path, { readOnly: true }),
  );
  await cells.run("after()");
  const [{ n } = { n: 0 }] = await reading.sql`SELECT count(*) AS n FROM cells`;
  assert.equal(n, 2 + 1);
});

test("after close() a cell leaves the file alone until it is used again", async (t) => {
  const cells = cellsHost(t);
  const { prov, path } = await studyIn(t, cells);
  await cells.run("await prov.close()", () => prov.close());
  await cells.run("move(file)");
  await sleep(600);
  const text =
    "SELECT count(*) AS n, count(*) FILTER (status = 'ok') AS ended FROM cells";
  assert.deepEqual(asked(path, text), [{ n: 3, ended: 2 }]);
  const [row] = await prov.query(text);
  assert.deepEqual(row, { n: 4, ended: 4 });
});

test("what is shown is in the cell whose code shows it, else in the one that runs", async (t) => {
  const { host, run, shown } = cellsHost(t);
  let later: Promise<void> | undefined;
  let outside: () => void = () => undefined;
  const woken = new Promise<void>((resolve) => {
    outside = resolve;
  }).then(() => show("of nobody"));
  await run("first", () => {
    later = sleep(10).then(() => show("late"));
    return show("now");
  });
  await run("second", async () => {
    await later;
    outside();
    await woken;
  });
  assert.deepEqual(shown, [
    ["first", "now"],
    ["first", "late"],
    ["second", "of nobody"],
  ]);
  assert.equal(host.runningCell(), undefined);
});

test("a cell is not kept waiting, and trouble with it is said once", async (t) => {
  const cells = cellsHost(t);
  const said: string[] = [];
  const sink = {
    add: () => {
      throw new Error("no room");
    },
    endCell: () => undefined,
  };
  const say = (text: string) => void said.push(text);
  recordCells(cells.host, { sink, say, file: () => "study.duckdb" });
  assert.equal(await cells.run("1", () => 1), 1);
  assert.equal(await cells.run("2", () => 2), 2);
  assert.deepEqual(said, [
    "Could not record a cell\n  no room\n  cells go on as before",
  ]);
});

const notebooks: [folder: string, notebook: string, shown: string][] = [
  ["/data/ada/a", "/data/ada/a/study.ipynb", "study.ipynb"],
  ["/data/ada/a", "/data/ada/a/b/study.ipynb", "b/study.ipynb"],
  ["/data/ada/a/runs", "/data/ada/a/study.ipynb", "../study.ipynb"],
  ["/tmp/x", "/data/ada/a/study.ipynb", "study.ipynb"],
  ["/data/ada/a", "/data/bob/study.ipynb", "study.ipynb"],
  ["/srv/x/runs", "/srv/x/nb/study.ipynb", "../nb/study.ipynb"],
];

for (const [folder, notebook, shown] of notebooks) {
  test(`from ${folder} the notebook ${notebook} is ${shown}`, () => {
    assert.equal(notebookFrom(folder, notebook, "/data/ada"), shown);
  });
}
