import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import test, { type TestContext } from "node:test";
import { type Format, formats, readDocument } from "../../src/prov";
import { everything } from "../prov/everything";
import { temporary } from "../store/database";

const main = resolve("dist", "src", "cli", "main.js");

const start = "document\n  prefix ex <http://example.org/>\n";

const files: Readonly<Record<string, string>> = {
  "good.provn": `${start}  entity(ex:data)\n  used(ex:run, ex:data, -)\nendDocument\n`,
  "good.json": JSON.stringify({
    prefix: { ex: "http://example.org/" },
    used: { "_:u": { "prov:activity": "ex:run", "prov:entity": "ex:data" } },
    entity: { "ex:data": {} },
  }),
  "circle.provn": `${start}  entity(ex:a)\n  entity(ex:b)\n  wasDerivedFrom(ex:a, ex:b)\n  wasDerivedFrom(ex:b, ex:a)\nendDocument`,
  "lacking.provn": `${start}  used(-, ex:data, -)\nendDocument`,
  "torn.provn": `${start}  entity(ex:data`,
  "late.provn": `${start}  activity(ex:a, 2026-01-02T00:00:00Z, 2026-01-01T00:00:00Z)\nendDocument`,
  "bundles.provn": `${start}  bundle ex:b\n    entity(ex:x)\n  endBundle\nendDocument`,
  "other.provn": `${start}  bundle ex:b\n    entity(ex:y)\n  endBundle\n  entity(ex:z)\nendDocument`,
  "more.provn": `${start}  prefix ext <http://e.org/>\n  entity(ex:x)\n  ext:seen(ex:x, ex:me)\nendDocument`,
  "bytes.provn": "document\n\u00ff",
};

/** Make the files above in a folder, and a way to run the command there. */
function folder(t: TestContext) {
  const cwd = temporary(t);
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(cwd, name), text, name.startsWith("bytes") ? "latin1" : "utf8");
  }
  mkdirSync(join(cwd, "folder.provn"));
  const run = (args: readonly string[], input = "", env = {}) => {
    const options = { cwd, input, env: { ...process.env, ...env } };
    const done = spawnSync(process.execPath, [main, "prov", ...args], {
      ...options,
      encoding: "utf8",
      maxBuffer: 2 ** 26,
    });
    return { status: done.status, stdout: done.stdout, stderr: done.stderr };
  };
  return { cwd, run, path: (name: string) => join(cwd, name) };
}

test("validate says a line of JSON of each file, and 1 when one is not valid", (t) => {
  const { run } = folder(t);
  const names = ["good.provn", "circle.provn", "lacking.provn", "torn.provn"];
  const missing = ["bytes.provn", "none.provn", "folder.provn"];
  const { status, stdout, stderr } = run(["validate", ...names, ...missing]);
  assert.deepEqual([status, stderr], [1, ""]);
  const lines = stdout.trimEnd().split("\n");
  assert.deepEqual(
    lines.map((line) => JSON.parse(line)),
    [
      { file: "good.provn", verdict: "valid", findings: [] },
      {
        file: "circle.provn",
        verdict: "invalid",
        findings: [
          {
            constraint: 42,
            constraints: [42],
            message: "an entity would come before what it is derived from",
            statements: ["wasDerivedFrom(ex:a, ex:b)", "wasDerivedFrom(ex:b, ex:a)"],
          },
        ],
      },
      {
        file: "lacking.provn",
        verdict: "malformed",
        findings: [
          {
            message: "used lacks activity, which PROV-DM asks for",
            statements: ["used(-, ex:data, -)"],
          },
        ],
      },
      failure(
        "torn.provn",
        [
          'Not PROV-N at line 3, column 17: expected ")" after the arguments of entity',
          "    entity(ex:data",
          "                  ^",
        ],
        { line: 3, column: 17 },
      ),
      failure(
        "bytes.provn",
        ["Not PROV-N at line 2, column 1: a byte that is not UTF-8"],
        {
          line: 2,
          column: 1,
        },
      ),
      failure("none.provn", ['Could not read "none.provn": there is no such file']),
      failure("folder.provn", ['Could not read "folder.provn": it is a folder']),
    ],
  );
});

function failure(file: string, message: readonly string[], place = {}) {
  const finding = { message: message.join("\n"), statements: [], ...place };
  return { file, verdict: "error", findings: [finding] };
}

test("validate is 0 when all are valid, and reads standard input", (t) => {
  const { run } = folder(t);
  assert.deepEqual(run(["validate", "-", "--from", "provn"], files["good.provn"]), {
    status: 0,
    stdout: '{"file":"-","verdict":"valid","findings":[]}\n',
    stderr: "",
  });
  assert.equal(run(["validate", "good.provn", "good.json"]).status, 0);
});

test("--lint is a level of its own, which changes no verdict", (t) => {
  const { run } = folder(t);
  const { status, stdout } = run(["validate", "--lint", "late.provn"]);
  assert.equal(status, 0);
  assert.deepEqual(JSON.parse(stdout), {
    file: "late.provn",
    verdict: "valid",
    findings: [],
    lint: [
      {
        rule: "time",
        message: "http://example.org/a ends before it starts",
        statements: ["activity(ex:a, 2026-01-02T00:00:00Z, 2026-01-01T00:00:00Z)"],
      },
    ],
  });
});

test("convert writes every form from every form", (t) => {
  const { run, path } = folder(t);
  const whole = everything();
  for (const format of formats.filter((each) => each !== "turtle")) {
    writeFileSync(path(`all.${format}`), whole.to(format));
  }
  const pairs: readonly [from: Format, to: Format][] = [
    ["provn", "json"],
    ["json", "xml"],
    ["xml", "jsonld"],
    ["jsonld", "trig"],
    ["trig", "provn"],
  ];
  for (const [from, to] of pairs) {
    const done = run(["convert", `all.${from}`, `made.${to}`]);
    assert.deepEqual(done, { status: 0, stdout: "", stderr: "" });
    const read = (name: string, format: Format) =>
      readDocument(readFileSync(path(name)), format);
    const [made, given] = [read(`made.${to}`, to), read(`all.${from}`, from)];
    assert.deepEqual(made.compare(given).differences, [], `${from} to ${to}`);
  }
});

test("convert goes from standard input to standard output", (t) => {
  const { run } = folder(t);
  const args = ["convert", "-", "-", "--from", "json", "--to", "provn"];
  assert.deepEqual(run(args, files["good.json"]), {
    status: 0,
    stdout:
      "document\n  prefix ex <http://example.org/>\n" +
      "  used(ex:run, ex:data, -)\n  entity(ex:data)\nendDocument\n",
    stderr: "",
  });
});

/** What can't be done, the exit code and what is said of it. */
const refused: readonly [args: string[], status: number, said: string][] = [
  [
    ["convert", "torn.provn", "made.provn"],
    1,
    '"torn.provn" is not PROV-N at line 3, column 17: expected ")" after the arguments of entity\n' +
      "    entity(ex:data\n                  ^\n",
  ],
  [
    ["convert", "bundles.provn", "made.ttl"],
    1,
    "No Turtle can be written for a document with bundles\n" +
      "  try: trig, which names each bundle's graph\n",
  ],
  [
    ["convert", "none.provn", "made.json"],
    1,
    'Could not read "none.provn": there is no such file\n',
  ],
  [
    ["convert", "good.provn", "none/made.json"],
    1,
    'Could not write "none/made.json": there is no such folder\n',
  ],
  [
    ["convert", "good.provn", "made.txt"],
    2,
    'No form known for the file "made.txt"\n' +
      "  extensions: provn, json, xml, ttl, trig, jsonld\n" +
      "  try: --to provn, or what it is\n",
  ],
  [
    ["convert", "-", "made.json"],
    2,
    "No form known for standard input\n  a stream has no extension\n" +
      "  try: --from provn, or what it is\n",
  ],
  [
    ["validate", "good.provn", "notes.txt"],
    2,
    'No form known for the file "notes.txt"\n' +
      "  extensions: provn, json, xml, ttl, trig, jsonld\n" +
      "  try: --from provn, or what it is\n",
  ],
  [
    ["validate", "--from", "provn", "-", "-"],
    2,
    "Standard input can be read only once\n  try: a file for all but one\n",
  ],
  [["validate"], 2, "error: missing required argument 'file'\ntry: tfjs-prov --help\n"],
  [
    ["validate", "--from", "yaml", "good.provn"],
    2,
    'No format named "yaml"\n  formats: provn, json, xml, turtle, trig, jsonld\n',
  ],
  [
    ["compare", "good.json", "torn.provn"],
    2,
    '"torn.provn" is not PROV-N at line 3, column 17: expected ")" after the arguments of entity\n' +
      "    entity(ex:data\n                  ^\n",
  ],
  [
    ["compare", "none.provn", "good.json"],
    2,
    'Could not read "none.provn": there is no such file\n',
  ],
];

for (const [args, status, stderr] of refused) {
  test(`prov ${args.join(" ")} is exit code ${status}, with the reason`, (t) => {
    assert.deepEqual(folder(t).run(args), { status, stdout: "", stderr });
  });
}

test("convert says what of extensions no other form can hold", (t) => {
  const { run } = folder(t);
  const { status, stderr } = run(["convert", "more.provn", "made.json"]);
  assert.deepEqual(
    [status, stderr],
    [0, "Left out 1 statement that PROV does not know\n  ext:seen(ex:x, ex:me)\n"],
  );
});

test("compare is 0 for the same document and 1 with what differs", (t) => {
  const { run } = folder(t);
  assert.deepEqual(run(["compare", "good.provn", "good.json"]), {
    status: 0,
    stdout: '"good.provn" and "good.json" hold the same document\n',
    stderr: "",
  });
  assert.deepEqual(run(["compare", "bundles.provn", "other.provn"]), {
    status: 1,
    stdout:
      '"bundles.provn" and "other.provn" differ in 3 statements\n' +
      "+ entity(ex:z)\nin bundle <http://example.org/b>\n" +
      "- entity(ex:x)\n+ entity(ex:y)\n",
    stderr: "",
  });
  const { status, stdout } = run(["compare", "--json", "bundles.provn", "other.provn"]);
  assert.equal(status, 1);
  assert.equal(JSON.parse(stdout).differences.length, 3);
});

test("a document that memory can't hold is told, and nothing crashes", (t) => {
  const { run, path } = folder(t);
  const many = Array.from({ length: 150_000 }, (_, i) => `used(ex:a${i}, ex:e${i}, -)`);
  writeFileSync(path("big.provn"), `${start}${many.join("\n")}\nendDocument`);
  const env = { NODE_OPTIONS: "--max-old-space-size=48" };
  const { status, stdout, stderr } = run(["validate", "big.provn"], "", env);
  assert.deepEqual([status, stdout], [1, ""]);
  assert.match(
    stderr,
    /^The documents need more memory than Node may take\n {2}it may take \d+ MB\n {2}try: NODE_OPTIONS=--max-old-space-size=1000\n$/,
  );
});
