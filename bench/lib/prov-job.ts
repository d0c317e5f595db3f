/** Measure one thing in a process of its own: node prov-job.js TASK FORM FILE. */
import { readFileSync } from "node:fs";
import { type Format, readDocument } from "../../src/prov";

const [task, form, file] = process.argv.slice(2) as [
  "read" | "validate",
  Format,
  string,
];
const bytes = readFileSync(file);
const [reading, read] = timed(() => readDocument(bytes, form));
const [working] =
  task === "validate"
    ? timed(() => valid(read.validate()))
    : timed(() => read.to(form));
const megabytes = process.resourceUsage().maxRSS / 1024;
console.log(JSON.stringify({ reading, working, megabytes }));

function timed<T>(run: () => T): [seconds: number, result: T] {
  const start = performance.now();
  const result = run();
  return [(performance.now() - start) / 1000, result];
}

function valid({ verdict }: { verdict: string }): void {
  if (verdict !== "valid") throw new Error(`A document of the bench is ${verdict}`);
}
