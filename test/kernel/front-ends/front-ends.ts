import { execFile } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { lib } from "../../house/lib";
import type { Executed, Output } from "../session";

/** Where a front end works, and on what. */
export interface Desk {
  /** Empty but for the notebook, study.ipynb. */
  folder: string;
  cells: readonly string[];
  env: NodeJS.ProcessEnv;
}

/** Execute the notebook; return the outputs of each of its cells. */
export type FrontEnd = (desk: Desk) => Promise<Output[][]>;

/** The front ends that run a notebook from its first cell to its last. */
export const frontEnds: Record<string, FrontEnd> = {
  nbclient,
  papermill: writes("papermill", "study.ipynb", "done.ipynb", "--no-progress-bar"),
  "jupyter execute": writes("jupyter", "execute", "study.ipynb", "--output=done"),
  "nbconvert --execute": writes(
    ...["nbconvert", "study.ipynb", "--execute", "--to=notebook", "--output=done"],
  ),
  "JupyterLab's server": (desk) => served("jupyterlab", desk),
  "Notebook 7's server": (desk) => served("notebook", desk),
};

/** Execute the notebook and return the page that it becomes. */
export async function pageOf(desk: Desk): Promise<string> {
  await python(desk, "-m", "nbconvert", "study.ipynb", "--execute", "--to=html");
  return readFileSync(join(desk.folder, "study.html"), "utf8");
}

async function nbclient({ folder, cells, env }: Desk): Promise<Output[][]> {
  const { openSession } = await lib<{
    openSession(options: object): Promise<{
      execute(source: string): Promise<Executed>;
      close(): Promise<void>;
    }>;
  }>("session.mjs");
  const session = await openSession({ folder, env, timeoutS: 60 });
  const all: Output[][] = [];
  for (const source of cells) all.push((await session.execute(source)).outputs);
  await session.close();
  return all;
}

/** A front end that writes the executed notebook into done.ipynb. */
function writes(...args: string[]): FrontEnd {
  return async (desk) => {
    await python(desk, "-m", ...args);
    const text = readFileSync(join(desk.folder, "done.ipynb"), "utf8");
    const { cells } = JSON.parse(text) as { cells: { outputs: Output[] }[] };
    return cells.map(({ outputs }) => outputs);
  };
}

/** A front end in a browser, as its server sees it. */
async function served(module: string, desk: Desk): Promise<Output[][]> {
  const program = resolve("test", "kernel", "front-ends", "server_cells.py");
  const cells = join(desk.env.JUPYTER_RUNTIME_DIR!, "cells.json");
  writeFileSync(cells, JSON.stringify(desk.cells));
  const said = await python(desk, program, module, "tfjs-prov", desk.folder, cells);
  const { outputs, logo } = JSON.parse(said) as { outputs: Output[][]; logo: string };
  if (logo !== "<svg") throw new Error(`the logo begins with ${logo}`);
  return outputs;
}

async function python({ folder, env }: Desk, ...args: string[]): Promise<string> {
  const program = (await lib<{ python: string }>("paths.mjs")).python;
  const options = { cwd: folder, env, timeout: 120_000 };
  const { stdout } = await promisify(execFile)(program, args, options);
  return stdout.trim().split("\n").at(-1)!;
}

/** Write the notebook onto a desk. */
export function writeNotebook({ folder, cells }: Desk): void {
  const notebook = {
    cells: cells.map((source, index) => ({
      cell_type: "code",
      id: `cell-${index}`,
      execution_count: null,
      metadata: {},
      outputs: [],
      source,
    })),
    metadata: {
      kernelspec: {
        name: "tfjs-prov",
        display_name: "TypeScript (tfjs-prov)",
        language: "typescript",
      },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
  writeFileSync(join(folder, "study.ipynb"), JSON.stringify(notebook));
}
