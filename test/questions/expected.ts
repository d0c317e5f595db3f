import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Row, Rows } from "../../src";
import { chainAnswers } from "./expected-chains";
import { dataAnswers } from "./expected-data";
import { oneRunAnswers } from "./expected-one-run";
import { planAnswers } from "./expected-plan";
import { acrossRunsAnswers } from "./expected-runs";
import { useAnswers } from "./expected-use";
import type { Asked } from "./page";
import type { Script } from "./study/script";

/**
 * Computes the rows of an answer from what the script knows, never from the file; columns
 * that it does not name are not compared.
 */
export type Expect = (script: Script) => Row[];

/** Answers by number of the question and, after a dot, of its statement from 0. */
export const expected: Record<string, Expect> = {
  ...oneRunAnswers,
  ...acrossRunsAnswers,
  ...dataAnswers,
  ...chainAnswers,
  ...useAnswers,
  ...planAnswers,
};

/**
 * Ask the file every statement; `?` stands for the hash of the model that was saved, `$t`
 * for a time between two promotions.
 */
export async function answersTo(script: Script, all: readonly Asked[]) {
  const answered: { place: string; rows: Rows }[] = [];
  for (const { place, sql } of all) {
    const values = valuesFor(sql, script);
    const rows = await script.prov.query(sql, values).then(undefined, (cause) => {
      throw new Error(`Statement ${place} of the page fails`, { cause });
    });
    answered.push({ place, rows });
  }
  return answered;
}

function valuesFor(sql: string, script: Script) {
  if (sql.includes("$t")) return { t: script.told.between };
  return sql.includes("?") ? [savedHash(script)] : [];
}

function savedHash({ folder }: Script): string {
  const bytes = readFileSync(join(folder, "models", "penguins", "weights.bin"));
  return createHash("sha256").update(bytes).digest("hex");
}
