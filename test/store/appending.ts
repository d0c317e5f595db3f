import { DuckDBInstance } from "@duckdb/node-api";

/**
 * Append rows 0, 1, 2, … to a file until killed, checkpointing now and then: a program
 * of its own, started by the test of snapshots.
 */
async function append(file: string): Promise<void> {
  const instance = await DuckDBInstance.fromCache(file, {
    storage_compatibility_version: "v1.0.0",
  });
  const connection = await instance.connect();
  await connection.run("CREATE TABLE IF NOT EXISTS t (i INTEGER, pad VARCHAR)");
  for (let i = 0; ; i++) {
    await connection.run(`INSERT INTO t VALUES (${i}, repeat('x', 1000))`);
    if (i % 7 === 0) await connection.run("CHECKPOINT");
    if (i === 20) process.stdout.write("appending\n");
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
}

void append(process.argv[2]!);
