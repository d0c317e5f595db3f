import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { isBuiltin } from "node:module";
import test from "node:test";
import { filesOf } from "./files";

interface Package {
  dependencies: Record<string, string>;
  peerDependencies: Record<string, string>;
  overrides?: unknown;
}

const own = JSON.parse(readFileSync("package.json", "utf8")) as Package;

test("every package that src loads is installed with ours, or a peer", () => {
  const known = { ...own.dependencies, ...own.peerDependencies };
  const missing = filesOf(["src"], [".ts"]).flatMap(({ path, text }) =>
    packagesIn(text)
      .filter((name) => !(name in known) && name !== "tfjs-prov")
      .map((name) => `${path} loads ${name}`),
  );
  assert.deepEqual(missing, []);
});

// Who installs our package gets no overrides of ours.
test("what the kernel knows from inside is pinned for users as well", () => {
  const names = ["tslab", "zeromq", "@tslab/typescript-for-tslab"];
  for (const name of names) assert.match(own.dependencies[name]!, /^\d+\.\d+\.\d+$/);
  assert.equal(own.overrides, undefined);
});

/** Return the packages that a file names, types included. */
function packagesIn(text: string): string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "");
  const specifier =
    /(?:\bfrom|\bimport|\bimport\(|\brequire\()\s*["'](@?[a-z][\w@/.:-]*)["']/g;
  return [...code.matchAll(specifier)]
    .map((match) => match[1]!)
    .filter((name) => !isBuiltin(name))
    .map((name) => /^(@[^/]+\/)?[^/]+/.exec(name)![0]);
}
