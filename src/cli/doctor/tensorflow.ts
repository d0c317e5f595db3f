import { createRequire } from "node:module";
import { join } from "node:path";
import { packageFile } from "../../util/version";
import { type Probed, probe } from "./ask";
import { type Finding, fails, works } from "./finding";

/** A TensorFlow.js that can be imported. */
export interface Flavour {
  name: string;
  version: string;
  /** What `require` loads. */
  main: string;
}

const names = [
  "@tensorflow/tfjs",
  "@tensorflow/tfjs-node",
  "@tensorflow/tfjs-node-gpu",
];
const about = "TensorFlow.js";

/** Tell which TensorFlow.js are found from a folder or beside us, and whether they run. */
export async function checkTensorflow(cwd: string): Promise<Finding[]> {
  const flavours = findFlavours([join(cwd, "x.js"), packageFile("x.js")]);
  if (flavours.length === 0) return [noFlavour(cwd)];
  const found: Finding[] = [];
  for (const flavour of flavours) {
    const options = { cwd, timeoutMs: 60_000 };
    const probed = await probe<{ backend: string }>(
      "tensorflow",
      [flavour.main],
      options,
    );
    found.push(finding(flavour, probed));
  }
  return found;
}

/** Find TensorFlow.js as `require` would from some files, each flavour once. */
export function findFlavours(from: readonly string[]): Flavour[] {
  const requires = from.map((file) => createRequire(file));
  return names.flatMap((name) => {
    const first = requires.find((one) => resolves(one, name));
    if (!first) return [];
    const { version } = first(`${name}/package.json`) as { version: string };
    return [{ name, version, main: first.resolve(name) }];
  });
}

function resolves(from: NodeJS.Require, name: string): boolean {
  try {
    from.resolve(name);
    return true;
  } catch {
    return false;
  }
}

function noFlavour(cwd: string): Finding {
  return fails(
    about,
    `none is found from ${cwd}`,
    "the kernel runs, but there is nothing to train with",
    "try: npm install @tensorflow/tfjs",
  );
}

/** Say how it stands with one flavour, given what became of loading it. */
export function finding(
  { name, version }: Flavour,
  probed: Probed<{ backend: string }>,
): Finding {
  if ("found" in probed) {
    return works(about, `${name} ${version}, backend ${probed.found.backend}`);
  }
  const native = name.includes("-node");
  const build = `try: npm rebuild ${name} --build-addon-from-source`;
  const other = "or import @tensorflow/tfjs, which runs everywhere";
  return fails(
    about,
    `${name} ${version} does not load`,
    probed.error,
    ...(native ? [build, other] : [`try: npm install ${name}`]),
  );
}
