import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { ProvError } from "../../util/errors";
import { isObject } from "../tfjs";
import { manifestAt } from "./place";

/** What tfjs hands to a handler that saves, and takes from one that loads. */
interface Artifacts {
  weightSpecs?: unknown;
  weightData?: ArrayBuffer | ArrayBuffer[];
  [name: string]: unknown;
}

/**
 * Save models into files, and load them, with a TensorFlow.js that has no `file://` of its
 * own: `model.json` and `weights.bin` in a folder, as tfjs-node writes and reads them.
 *
 * @example
 * await model.save(fileSystem("models/base"));
 * const again = await tf.loadLayersModel(fileSystem("models/base"));
 */
export function fileSystem(path: string): FileSystem {
  return new FileSystem(path);
}

/** The handler that `fileSystem` makes. */
export class FileSystem {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
  }

  /** Write a model; each file is whole or as it was, also after a crash. */
  readonly save = async (artifacts: unknown): Promise<never> => {
    const { weightData = [], weightSpecs = [], ...rest } = artifacts as Artifacts;
    const manifest = manifestAt(this.path);
    const folder = dirname(manifest);
    const stem = basename(manifest) === "model.json" ? "" : `${basename(manifest)}.`;
    const weights = `${stem}weights.bin`;
    const bytes = Buffer.concat([weightData].flat().map((part) => Buffer.from(part)));
    const groups = [{ paths: [weights], weights: weightSpecs }];
    await mkdir(folder, { recursive: true });
    await write(join(folder, weights), bytes);
    await write(manifest, JSON.stringify({ ...rest, weightsManifest: groups }));
    const modelArtifactsInfo = { dateSaved: new Date(), modelTopologyType: "JSON" };
    return { modelArtifactsInfo } as never;
  };

  /** Read a model. */
  readonly load = async (): Promise<never> => {
    const manifest = manifestAt(this.path);
    const text = await readFile(manifest, "utf8").catch((cause: unknown) => {
      throw noModel(this.path, cause);
    });
    const { weightsManifest, ...rest } = JSON.parse(text) as Artifacts;
    const groups = (Array.isArray(weightsManifest) ? weightsManifest : []) as unknown[];
    const all = groups.filter(isObject);
    const paths = all.flatMap(({ paths }) => paths as string[]);
    const folder = dirname(manifest);
    const parts = await Promise.all(paths.map((path) => readFile(join(folder, path))));
    const { buffer, byteOffset, byteLength } = Buffer.concat(parts);
    return {
      ...rest,
      weightSpecs: all.flatMap(({ weights }) => weights),
      weightData: buffer.slice(byteOffset, byteOffset + byteLength),
    } as never;
  };
}

async function write(path: string, content: string | Buffer): Promise<void> {
  const part = `${path}.part`;
  await writeFile(part, content);
  await rename(part, path);
}

function noModel(path: string, cause: unknown): ProvError {
  const file = basename(manifestAt(path));
  return new ProvError(`No saved model at ${path}`, {
    hint: [
      `there is no ${file} that can be read`,
      'try: await model.save(fileSystem("models/base"))',
    ],
    cause,
  });
}
