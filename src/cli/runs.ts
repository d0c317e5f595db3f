import { runsOf } from "../magics/runs";
import { withSnapshot } from "../magics/snapshot";
import { ProvError } from "../util/errors";
import type { CommandOptions } from "./main";
import { print } from "./output";

/** List the runs of a file, the newest last. */
export async function runs(file: string, options: CommandOptions): Promise<void> {
  await withSnapshot(file, async ({ session, ours }) => {
    if (!ours) throw notOurs(file);
    await print(runsOf(session), options);
  });
}

/** Refuse a file that holds no runs. */
export function notOurs(file: string): ProvError {
  return new ProvError(`${file} was not made by tfjs-prov`, {
    hint: ["plain SQL works", `try: tfjs-prov sql ${file} "SHOW TABLES"`],
  });
}
