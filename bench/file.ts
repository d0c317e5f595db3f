import { existsSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { open, type Prov } from "../src/index";
import { nodeTime } from "./lib/child";
import { timed } from "./lib/clock";
import { inFolder } from "./lib/folder";
import { type Measure, report } from "./lib/report";
import { median, middleHalf } from "./lib/statistics";

/** What the file costs: to open and let go, to read from outside, in bytes. */
const TIMES = 20;

void inFolder(async (folder) => {
  report("file", [
    ...(await openAndClose(join(folder, "small.duckdb"))),
    ...(await snapshots(folder)),
    ...(await quickstart()),
  ]);
});

/** Open a file for one row, and close it, as cells do that lie apart. */
async function openAndClose(path: string): Promise<Measure[]> {
  const made = await timed(() => open(path));
  const prov = await open(path);
  const opened: number[] = [];
  const closed: number[] = [];
  const idle: number[] = [];
  for (let i = 0; i <= TIMES; i++) {
    await prov.close();
    idle.push(await timed(() => prov.close()));
    opened.push(await timed(async () => prov.sql`SELECT 1`));
    await prov.run({ name: "one" }, (run) => run.log({ loss: i }));
    closed.push(await timed(() => prov.close()));
  }
  const how = `median of ${TIMES}, middle half`;
  return [
    ms("make a file", [made], "once, DuckDB loaded with it"),
    ms("open a file for a first query", opened.slice(1), how),
    ms("write a run and let the file go", closed.slice(1), how),
    ms("close what is not open", idle.slice(1), how),
    bytes("a file of 20 small runs", statSync(path).size / 1e6, "on disk"),
  ];
}

/** Ask from another process, which takes a copy first; the file is held and free. */
async function snapshots(folder: string): Promise<Measure[]> {
  const path = join(folder, "large.duckdb");
  const prov = await open(path);
  await addHundredMegabytes(prov);
  const cli = join(process.cwd(), "dist", "src", "cli", "main.js");
  const small = join(folder, "small.duckdb");
  const asks = async (file: string) => {
    const taken: number[] = [];
    for (let i = 0; i < 5; i++) taken.push(await nodeTime([cli, "runs", file]));
    return taken;
  };
  const free = await asks(path);
  const megabytes = statSync(path).size / 1e6;
  let held: number[] = [];
  await prov.run({ name: "going" }, async (run) => {
    run.log({ loss: 1 });
    await prov.sql`SELECT 1`;
    held = await asks(path);
  });
  await prov.close();
  const how = "tfjs-prov runs FILE, process and all, median of 5, middle half";
  return [
    bytes("the large file", megabytes, "12 M points"),
    ms("a small file from outside", await asks(small), how),
    ms("the large file from outside", free, how),
    ms("the large file while it is recorded into", held, how),
  ];
}

async function addHundredMegabytes(prov: Prov): Promise<void> {
  for (let i = 0; i < 12; i++) {
    const loss = Float64Array.from({ length: 1e6 }, Math.random);
    await prov.run({ name: `large ${i}` }, (run) => run.log({ loss }));
  }
  await prov.close();
}

/** Execute the quickstart in a kernel and weigh what it recorded. */
async function quickstart(): Promise<Measure[]> {
  const notebook = join(process.cwd(), "notebooks", "quickstart.ipynb");
  const beside = join(process.cwd(), "notebooks", `bench-${process.pid}.ipynb`);
  const file = beside.replace(/ipynb$/, "duckdb");
  const script = join(process.cwd(), "scripts", "lib", "notebook.mjs");
  const { executeNotebook } = (await import(pathToFileURL(script).href)) as {
    executeNotebook(path: string, options: object): Promise<{ failures: string[] }>;
  };
  try {
    const seconds = await timed(async () => {
      const cwd = join(process.cwd(), "notebooks");
      const { failures } = await executeNotebook(notebook, { folder: cwd, as: beside });
      if (failures.length > 0 || !existsSync(file))
        throw new Error(failures.join("\n"));
    });
    return [
      bytes("the quickstart's file", statSync(file).size / 1e6, "11 runs, charts not"),
      {
        ...{ what: "the quickstart, all cells", value: seconds / 1000, unit: "s" },
        how: "in its kernel",
      },
    ];
  } finally {
    rmSync(file, { force: true });
  }
}

function ms(what: string, taken: readonly number[], how: string): Measure {
  const spread = taken.length > 1 ? middleHalf(taken) : undefined;
  return { what, value: median(taken), unit: "ms", spread, how };
}

const bytes = (what: string, value: number, how: string): Measure => ({
  ...{ what, value, unit: "MB", how },
});
