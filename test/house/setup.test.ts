import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { lib } from "./lib";

interface Found {
  command: string;
  args: string[];
  version: string;
}
interface Python {
  findPython(options: {
    named?: string;
    ask(command: string): Promise<string | undefined>;
  }): Promise<Found>;
  findMaker(found: Found, runs: (command: string, args: string[]) => boolean): string;
}
interface Packages {
  checkNode(version: string): void;
}
interface Stamps {
  stamp(
    path: string,
    ...inputs: string[]
  ): { holds(): boolean; set(): void; clear(): void };
}

const asks = (versions: Record<string, string>) => async (command: string) =>
  versions[command];

test("the first Python that is new enough is taken", async () => {
  const { findPython } = await lib<Python>("python.mjs");
  const ask = asks({ python3: "3.9", python: "3.10" });
  assert.equal((await findPython({ named: "", ask })).command, "python");
});

const tooOld: [versions: Record<string, string>, said: string][] = [
  [{ python3: "3.9", python: "2.7" }, "python3 is Python 3.9\n  python is Python 2.7"],
  [{ mine: "3.8" }, "mine is Python 3.8"],
];

for (const [versions, said] of tooOld) {
  test(`a Python that is too old is named: ${Object.keys(versions)}`, async () => {
    const { findPython } = await lib<Python>("python.mjs");
    const named = "mine" in versions ? "mine" : "";
    await assert.rejects(findPython({ named, ask: asks(versions) }), {
      message:
        `No Python 3.10 or newer\n  ${said}\n` +
        "  try: install it from https://www.python.org/downloads\n" +
        "  or name one: PYTHON=python3.12 npm run quickstart",
    });
  });
}

const debians: Found = { command: "python3", args: [], version: "3.12" };

test("virtualenv makes the environment where the module venv is missing", async () => {
  const { findMaker } = await lib<Python>("python.mjs");
  const runs = (_command: string, args: string[]) => args.includes("virtualenv");
  assert.equal(findMaker(debians, runs), "virtualenv");
});

test("a Python without venv and virtualenv says which package to install", async () => {
  const { findMaker } = await lib<Python>("python.mjs");
  assert.throws(() => findMaker(debians, () => false), {
    message:
      "Python 3.12 can't make an environment: its module venv is missing\n" +
      "  try: sudo apt install python3-venv\n" +
      "  or: python3 -m pip install --user virtualenv",
  });
});

test("a Node that is too old is named", async () => {
  const { checkNode } = await lib<Packages>("packages.mjs");
  checkNode("20.0.0");
  assert.throws(() => checkNode("18.20.4"), {
    message:
      "Node 18.20.4 is too old for tfjs-prov\n" +
      "  it needs Node 20 or newer\n" +
      "  try: https://nodejs.org/en/download",
  });
});

test("a step is due until it was finished with the same inputs", async (t) => {
  const { stamp } = await lib<Stamps>("stamp.mjs");
  const folder = mkdtempSync(join(tmpdir(), "tfjs-prov-"));
  t.after(() => rmSync(folder, { recursive: true }));
  const path = join(folder, "made", "stamp");
  assert.equal(stamp(path, "a", "b").holds(), false);
  stamp(path, "a", "b").set();
  assert.equal(stamp(path, "a", "b").holds(), true);
  assert.equal(stamp(path, "ab", "").holds(), false);
  stamp(path).clear();
  assert.equal(existsSync(path), false);
});

interface Chromium {
  findChromium(options: { named?: string; places?: string[] }): string;
}

test("Chromium is the one that $CHROME names, else one in a usual place", async () => {
  const { findChromium } = await lib<Chromium>("chromium.mjs");
  const [here, nowhere] = [process.execPath, "/no/such/chromium"];
  assert.equal(findChromium({ named: "", places: [nowhere, here] }), here);
  assert.equal(findChromium({ named: here, places: [] }), here);
});

test("without Chromium the message says how to get one", async () => {
  const { findChromium } = await lib<Chromium>("chromium.mjs");
  assert.throws(
    () => findChromium({ named: "", places: ["/a/chromium", "/b/chrome"] }),
    {
      message: `No Chromium to drive JupyterLab with
  tried: /a/chromium, /b/chrome
  try: sudo apt-get install chromium
  or name one: CHROME=/path/to/chrome npm run test:lab`,
    },
  );
});
