import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { posix } from "node:path";
import test from "node:test";
import { filesOf } from "./files";

const code = filesOf(["src", "test", "bench"], [".ts"]);
const scripts = filesOf(["scripts", "colab", ".ci"], [".mjs", ".py", ".cjs", "run"]);
const pages = filesOf(
  ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs", "notebooks", "bench"],
  [".md"],
);
const notebooks = filesOf(["notebooks", "colab"], [".ipynb"]);

test("no file names a path of the machine it was written on", () => {
  const machine = new RegExp(`(?<![\\w.])/(${["work", "root", "home"].join("|")})/\\w`);
  const found = [...code, ...scripts, ...pages, ...notebooks]
    .filter(({ path }) => !path.endsWith(".executed.ipynb"))
    .flatMap(({ path, text }) => linesWith(machine, path, text));
  assert.deepEqual(found, []);
});

// That no type is any is the linter's to say.
test("no test is left out or run alone, and no type error is silenced", () => {
  const loose = /@ts-(ignore|nocheck)|\b(test|it|describe|suite)\.(skip|only|todo)\(/;
  const found = code
    .filter(({ path }) => path !== "test/house/hygiene.test.ts")
    .flatMap(({ path, text }) => linesWith(loose, path, text));
  assert.deepEqual(found, []);
});

test("every relative link of a page leads to a file", () => {
  const dead = pages.flatMap(({ path, text }) =>
    linksOf(text)
      .map((link) => posix.join(posix.dirname(path), decodeURI(link)))
      .filter((target) => !existsSync(target))
      .map((target) => `${path} links to ${target}`),
  );
  assert.deepEqual(dead, []);
});

test("a file of src has fewer than 300 lines", () => {
  const long = [...filesOf(["src"], [".ts"]), ...scripts]
    .map(({ path, text }) => ({ path, lines: text.split("\n").length }))
    .filter(({ lines }) => lines >= 300)
    .map(({ path, lines }) => `${path} has ${lines} lines`);
  assert.deepEqual(long, []);
});

/** Say where a pattern occurs, a line each. */
function linesWith(pattern: RegExp, path: string, text: string): string[] {
  return text
    .split("\n")
    .flatMap((line, index) =>
      pattern.test(line) ? [`${path}:${index + 1}: ${line.trim().slice(0, 80)}`] : [],
    );
}

/** Return the files that a page's links and pictures name, outside its code blocks. */
function linksOf(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```/gm, "").replace(/`[^`\n]*`/g, "");
  const links = /\]\(([^)\s]+)[^)]*\)|(?:src|href)="([^"]+)"/g;
  return [...prose.matchAll(links)]
    .map((match) => (match[1] ?? match[2])!.split("#")[0]!)
    .filter((link) => link !== "" && !/^[a-z]+:/.test(link));
}
