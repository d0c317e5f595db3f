import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { test } from "node:test";
import { lib } from "../house/lib";
import { folder } from "../store/support/folder";
import { tfjsProv } from "./support/command";

test("doctor goes through all that is needed, and says what is not there", async (t) => {
  const root = folder(t);
  const cwd = join(root, "study");
  mkdirSync(cwd);
  const { python } = await lib<{ python: string }>("paths.mjs");
  const env = {
    PATH: [dirname(python), process.env.PATH].join(delimiter),
    JUPYTER_PATH: join(root, "share", "jupyter"),
  };
  assert.equal(tfjsProv(["install", "--prefix", root]).status, 0);
  const { status, stdout } = tfjsProv(["doctor"], { cwd, env });
  assert.equal(withoutNumbers(stdout), withoutNumbers(documented()));
  assert.equal(status, 0);
});

test("doctor fails where something that is needed is missing, also for a program", (t) => {
  const root = folder(t);
  const env = { PATH: root, HOME: root, JUPYTER_PATH: root, JUPYTER_DATA_DIR: root };
  const words = tfjsProv(["doctor"], { cwd: root, env });
  assert.equal(words.status, 1);
  assert.match(
    words.stdout,
    /✗ Jupyter.*✗ Kernel.*\n\n2 things need mending: see ✗\n$/s,
  );
  const json = tfjsProv(["doctor", "--json"], { cwd: root, env });
  assert.equal(json.status, 1);
  const { works, findings } = JSON.parse(json.stdout);
  assert.equal(works, false);
  assert.deepEqual(findings[2], {
    about: "Kernel",
    state: "fails",
    says: "TypeScript (tfjs-prov) is not installed",
    hints: ["try: npx tfjs-prov install"],
  });
});

/** Return the output that the docs show. */
function documented(): string {
  const page = readFileSync("docs/installing.md", "utf8");
  return /```text\n(✓ Node[\s\S]*?)```/.exec(page)![1]!;
}

/** Put fixed words for what depends on the machine. */
function withoutNumbers(text: string): string {
  return text
    .replaceAll(/\d+(\.\d+)*/g, "N")
    .replace(/on \w+ \w+/, "on …")
    .replace(/in \S+tfjs-prov$/m, "in …");
}
