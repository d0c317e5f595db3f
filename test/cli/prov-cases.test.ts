import { deepStrictEqual, ok } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import test from "node:test";
import type { Verdict } from "../../src/cli/prov/validate";
import { type Case, cases, noCases, shared } from "../prov/cases";

const main = resolve("dist", "src", "cli", "main.js");

const judged = cases(({ expect }) =>
  ["valid", "invalid", "malformed"].includes(expect),
);

/** Judge cases of one form in one process, as a person would with a wildcard. */
function verdicts(format: string, all: readonly Case[]): Verdict[] {
  const files = all.map(({ file }) => file);
  const args = [main, "prov", "validate", "--from", format, ...files];
  const { stdout } = spawnSync(process.execPath, args, {
    cwd: shared,
    encoding: "utf8",
    maxBuffer: 2 ** 26,
  });
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Verdict);
}

for (const format of ["provn", "xml"]) {
  test(`prov validate says the verdict of every ${format} case, with its number`, {
    skip: noCases,
  }, () => {
    const all = judged.filter((each) => each.format === format);
    const found = verdicts(format, all);
    for (const [i, { file, expect, constraint = [] }] of all.entries()) {
      const { verdict, findings } = found[i]!;
      deepStrictEqual([found[i]!.file, verdict], [file, expect]);
      const numbers = findings.map((finding) => `c${finding.constraint}`);
      const any = expect !== "invalid" || constraint.length === 0;
      ok(any || constraint.some((one) => numbers.includes(one)), file);
    }
    ok(all.length > 100, `${all.length} cases`);
  });
}

test("prov validate reads every case of every form that must be read", {
  skip: noCases,
}, () => {
  const unreadable = /container3\.prov$|dmop-dmexperiment-iris/;
  const rest = cases(({ expect, file }) => expect !== "skip" && !unreadable.test(file));
  const formOf = ({ format }: Case) => (format === "ro-crate" ? "jsonld" : format);
  for (const form of new Set(rest.map(formOf))) {
    const all = rest.filter((each) => formOf(each) === form);
    const failed = verdicts(form, all).filter(({ verdict }) => verdict === "error");
    deepStrictEqual(failed, [], form);
  }
});
