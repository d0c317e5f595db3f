import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { stockKernels } from "../test/kernel/stock-kernels";
import { type Measure, report } from "./lib/report";
import { median, middleHalf } from "./lib/statistics";

/** How long our kernel and stock tslab take to a first and to a later result. */
const kernels = ["tfjs-prov", "tslab"] as const;
const ROUNDS = 7;

interface Start {
  kernel: (typeof kernels)[number];
  first: number;
  later: number;
  prints: number | null;
}

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), "tfjs-prov-"));
  try {
    report("kernel", measures(starts(folder)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Start the kernels in turns, in an empty folder. */
function starts(folder: string): Start[] {
  const python = resolve(".venv", "bin", "python");
  const script = resolve("bench", "lib", "kernels.py");
  const { stdout, stderr, status } = spawnSync(
    python,
    [script, String(ROUNDS), ...kernels],
    {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, JUPYTER_PATH: stockKernels(folder) },
    },
  );
  if (status !== 0) throw new Error(`the kernels did not run\n${stderr}`);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Start);
}

function measures(all: readonly Start[]): Measure[] {
  const how = `jupyter_client, in turns, median of ${ROUNDS}, middle half`;
  const measure = (what: string, taken: number[], below?: number): Measure => ({
    ...{ what, value: median(taken), unit: "ms", spread: middleHalf(taken), how },
    ...(below !== undefined && { below }),
  });
  const of = (name: string) => all.filter(({ kernel }) => kernel === name);
  const prints = of("tfjs-prov").map((start) => start.prints!);
  return [
    ...kernels.flatMap((name) => [
      measure(
        `start to first result, ${name}`,
        of(name).map(({ first }) => first),
        name === "tfjs-prov" ? 3000 : undefined,
      ),
      measure(
        `a later cell, ${name}`,
        of(name).map(({ later }) => later),
      ),
    ]),
    measure("10 MB of prints, tfjs-prov", prints),
  ];
}

main();
