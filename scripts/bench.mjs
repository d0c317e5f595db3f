import { readdirSync } from "node:fs";
import { captured } from "./lib/command.mjs";
import { at } from "./lib/paths.mjs";
import { Problem, script } from "./lib/problem.mjs";
import { setup } from "./lib/setup.mjs";

/**
 * `npm run bench` runs every program of bench/, `npm run bench -- NAME…` those named;
 * with `--json` they print JSON, each after its name.
 */
await script(async () => {
  await setup();
  const known = programs();
  const words = process.argv.slice(2);
  const options = words.filter((word) => word.startsWith("--"));
  const names = words.filter((word) => !options.includes(word));
  const unknown = names.find((name) => !known.includes(name));
  if (unknown) {
    const hint = `benchmarks: ${known.join(", ")}`;
    throw new Problem(`No benchmark named ${JSON.stringify(unknown)}`, hint);
  }
  for (const name of names.length > 0 ? names : known) await bench(name, options);
});

/** Each file right in bench/ is a program; what they share lies in folders below. */
function programs() {
  return readdirSync(at("bench"))
    .filter((name) => name.endsWith(".ts"))
    .map((name) => name.slice(0, -".ts".length))
    .sort();
}

async function bench(name, options) {
  console.log(`\n${name}`);
  const { code } = await captured(
    process.execPath,
    [at("dist", "bench", `${name}.js`), ...options],
    {
      onText: (text) => process.stdout.write(text),
    },
  );
  if (code !== 0) throw new Problem(`bench/${name}.ts failed with exit code ${code}`);
}
