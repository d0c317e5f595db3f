import type { DuckDBConnection } from "@duckdb/node-api";
import { messageOf, ProvError } from "../../util/errors";
import { sha256 } from "../../util/sha256";
import { packageVersion } from "../../util/version";
import { quoted } from "../literal";
import { viewStatements } from "./define";
import { macroStatements, macros } from "./lineage/macros";
import { m001Initial } from "./m001-initial";
import { m002Cells } from "./m002-cells";
import { m003Environment } from "./m003-environment";
import { m004Datasets } from "./m004-datasets";
import { m005States } from "./m005-states";
import { m006Seeds } from "./m006-seeds";
import { m007Imported } from "./m007-imported";
import { m008Promotions } from "./m008-promotions";
import { m009Charts } from "./m009-charts";
import { m010Origins } from "./m010-origins";
import { m011Plans } from "./m011-plans";
import { taken } from "./taken";
import { views } from "./views/index";

/** A numbered change of the base tables; a released one is never edited. */
interface Migration {
  version: number;
  name: string;
  statements: readonly string[];
}

const migrations: readonly Migration[] = [
  { version: 1, name: "initial", statements: m001Initial },
  { version: 2, name: "cells", statements: m002Cells },
  { version: 3, name: "environment", statements: m003Environment },
  { version: 4, name: "datasets", statements: m004Datasets },
  { version: 5, name: "states", statements: m005States },
  { version: 6, name: "seeds", statements: m006Seeds },
  { version: 7, name: "imported", statements: m007Imported },
  { version: 8, name: "promotions", statements: m008Promotions },
  { version: 9, name: "charts", statements: m009Charts },
  { version: 10, name: "origins", statements: m010Origins },
  { version: 11, name: "plans", statements: m011Plans },
];

const newest = migrations[migrations.length - 1]!.version;
const viewTexts = [
  ...views.flatMap(viewStatements),
  ...macros.flatMap(macroStatements),
];
const viewsHash = sha256(viewTexts.join(";\n"));

/** All that is run to make a new file, in its order. */
export const schemaText = [
  ...migrations.flatMap(({ statements }) => statements),
  ...viewTexts,
]
  .map((statement) => `${statement};\n`)
  .join("\n");

/**
 * Bring an open file to the newest schema, in one transaction; a file that is already
 * there costs one query.
 *
 * @throws ProvError when a newer version of the package wrote the file, or when the
 * user's own tables or views have the names of ours.
 */
export async function migrate(
  connection: DuckDBConnection,
  file: string,
): Promise<void> {
  const found = await stateOf(connection);
  if (found.version > newest) throw newerFile(file, found);
  if (found.version === newest && found.views === viewsHash) return;
  await refuseTaken(connection, file, found);
  const texts = migrations
    .filter(({ version }) => version > found.version)
    .flatMap((migration) => [...migration.statements, noteOf(migration)]);
  const all = ["BEGIN", ...texts, ...viewTexts, ...viewsNote, "COMMIT"];
  try {
    await connection.run(all.join(";\n"));
  } catch (error) {
    await connection.run("ROLLBACK").catch(() => undefined);
    throw error;
  }
}

/**
 * Refuse a file that this version can't be sure to understand.
 *
 * @throws ProvError when a newer version of the package wrote the file.
 */
export async function refuseNewer(
  connection: DuckDBConnection,
  file: string,
): Promise<void> {
  const found = await stateOf(connection);
  if (found.version > newest) throw newerFile(file, found);
}

const viewsNote = [
  "DELETE FROM tfjs_prov.settings WHERE name = 'views'",
  `INSERT INTO tfjs_prov.settings VALUES ('views', ${quoted(viewsHash)})`,
];

interface State {
  /** The last migration applied; 0 for a file that is not ours yet. */
  version: number;
  packageVersion: string | null;
  views: string | null;
}

async function stateOf(connection: DuckDBConnection): Promise<State> {
  const [version, wrote, hash] = await noted(connection);
  return {
    version: Number(version ?? 0),
    packageVersion: wrote as string | null,
    views: hash as string | null,
  };
}

/** Read what a file of ours notes of itself; to look first whether it is one takes 4 ms. */
async function noted(connection: DuckDBConnection): Promise<readonly unknown[]> {
  try {
    const reader = await connection.runAndReadAll(
      "SELECT max(version), arg_max(package_version, version), " +
        "(SELECT any_value(value) FROM tfjs_prov.settings WHERE name = 'views') " +
        "FROM tfjs_prov.migrations",
    );
    return reader.getRows()[0]!;
  } catch (error) {
    if (messageOf(error).startsWith("Catalog Error")) return [0, null, null];
    throw error;
  }
}

async function refuseTaken(
  connection: DuckDBConnection,
  file: string,
  found: State,
): Promise<void> {
  const names = await taken(connection, { ours: found.version > 0 });
  if (names.length === 0) return;
  throw new ProvError(`Can't record into ${file}: its names are taken`, {
    hint: [
      `it has of its own: ${names.join(", ")}`,
      "views of these names would be made, and nothing of yours is replaced",
    ],
  });
}

function noteOf({ version, name }: Migration): string {
  return (
    `INSERT INTO tfjs_prov.migrations VALUES (${version}, ${quoted(name)}, ` +
    `make_timestamp(epoch_us(now())), ${quoted(packageVersion())})`
  );
}

function newerFile(file: string, found: State): ProvError {
  return new ProvError(`Can't use ${file}: a newer tfjs-prov wrote it`, {
    hint: [
      `its schema is number ${found.version}, written by tfjs-prov ${found.packageVersion}; ` +
        `this is tfjs-prov ${packageVersion()}, which knows up to number ${newest}`,
      `try: npm install tfjs-prov@${found.packageVersion}`,
    ],
  });
}
