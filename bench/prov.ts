/**
 * Measure how long PROV documents take to read, write and check, and the memory: one
 * process a form and size. Run: node dist/bench/prov.js [sizes…]
 */
import { spawnSync } from "node:child_process";
import {
  document,
  type Format,
  formats,
  type ProvDocument,
  readDocument,
} from "../src/prov";

const [mode, size, form] = process.argv.slice(2);
if (mode === "one") measure(Number(size), form as Format | "validate" | "deep");
else table([mode, size, form].map(Number).filter((each) => each > 0));

function table(sizes: number[]): void {
  console.log("statements  form      read s  write s  peak MB");
  for (const statements of sizes.length > 0 ? sizes : [1_000, 10_000, 100_000]) {
    for (const what of [...formats, "validate", "deep"]) {
      const args = [__filename, "one", String(statements), what];
      process.stdout.write(
        spawnSync(process.execPath, args, { encoding: "utf8" }).stdout,
      );
    }
  }
}

/** Time reading and writing, or checking; in this process nothing else has run. */
function measure(statements: number, what: Format | "validate" | "deep"): void {
  const made = training(statements / 10, what === "deep");
  let figures: string[];
  if (what === "validate" || what === "deep") {
    const [seconds, { verdict }] = timed(() => made.validate());
    if (verdict !== "valid") throw new Error(`A document of the bench is ${verdict}`);
    figures = [seconds.toFixed(2), "-"];
  } else {
    const [writing, text] = timed(() => made.to(what));
    const [reading] = timed(() => readDocument(text, what));
    figures = [reading.toFixed(2), writing.toFixed(2)];
  }
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  const cells = [String(statements).padStart(10), what.padEnd(8), ...figures];
  console.log([...cells, String(peak)].join("  "));
}

function timed<T>(run: () => T): [seconds: number, result: T] {
  const start = performance.now();
  const result = run();
  return [(performance.now() - start) / 1000, result];
}

/** Make the record of a training, ten statements an epoch; deep: states in a chain. */
function training(epochs: number, deep: boolean): ProvDocument {
  const made = document({
    ex: "https://example.org/",
    mls: "http://www.w3.org/ns/mls#",
  });
  const state = made.name("mls:Model");
  const time = (second: number) => new Date(1.7e12 + second * 1000).toISOString();
  made
    .activity("ex:run", { startTime: time(0) })
    .agent("ex:person")
    .entity("ex:data");
  made
    .wasAssociatedWith("ex:run", "ex:person")
    .entity("ex:state-0", { "prov:type": state });
  for (let i = 1; i <= epochs; i++) {
    const before = deep ? `ex:state-${i - 1}` : "ex:state-0";
    made
      .activity(`ex:epoch-${i}`, { startTime: time(i), endTime: time(i + 1) })
      .wasStartedBy(`ex:epoch-${i}`, undefined, { starter: "ex:run", time: time(i) })
      .used(`ex:epoch-${i}`, before, { id: `ex:u-${i}`, time: time(i) })
      .used(`ex:epoch-${i}`, "ex:data", { attributes: { "prov:role": "train" } })
      .entity(`ex:state-${i}`, { "prov:type": state, "ex:epoch": i })
      .wasGeneratedBy(`ex:state-${i}`, `ex:epoch-${i}`, {
        id: `ex:g-${i}`,
        time: time(i + 1),
      })
      .wasDerivedFrom(`ex:state-${i}`, before, {
        activity: `ex:epoch-${i}`,
        generation: `ex:g-${i}`,
        usage: `ex:u-${i}`,
      })
      .entity(`ex:loss-${i}`, { "prov:value": 1 / i })
      .wasGeneratedBy(`ex:loss-${i}`, `ex:epoch-${i}`)
      .wasAttributedTo(`ex:state-${i}`, "ex:person");
  }
  return made;
}
