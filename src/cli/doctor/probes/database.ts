import { spawnSync } from "node:child_process";
import { DuckDBInstance } from "@duckdb/node-api";
import { report } from "./report";

const [, program, path, second] = process.argv;

/** Write a database file, and tell whether another process is kept from it meanwhile. */
void report(async () => {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  await connection.run("CREATE TABLE IF NOT EXISTS t AS SELECT 1 AS a");
  const locked = second === undefined && !opensElsewhere();
  connection.closeSync();
  instance.closeSync();
  return { locked };
});

function opensElsewhere(): boolean {
  const args = [program!, path!, "second"];
  const { stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return stdout.includes('"found"');
}
