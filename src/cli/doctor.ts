import { dataFolders, thisMachine } from "../kernel/install/folders";
import { ownKernelspec } from "../kernel/install/install";
import { packageVersion } from "../util/version";
import { checkDuckdb } from "./doctor/duckdb";
import { findJupyter } from "./doctor/find-jupyter";
import { findKernel } from "./doctor/find-kernel";
import { type Finding, textFromFinding } from "./doctor/finding";
import { checkFolder } from "./doctor/folder";
import { checkJupyter } from "./doctor/jupyter";
import { checkKernel } from "./doctor/kernel";
import { checkNode } from "./doctor/node";
import { checkPictures } from "./doctor/pictures";
import { checkStart } from "./doctor/start";
import { checkTensorflow } from "./doctor/tensorflow";
import { checkTslab } from "./doctor/tslab";

/** Say what works in the current folder; the exit code is 1 when something doesn't. */
export async function doctor({ json = false }: { json?: boolean }): Promise<void> {
  const all: Finding[] = [];
  for await (const finding of findings(process.cwd())) {
    all.push(finding);
    if (!json) process.stdout.write(`${textFromFinding(finding, WIDTH)}\n`);
  }
  const failed = all.filter(({ state }) => state === "fails").length;
  process.stdout.write(json ? jsonFrom(all) : `\n${conclusion(failed)}\n`);
  process.exitCode = failed > 0 ? 1 : 0;
}

const WIDTH = "TensorFlow.js".length;

/** Make the checks one by one, as each is told at once and some take seconds. */
async function* findings(cwd: string): AsyncGenerator<Finding> {
  yield* checkNode();
  const jupyter = await findJupyter();
  yield* checkJupyter(jupyter);
  const kernel = findKernel(jupyter?.dataFolders ?? dataFolders(thisMachine()));
  yield* checkKernel(kernel);
  yield* await checkTslab();
  yield* await checkDuckdb();
  yield* await checkFolder(cwd);
  yield* await checkTensorflow(cwd);
  yield* await checkPictures();
  yield* await checkStart((kernel?.spec ?? ownKernelspec()).argv);
}

function conclusion(failed: number): string {
  if (failed === 0) return "All that is needed works here";
  return `${failed} ${failed === 1 ? "thing needs" : "things need"} mending: see ✗`;
}

function jsonFrom(findings: readonly Finding[]): string {
  const works = findings.every(({ state }) => state !== "fails");
  const version = packageVersion();
  return `${JSON.stringify({ version, works, findings }, null, 2)}\n`;
}
