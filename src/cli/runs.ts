import { withSnapshot } from "../magics/snapshot";
import { ProvError } from "../util/errors";
import type { CommandOptions } from "./main";
import { print } from "./output";

const list =
  "SELECT name, status, started_at AS started, round(duration_s, 1) AS seconds, " +
  "epochs, loss, best_loss, val_loss, best_val_loss FROM runs ORDER BY started_at";

/** List the runs of a file, the first started first. */
export async function runs(file: string, options: CommandOptions): Promise<void> {
  await withSnapshot(file, async ({ query, ours }) => {
    if (!ours) throw notOurs(file);
    await print(query(list), options);
  });
}

function notOurs(file: string): ProvError {
  return new ProvError(`${file} was not made by tfjs-prov`, {
    hint: ["plain SQL works", `try: tfjs-prov sql ${file} "SHOW TABLES"`],
  });
}
