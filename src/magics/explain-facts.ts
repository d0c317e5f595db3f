import type { Part } from "./report";
import type { Sql } from "./sql";
import { shortText } from "./value-text";

interface Facts extends Record<string, unknown> {
  name: string;
  status: string;
  status_reason: string | null;
  person: string | null;
  started_at: Date;
  cell: number | null;
  notebook: string | null;
  commit_hash: string | null;
  branch: string | null;
  dirty: boolean | null;
  patch_hash: string | null;
  machine: string | null;
  backend: string | null;
  device: string | null;
  os: string | null;
  os_release: string | null;
  node: string | null;
  tfjs: string | null;
  kernel: string | null;
  lockfile: string | null;
  lockfile_hash: string | null;
  model: string | null;
  parameters: number | null;
  trainable_parameters: number | null;
  weights: string | null;
  weights_from: string | null;
}

/** Tell of a run what is said in a line each; what is not known is left out. */
export async function explainFacts(sql: Sql, id: string): Promise<Part> {
  const [run] = await sql<Facts>`
    SELECT r.*, c.notebook, e.machine, e.backend, e.device, e.os, e.os_release, e.node,
      e.tfjs, e.kernel, e.lockfile, e.lockfile_hash, m.class_name AS model, m.parameters,
      m.trainable_parameters, w.weights, w.weights_from
    FROM runs r
    LEFT JOIN tfjs_prov.cell_runs c ON c.cell_run_id = r.cell_run_id
    LEFT JOIN environments e ON e.environment_id = r.environment_id
    LEFT JOIN (
      SELECT run_id, arg_min(model_id, position) AS model_id
      FROM tfjs_prov.phases
      WHERE run_id = ${id} AND model_id IS NOT NULL GROUP BY run_id
    ) p ON p.run_id = r.run_id
    LEFT JOIN tfjs_prov.models m ON m.model_id = p.model_id
    LEFT JOIN (
      SELECT run_id, max(value) FILTER (name = 'initial') AS weights,
        max(value) FILTER (name = 'from') AS weights_from
      FROM traits WHERE run_id = ${id} AND aspect = 'weights' GROUP BY run_id
    ) w ON w.run_id = r.run_id
    WHERE r.run_id = ${id}`;
  const told: readonly (readonly [string, string | undefined])[] = [
    ["run", run!.name],
    ["status", joined(": ", run!.status, run!.status_reason)],
    ["person", run!.person ?? undefined],
    ["started", `${shortText(run!.started_at)} UTC`],
    ["cell", cellText(run!)],
    ["model", modelText(run!)],
    ["weights", joined(", ", run!.weights_from, run!.weights)],
    ["commit", commitText(run!)],
    ["machine", run!.machine ?? undefined],
    ["system", joined(" ", run!.os, run!.os_release)],
    ["backend", joined(", ", run!.backend, run!.device)],
    ["versions", versionsText(run!)],
    ["lockfile", joined(", ", run!.lockfile, short(run!.lockfile_hash))],
    ["id", id],
  ];
  return {
    facts: told.filter((fact): fact is [string, string] => fact[1] !== undefined),
  };
}

function joined(
  between: string,
  ...texts: readonly (string | null | undefined)[]
): string | undefined {
  return texts.filter((text) => text != null).join(between) || undefined;
}

const short = (hash: string | null) => hash?.slice(0, 12);

function cellText({ cell, notebook }: Facts): string {
  if (cell === null) return "none that a kernel told of";
  return notebook === null ? `${cell}` : `${cell} of ${notebook}`;
}

function modelText({ model, parameters, trainable_parameters }: Facts) {
  if (model === null) return undefined;
  const count = (n: number | null) => (n ?? 0).toLocaleString("en-US");
  return `${model}, ${count(parameters)} weights, ${count(trainable_parameters)} trained`;
}

/** Such as `0123456789ab on main, with changes 3f5a…`. */
function commitText({ commit_hash, branch, dirty, patch_hash }: Facts) {
  if (commit_hash === null && dirty === null) return undefined;
  const at = joined(" on ", short(commit_hash) ?? "before the first", branch);
  return dirty ? `${at}, with changes ${short(patch_hash) ?? ""}`.trimEnd() : at;
}

function versionsText({ node, tfjs, kernel }: Facts): string | undefined {
  const each = Object.entries({ Node: node, tfjs, kernel });
  return joined(", ", ...each.map(([name, text]) => text && joined(" ", name, text)));
}
