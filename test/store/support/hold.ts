import { writeSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";

/** Hold a file open: `hold.js FILE [MS]`, for good unless told; says so when it does. */
async function main(path: string, ms?: string): Promise<void> {
  const instance = await DuckDBInstance.fromCache(path);
  writeSync(1, '"held"\n');
  setTimeout(() => instance.closeSync(), ms === undefined ? 2 ** 31 - 1 : Number(ms));
}

void main(process.argv[2]!, process.argv[3]);
