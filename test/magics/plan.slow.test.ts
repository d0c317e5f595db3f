import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { open } from "../../src";
import { titleOf } from "../../src/magics/plan/title";
import { readNotebook } from "../../src/magics/saved-notebook";
import { small, xs, ys } from "../capture/models";
import { call, shownText } from "./calls";
import { cellsHost } from "./cells-host";
import { knowTypeScript } from "./compiling";
import { assertGolden } from "./golden";
import { openStudy, type Study } from "./study";

const notebook = resolve("test", "questions", "study", "penguins.ipynb");

test("plan() tells the steps of a notebook before any of it has run", async (t) => {
  const cells = cellsHost(t);
  knowTypeScript(cells);
  const { prov } = await openStudy(t);
  const steps = await prov.plan({ notebook });
  const ports = await prov.sql`
    SELECT step, direction, name, type, from_step FROM plan_ports`;
  const params = await prov.sql`
    SELECT step, call, name, value, expression FROM plan_params`;
  const plans = await prov.sql`
    SELECT parse_filename(notebook) AS notebook, experiment, steps, executed, runs FROM plans`;
  assertGolden(
    "magics",
    "plan.txt",
    [steps, ports, params, plans]
      .map((rows) => rows.toString({ rows: 40 }))
      .join("\n\n"),
  );
  const magic = await shownText(await call(`%prov plan --notebook ${notebook}`));
  assert.equal(magic, steps.toString());
  const count = await prov.sql<{ plans: number }>`SELECT count(*) AS plans FROM plans`;
  assert.equal(count.at(0)!.plans, 2);
});

/** Plan the fixture, run two of its cells as they are and one that was edited. */
async function planned(t: Parameters<typeof openStudy>[0]): Promise<Study> {
  const cells = cellsHost(t);
  knowTypeScript(cells);
  const study = await openStudy(t);
  await study.prov.plan({ notebook });
  const all = readNotebook(notebook, "plan").cells;
  const of = (wanted: string) => all.find(({ id }) => id === wanted)!.source;
  await cells.run(of("load"));
  await cells.run(of("model").replace("20", "30"));
  const fit = () =>
    study.prov.fit(small(), xs, ys, { name: "base", epochs: 1, verbose: 0 });
  await cells.run(of("fit"), fit);
  return study;
}

test("a step was run when a cell of the very same source ran after the plan", async (t) => {
  const { prov } = await planned(t);
  const rows = await prov.sql`
    SELECT title, executions, runs, first_run_at IS NOT NULL AS began FROM plan_steps`;
  const never = { executions: 0, runs: 0, began: false };
  assert.deepEqual(rows.toArray(), [
    { title: "Penguins", ...never },
    { title: "Data", executions: 1, runs: 0, began: true },
    { title: "A small classifier", ...never },
    { title: "Train", executions: 1, runs: 1, began: true },
    { title: "model.evaluate", ...never },
  ]);
  const plans = await prov.sql`SELECT steps, executed, runs FROM plans`;
  assert.deepEqual(plans.toArray(), [{ steps: 5, executed: 2, runs: 1 }]);
});

test("in PROV a cell run is associated with the step that it was planned as", async (t) => {
  const { prov } = await planned(t);
  const rows = await prov.sql`
    SELECT s.title FROM prov.was_associated_with a
    JOIN plan_steps s ON a.plan = 'https://w3id.org/tfjs-prov/id/planned-step-' || s.step_id
    ORDER BY s.step`;
  assert.deepEqual(rows.toArray(), [{ title: "Data" }, { title: "Train" }]);
  for (const document of [await prov.document(), await prov.document("base")]) {
    assert.deepEqual(document.validate(), { verdict: "valid", findings: [] });
    assert.deepEqual(document.lint(), []);
  }
  const text = (await prov.document("base")).toProvN();
  assert.match(text, /entity\(id:planned-step-.*schema:name="Train"/);
  const types = await prov.sql<{ type: string; things: number }>`
    SELECT t->>'$."$"' AS type, count(*) AS things FROM (
      SELECT unnest(from_json(attributes->'prov:type', '["JSON"]')) AS t FROM prov.entity
      WHERE json_type(attributes->'prov:type') = 'ARRAY' AND (
        id LIKE '%/plan-%' OR id LIKE '%/planned-step-%')
      UNION ALL
      SELECT attributes->'prov:type' FROM prov.entity
      WHERE id LIKE '%/port-%' OR id LIKE '%/channel-%'
    ) GROUP BY type ORDER BY type`;
  assert.deepEqual(types.toArray(), [
    { type: "prov:Collection", things: 1 },
    { type: "prov:Plan", things: 6 },
    { type: "provone:Channel", things: 10 },
    { type: "provone:Port", things: 21 },
    { type: "provone:Program", things: 5 },
    { type: "provone:Workflow", things: 1 },
  ]);
});

test("a port of PROV names its step and the channels to it", async (t) => {
  const { prov } = await planned(t);
  const rows = await prov.sql<{ makes: string; takes: string; name: string }>`
    WITH port AS (
      SELECT id, attributes->>'schema:name' AS name,
        unnest(from_json(attributes->'provone:connectsTo', '["JSON"]'))->>'$."$"' AS channel
      FROM prov.entity WHERE (attributes->'provone:connectsTo') IS NOT NULL
    ), step AS (
      SELECT attributes->>'schema:name' AS title,
        'https://w3id.org/tfjs-prov/id/' || replace(
          unnest(from_json(attributes->'provone:hasInPort', '["JSON"]'))->>'$."$"', 'id:', ''
        ) AS port
      FROM prov.entity WHERE (attributes->'provone:hasInPort') IS NOT NULL
    )
    SELECT DISTINCT s.title AS takes, i.name FROM port i JOIN port o
      ON o.channel = i.channel AND o.id <> i.id
    JOIN step s ON s.port = i.id WHERE s.title = 'Train' ORDER BY i.name`;
  assert.deepEqual(
    rows.toArray().map(({ name }) => name),
    ["EPOCHS", "classifier", "prov", "xs", "ys"],
  );
});

const titles: [title: string, of: Parameters<typeof titleOf>[0]][] = [
  [
    "Load the birds",
    { source: "// Load the birds\nload()", heading: "Data", calls: [] },
  ],
  [
    "All of it",
    { source: "/** All of it. */".replace(".", ""), heading: "A", calls: [] },
  ],
  ["Data", { source: "load()", heading: "Data", calls: ["model.fit"] }],
  [
    "a.fit, b.fit",
    { source: "go()", heading: undefined, calls: ["a.fit", "b.fit", "a.fit"] },
  ],
  ["load();", { source: "\nload();\nmore();", heading: undefined, calls: [] }],
  [`${"x".repeat(59)}…`, { source: "x".repeat(80), heading: undefined, calls: [] }],
];

test("a step is named by its comment, the heading above, its calls or its first line", () => {
  for (const [title, of] of titles) assert.equal(titleOf(of), title);
});

async function refusal(asked: Promise<unknown>): Promise<string> {
  try {
    await asked;
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error("nothing was refused");
}

test("what can't be planned is said, with what to do", async (t) => {
  const study = await openStudy(t);
  const script = await refusal(study.prov.plan());
  const cells = cellsHost(t);
  const stock = await refusal(study.prov.plan());
  Object.assign(cells.host, { plan: () => [] });
  const unknown = await refusal(study.prov.plan());
  const missing = await refusal(study.prov.plan({ notebook: "none.ipynb" }));
  const path = join(study.folder, "broken.ipynb");
  writeFileSync(path, "{}");
  const broken = await refusal(study.prov.plan({ notebook: path }));
  await study.prov.close();
  const reading = await open(study.path, { readOnly: true });
  const readOnly = await refusal(reading.plan());
  await reading.close();
  const texts = { script, stock, unknown, missing, broken, readOnly };
  assertGolden(
    "magics",
    "plan-refusals.txt",
    Object.entries(texts)
      .map(([when, text]) => `# ${when}\n${text}`)
      .join("\n\n"),
  );
});

test("a plan keeps no secrets of the sources that it quotes", async (t) => {
  const cells = cellsHost(t);
  knowTypeScript(cells);
  const { prov, folder } = await openStudy(t);
  const secret = "hf_abcdefghijklmnopqrstuvwxyz0123456789";
  const source = `// ${secret}\nconst token = "${secret}";\n({ fit(_: object) {} }).fit({ token: "${secret}" });`;
  const path = join(folder, "secret.ipynb");
  const cell = { cell_type: "code", id: "a", source: [source] };
  writeFileSync(path, JSON.stringify({ cells: [cell] }));
  await prov.plan({ notebook: path });
  const rows = await prov.sql`
    SELECT s.*, p.*, a.*, c.source FROM plan_steps s
    JOIN plan_ports p USING (step_id) JOIN plan_params a USING (step_id)
    JOIN tfjs_prov.cells c USING (cell_hash)`;
  assert.equal(rows.length, 1);
  assert.ok(!JSON.stringify(rows.toArray()).includes(secret));
});
