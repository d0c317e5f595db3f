import { mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { messageOf } from "../../util/errors";
import { type Probed, probe } from "./ask";
import { type Finding, fails, note, works } from "./finding";
import { remoteKind } from "./remote";

const about = "Folder";

/** Tell whether a database can be written in a folder, and is locked meanwhile. */
export async function checkFolder(folder: string): Promise<Finding[]> {
  let own: string;
  try {
    own = mkdtempSync(join(folder, ".tfjs-prov-doctor-"));
  } catch (error) {
    return [unwritable(folder, messageOf(error))];
  }
  try {
    const options = { cwd: folder };
    const file = join(own, "check.duckdb");
    const probed = await probe<{ locked: boolean }>("database", [file], options);
    return findings(folder, probed, await remoteKind(folder));
  } finally {
    rmSync(own, { recursive: true, force: true, maxRetries: 3 });
  }
}

function unwritable(folder: string, why: string): Finding {
  const what = `no database can be written in ${folder}`;
  return fails(about, what, why, 'try: open("/a/folder/of/yours/study.duckdb")');
}

/** Say how it stands with a folder, given what was tried in it. */
export function findings(
  folder: string,
  probed: Probed<{ locked: boolean }>,
  remote: string | undefined,
): Finding[] {
  if ("error" in probed) return [unwritable(folder, probed.error)];
  const local = "try: record on a local disk, and copy the file here";
  if (!probed.found.locked) {
    const what = "files are not locked here: two notebooks could spoil one database";
    return [fails(about, what, local)];
  }
  const good = works(about, "a database can be written here, and is locked meanwhile");
  if (remote === undefined) return [good];
  return [good, note(about, `it lies on ${remote}, where databases may break`, local)];
}
