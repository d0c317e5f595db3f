import { basename, dirname, extname, join, resolve } from "node:path";
import { kernelHost } from "../kernel/host";
import { notebookPath } from "../kernel/notebook-path";
import { ProvError } from "../util/errors";

/** Stems that DuckDB would take for one of our schemas. */
const reserved = ["prov", "tfjs_prov"];

/**
 * Return the file to record into, absolute: the path given, else the notebook's name
 * with `.duckdb`, else `provenance.duckdb` in the working folder.
 *
 * @throws ProvError for a name that DuckDB could not tell from a schema in the file.
 */
export function fileFor(
  path: string | undefined,
  { cwd = process.cwd(), notebook = kernelHost()?.notebook ?? notebookPath() } = {},
): string {
  const file = resolve(cwd, path === undefined ? fileBeside(notebook) : named(path));
  if (reserved.includes(stemOf(file))) {
    throw new ProvError(`Can't record into ${basename(file)}`, {
      hint: [
        `DuckDB takes ${JSON.stringify(stemOf(file))} for a schema inside the file`,
        'try: open("study.duckdb")',
      ],
    });
  }
  return file;
}

/** Return a file's name without its folder and ending: the experiment's name. */
export function stemOf(file: string): string {
  return basename(file, extname(file));
}

function fileBeside(session: string | undefined): string {
  const notebook = session && notebookPath(session);
  if (!notebook) return "provenance.duckdb";
  const name = `${stemOf(notebook)}.duckdb`;
  return reserved.includes(stemOf(notebook))
    ? join(dirname(notebook), `${stemOf(notebook)}-runs.duckdb`)
    : join(dirname(notebook), name);
}

function named(path: string): string {
  return extname(path) === "" ? `${path}.duckdb` : path;
}
