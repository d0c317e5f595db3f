import { readdirSync } from "node:fs";
import { captured } from "./lib/command.mjs";
import { at } from "./lib/paths.mjs";
import { Problem, script } from "./lib/problem.mjs";
import { setup } from "./lib/setup.mjs";

/** `npm run bench` runs every program of bench/, `npm run bench -- NAME…` those named. */
await script(async () => {
  await setup();
  const known = programs();
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown) {
    const hint = `benchmarks: ${known.join(", ")}`;
    throw new Problem(`No benchmark named ${JSON.stringify(unknown)}`, hint);
  }
  for (const name of names.length > 0 ? names : known) await bench(name);
});

/** Each file right in bench/ is a program; what they share lies in folders below. */
function programs() {
  return readdirSync(at("bench"))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => name.slice(0, -".ts".length))
    .sort();
}

async function bench(name) {
  console.log(`\n${name}`);
  const { code } = await captured(
    process.execPath,
    [at("dist", "bench", `${name}.js`)],
    {
      onText: (text) => process.stdout.write(text),
    },
  );
  if (code !== 0) throw new Problem(`bench/${name}.ts failed with exit code ${code}`);
}
