/**
 * Measure how long PROV documents take to read, write and check, and the memory, beside
 * Python prov and ProvToolbox: one process a tool, form and size. Needs python3, java
 * and mvn. Run: node dist/bench/prov.js [sizes…]
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Format } from "../src/prov";
import { inFolder } from "./lib/folder";
import { type Job, measured, PATIENCE, type Peer, peers } from "./lib/prov-peers";
import { training } from "./lib/prov-training";
import { type Measure, report } from "./lib/report";

/** The extension by which each tool knows a form. */
const forms: readonly [form: Format, extension: string][] = [
  ["provn", "provn"],
  ["json", "json"],
  ["xml", "xml"],
  ["jsonld", "jsonld"],
  ["turtle", "ttl"],
];

/** What 100,000 statements may take us, in seconds. */
const targets = { read: 1.5, write: 1, validate: 3, rdf: 2.5 };

void main();

async function main(): Promise<void> {
  const given = process.argv
    .slice(2)
    .map(Number)
    .filter((each) => each > 0);
  const sizes = given.length > 0 ? given : [1_000, 10_000, 100_000];
  const all = await peers();
  await inFolder(async (folder) => {
    const measures = sizes.flatMap((size) =>
      [...jobs(size, folder)].flatMap(({ job, what }) =>
        all
          .filter((peer) => peer.can(job))
          .flatMap((peer) => measuresOf(peer, job, what, size)),
      ),
    );
    report("prov", measures);
  });
}

/** Write the documents that are read: one of each form, one wide and one deep to check. */
function* jobs(size: number, folder: string): Generator<{ job: Job; what: string }> {
  const file = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const wide = training(size / 10);
  for (const [form, extension] of forms) {
    const path = file(`wide-${size}.${extension}`, wide.to(form));
    yield { job: { task: "read", form, file: path }, what: form };
  }
  for (const deep of [false, true]) {
    const text = training(size / 10, deep).toProvN();
    const path = file(`check-${size}-${deep}.provn`, text);
    const what = deep ? "a chain" : "a fan";
    yield { job: { task: "validate", form: "provn", file: path }, what };
  }
}

function measuresOf(peer: Peer, job: Job, what: string, size: number): Measure[] {
  const found = measured(peer, job);
  const name = `${size.toLocaleString("en")} ${what}`;
  const how = found
    ? `${peer.name}, ${Math.round(found.megabytes)} MB at most`
    : `${peer.name}, none after ${PATIENCE} s or with 3 GB`;
  const { reading, working } = found ?? { reading: Number.NaN, working: Number.NaN };
  const limited = peer.name === "tfjs-prov" && size <= 100_000;
  const row = (verb: string, value: number, below: number): Measure => ({
    what: `${name}: ${verb}`,
    value,
    unit: "s",
    how,
    ...(limited && { below }),
  });
  if (job.task === "validate") return [row("check", working, targets.validate)];
  const rdf = job.form === "turtle";
  return [
    row("read", reading, rdf ? targets.rdf : targets.read),
    row("write", working, rdf ? targets.rdf : targets.write),
  ];
}
