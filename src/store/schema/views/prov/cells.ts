import { int, names, text } from "./attributes";
import { keyOfHash } from "./key";
import type { Mapping, Steps } from "./mapping";
import { id } from "./names";

const cellRun = id("cell-run", "c.cell_run_id");
const cellName = "'cell [' || c.execution_count || ']'";

/** Cells: a version of one is the plan that each of its executions followed. */
export const cells: Mapping = {
  entity: [
    {
      from: "tfjs_prov.cells c",
      thing: {
        what: "cell",
        key: keyOfHash("c.cell_hash"),
        name: "left(c.source, 60)",
      },
      id: id("cell", "c.cell_hash"),
      attributes: {
        "prov:type": names(
          "prov:Plan",
          "provone:Program",
          "mls:Implementation",
          "schema:SoftwareSourceCode",
        ),
        "schema:sha256": text("c.cell_hash"),
        "schema:programmingLanguage": text("'TypeScript'"),
        "schema:text": text("c.source"),
      },
    },
  ],
  activity: [
    {
      from: "main.cells c",
      thing: {
        what: "cell run",
        key: "c.cell_run_id",
        name: cellName,
        from: "tfjs_prov.cell_runs c",
      },
      id: cellRun,
      args: { start_time: "c.started_at", end_time: "c.ended_at" },
      attributes: {
        "prov:type": names("tfjs:CellRun", "provone:Execution"),
        "prov:location": text("c.notebook"),
        "schema:name": text(cellName),
        "tfjs:executionCount": int("c.execution_count"),
        "tfjs:cell": text("c.cell_id"),
        "tfjs:status": text("c.status"),
      },
    },
  ],
  was_associated_with: [
    {
      from: "tfjs_prov.cell_runs c",
      args: { activity: cellRun, plan: id("cell", "c.cell_hash") },
    },
  ],
  was_informed_by: [
    {
      from: `(
  SELECT cell_run_id, used_cell_run_id, list(name ORDER BY name) AS names
  FROM tfjs_prov.cell_uses GROUP BY cell_run_id, used_cell_run_id
) c`,
      args: { informed: cellRun, informant: id("cell-run", "c.used_cell_run_id") },
      attributes: { "schema:name": text("c.names") },
    },
  ],
};

export const cellSteps: readonly Steps[] = [
  {
    relation: "wasAssociatedWith",
    later: "cell_run_id",
    earlier: keyOfHash("cell_hash"),
    from: "tfjs_prov.cell_runs",
  },
  {
    relation: "wasInformedBy",
    later: "cell_run_id",
    earlier: "used_cell_run_id",
    from: "tfjs_prov.cell_uses",
  },
];
