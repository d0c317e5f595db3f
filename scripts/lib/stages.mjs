import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { affected, notePassed } from "./affected.mjs";
import { ensureBuild } from "./build.mjs";
import { captured } from "./command.mjs";
import * as pages from "./pages.mjs";
import { at } from "./paths.mjs";
import { Problem } from "./problem.mjs";

/** What `npm test` does, in its order; each resolves to `{ passed, failed, detail }`. */
export const stages = {
  format,
  types: () => ensureBuild().then(() => ({ passed: 0, failed: 0, detail: "" })),
  unit: () => unit(testFiles()),
  notebooks: () => pages.notebooks(),
  docs: () => pages.docs(),
};

/** What `npm run check` does: in seconds, and without Python. */
export const quickStages = {
  format: stages.format,
  types: stages.types,
  unit: unitOfChanges,
};

/** Run the quick tests that what has changed may concern. */
async function unitOfChanges() {
  const quick = testFiles().filter((file) => !file.endsWith(".slow.test.js"));
  const files = affected(quick);
  const result = await unit(files);
  if (result.failed === 0) notePassed(files);
  return { ...result, detail: `${files.length} of ${quick.length} files` };
}

async function format() {
  const biome = at("node_modules", "@biomejs", "biome", "bin", "biome");
  const { code, output } = await captured(process.execPath, [biome, "check", "."]);
  if (code === 0) {
    const [, count] = /Checked (\d+) files/.exec(output) ?? [];
    return { passed: 0, failed: 0, detail: `${count} files` };
  }
  console.log(output);
  throw new Problem("The format or the lint is off", "try: npm run fix");
}

/** List the compiled tests by their sources: dist may hold tests that are gone. */
function testFiles() {
  return readdirSync(at("test"), { recursive: true })
    .filter((name) => name.endsWith(".test.ts"))
    .sort()
    .map((name) => join("dist", "test", name.replace(/\.ts$/, ".js")));
}

async function unit(files) {
  // With no file named, node --test would look for some by itself.
  if (files.length === 0) return { passed: 0, failed: 0, detail: "no files" };
  const missing = files.find((file) => !existsSync(at(file)));
  if (missing) throw new Problem(`No ${missing}`, "try: npm run build");
  const color = process.stdout.isTTY ? { FORCE_COLOR: "1" } : {};
  const { code, output } = await captured(
    process.execPath,
    ["--test", "--test-reporter=spec", ...files],
    {
      env: { ...process.env, ...color },
      onText: (text) => process.stdout.write(text),
    },
  );
  const counts = stripVTControlCharacters(output);
  const count = (word) =>
    Number(new RegExp(`^ℹ ${word} (\\d+)$`, "m").exec(counts)?.[1] ?? 0);
  const failed = count("fail") + count("cancelled");
  const detail = `${files.length} files`;
  return {
    passed: count("pass"),
    failed: code === 0 ? failed : Math.max(failed, 1),
    detail,
  };
}
