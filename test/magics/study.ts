import { join } from "node:path";
import type { TestContext } from "node:test";
import { type OpenOptions, open, type Prov } from "../../src";
import { temporary } from "../store/database";

/** A study as a notebook has it: what `open` gives, its file, what was said. */
export interface Study {
  prov: Prov;
  folder: string;
  path: string;
  said: string[];
}

/** Open `study.duckdb` in a folder of the test's own; it is closed after the test. */
export async function openStudy(
  t: TestContext,
  options: OpenOptions = {},
  prepare: (path: string) => void = () => undefined,
): Promise<Study> {
  let opened: Prov | undefined;
  t.after(() => {
    opened?.autolog(false);
    return opened?.close();
  });
  const folder = temporary(t);
  const path = join(folder, "study.duckdb");
  prepare(path);
  const said: string[] = [];
  const say = (message: string) => void said.push(message);
  opened = await open(path, { say, progress: false, ...options });
  return { prov: opened, folder, path, said };
}
