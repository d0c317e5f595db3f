import { join } from "node:path";
import { node, nodeTime } from "./lib/child";
import { type Measure, report } from "./lib/report";
import { median, middleHalf } from "./lib/statistics";

/** What our import costs a cell: its types in tslab, and the package in a process. */
const tf = 'import * as tf from "@tensorflow/tfjs";';
const prov = 'import { open } from "tfjs-prov";';
const model = "const model = tf.sequential();";
const opened = "const prov = await open();";

/** A first and a later cell, with what they import. */
const pairs: Readonly<Record<string, readonly [first: string, later: string]>> = {
  "no import": ["const one: number = 1;", "const two = one + 1;"],
  "tfjs-prov": [`${prov}\n${opened}`, "const rows = await prov.sql`FROM runs`;"],
  tfjs: [`${tf}\n${model}`, "const layers = model.layers.length;"],
  "tfjs and tfjs-prov": [
    `${tf}\n${prov}\n${opened}\n${model}`,
    'prov.autolog(tf);\nawait prov.show(prov.compare("loss"));',
  ],
};
const ROUNDS = 5;
const IMPORTS = 10;

async function main(): Promise<void> {
  report("cells", [...typeChecks(), ...(await imports())]);
}

/** Convert the cells in a fresh process each, the kinds in turns. */
function typeChecks(): Measure[] {
  const taken = Object.entries(pairs).map(([name, cells]) => ({
    ...{ name, cells },
    ...{ first: [] as number[], later: [] as number[] },
  }));
  for (let round = 0; round < ROUNDS; round++) {
    for (const { cells, first, later } of taken) {
      const program = join(__dirname, "lib", "typecheck.js");
      const notebooks = join(process.cwd(), "notebooks");
      const printed = node([program, JSON.stringify(cells)], notebooks);
      const [, one, two] = JSON.parse(printed) as [number, number, number];
      first.push(one);
      later.push(two);
    }
  }
  const how = `tslab's converter, fresh process, median of ${ROUNDS}, middle half`;
  return taken.flatMap(({ name, first, later }) => [
    measure(`types of a first cell, ${name}`, first, how),
    measure(`types of a later cell, ${name}`, later, how),
  ]);
}

/** Import the package in a fresh process, beside an empty one. */
async function imports(): Promise<Measure[]> {
  const main = join(process.cwd(), "dist", "src", "index.js");
  const empty: number[] = [];
  const loaded: number[] = [];
  const asked: number[] = [];
  const timing =
    `const from = performance.now(); require(${JSON.stringify(main)});` +
    "console.log(performance.now() - from)";
  for (let i = 0; i < IMPORTS; i++) {
    empty.push(await nodeTime(["-e", ""]));
    loaded.push(await nodeTime(["-e", `require(${JSON.stringify(main)})`]));
    asked.push(Number(node(["-e", timing])));
  }
  const how = `fresh processes, median of ${IMPORTS}, middle half`;
  return [
    { ...measure("import of the package", asked, how), below: 100 },
    measure("a process that imports it", loaded, how),
    measure("an empty process", empty, how),
  ];
}

function measure(what: string, taken: readonly number[], how: string): Measure {
  return { what, value: median(taken), unit: "ms", spread: middleHalf(taken), how };
}

void main();
