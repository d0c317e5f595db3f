import type { KindName, StatementRecord } from "../../prov/index";
import { recordedRelations } from "../../store/schema/views/prov/index";
import { type RelationName, relations } from "../../store/schema/views/prov/relations";
import type { Session } from "../query";
import { makeQuery } from "../sql";

/** A statement of what was recorded, and where it stands. */
export interface RecordedStatement extends StatementRecord {
  /** The run whose statement it is; null for what runs share. */
  readonly runId: string | null;
  /** Whether the run's bundle says it, and not the document about the bundle. */
  readonly inside: boolean;
  /** Place in the order of reading: by kind, by time, by id. */
  readonly place: number;
}

/** So many runs are asked for by their ids; of more, all are read. */
const FEW_RUNS = 100;

/** Read what is recorded of some runs, and what they share, from the views of PROV. */
export async function readRecorded(
  session: Session,
  runIds: readonly string[],
): Promise<RecordedStatement[]> {
  const wanted = new Set(runIds);
  const statements: RecordedStatement[] = [];
  for (const relation of recordedRelations) {
    for (const each of await readRelation(session, relation, runIds)) {
      const fits = each.runId === null || wanted.has(each.runId);
      if (fits) statements.push({ ...each, place: statements.length });
    }
  }
  return statements;
}

async function readRelation(
  session: Session,
  relation: RelationName,
  runIds: readonly string[],
): Promise<Omit<RecordedStatement, "place">[]> {
  const few = runIds.length <= FEW_RUNS;
  const places = few ? runIds.map((_, i) => `$${i + 1}::UUID`) : undefined;
  const rows = await makeQuery(session)(textOf(relation, places), few ? runIds : []);
  const kind = relations[relation].kind as KindName;
  const names = Object.keys(relations[relation].args);
  const columns = rows.toArrays() as Record<string, readonly unknown[]>;
  return Array.from({ length: rows.length }, (_, i) => ({
    kind,
    id: columns.id![i] as string | null,
    args: names.map((name) => argument(columns[name]![i])),
    attributes: JSON.parse(String(columns.attributes![i])) as Record<string, unknown>,
    runId: columns.run_id![i] as string | null,
    inside: columns.inside![i] as boolean,
  }));
}

function textOf(relation: RelationName, places?: readonly string[]): string {
  const args = Object.entries(relations[relation].args);
  const isTime = ([, [, holds]]: (typeof args)[number]) => holds === "time";
  const columns = args.map(([name, rest]) =>
    isTime([name, rest])
      ? `strftime(${name}, '%Y-%m-%dT%H:%M:%S.%fZ') AS ${name}`
      : name,
  );
  const order = [
    ...args.filter(isTime).map(([name]) => name),
    "id",
    ...args.filter((arg) => !isTime(arg)).map(([name]) => name),
  ];
  const of = places?.length ? ` OR run_id IN (${places.join(", ")})` : "";
  const where = places ? ` AND (run_id IS NULL${of})` : "";
  return (
    `SELECT ${["id", ...columns, "attributes", "run_id"].join(", ")}, ` +
    `in_bundle IS NOT NULL AS inside FROM prov.${relation} ` +
    `WHERE document_hash IS NULL${where} ORDER BY ${order.join(", ")}`
  );
}

/** Leave out needless zeros of a second. */
function argument(value: unknown): unknown {
  return typeof value === "string" ? value.replace(/\.?0+Z$/, "Z") : value;
}
