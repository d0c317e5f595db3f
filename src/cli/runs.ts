import { withSnapshot } from "../magics/snapshot";
import type { QueryText } from "../magics/sql";
import { ProvError } from "../util/errors";
import type { CommandOptions } from "./main";
import { print } from "./output";

/** Columns of the list: shown where the view has what they need. */
const columns: readonly [needs: string, sql: string][] = [
  ["name", "name"],
  ["status", "status"],
  ["started_at", "started_at AS started"],
  [
    "ended_at",
    "round(coalesce(epoch(ended_at), CASE status WHEN 'running' THEN epoch(now()) END)" +
      " - epoch(started_at), 1) AS seconds",
  ],
  ["epochs", "epochs"],
  ["last_loss", "last_loss"],
  ["best_loss", "best_loss"],
  ["last_val_loss", "last_val_loss"],
  ["best_val_loss", "best_val_loss"],
];

/** List the runs of a file, the first started first. */
export async function runs(file: string, options: CommandOptions): Promise<void> {
  await withSnapshot(file, async ({ query, ours }) => {
    if (!ours) throw notOurs(file);
    await print(query(await listOfRuns(query)), options);
  });
}

async function listOfRuns(query: QueryText): Promise<string> {
  const described = await query<{ column_name: string }>("DESCRIBE runs");
  const names = described.toArray().map(({ column_name }) => column_name);
  const shown = columns
    .filter(([needs]) => names.includes(needs))
    .map(([, sql]) => sql);
  return `SELECT ${shown.join(", ")} FROM runs ORDER BY started_at`;
}

function notOurs(file: string): ProvError {
  return new ProvError(`${file} was not made by tfjs-prov`, {
    hint: ["plain SQL works", `try: tfjs-prov sql ${file} "SHOW TABLES"`],
  });
}
