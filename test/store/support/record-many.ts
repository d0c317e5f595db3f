import { writeSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Store } from "../../../src/store/store";
import { record } from "./recording";

/** What one process was told is stored, and where. */
export interface Stored {
  path: string;
  runs: string[];
  said: string[];
}

/**
 * Record runs, each flushed, from a moment on: `record-many.js FILE RUNS AT`. It says
 * what is stored after each, and reads it back from the file it was stored in.
 */
async function main(path: string, runs: number, at: number): Promise<void> {
  await sleep(Math.max(0, at - Date.now()));
  const said: string[] = [];
  const store = new Store(path, {
    experiment: "tests",
    say: (text) => said.push(text),
  });
  const stored: Record<string, string[]> = {};
  for (let i = 0; i < runs; i++) {
    const { run } = record(store, { epochs: 20 });
    await store.flush();
    stored[store.path] = [...(stored[store.path] ?? []), run.run_id];
    await sleep(Math.random() * 400);
  }
  await store.close();
  for (const [path, runs] of Object.entries(stored)) {
    const line: Stored = { path, runs, said };
    writeSync(1, `${JSON.stringify(line)}\n`);
  }
}

if (require.main === module) {
  const [, , path, runs, at] = process.argv;
  void main(path!, Number(runs), Number(at));
}
