import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { sha256 } from "../../util/sha256";
import { isObject } from "../tfjs";
import { manifestAt } from "./place";

/** A file by its content. */
export interface HashedFile {
  /** From the artifact's folder, with forward slashes. */
  readonly path: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** The content of an artifact: that of its one file, or of a list of several. */
export interface Content {
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly files: readonly HashedFile[];
}

/** Hash the files of a model that was saved, those that its `model.json` names. */
export async function contentOfModel(path: string): Promise<Content> {
  const manifest = manifestAt(path);
  const folder = dirname(manifest);
  const told: unknown = JSON.parse(await readFile(manifest, "utf8"));
  const paths = [basename(manifest), ...weightPaths(told)];
  return contentOf(await Promise.all(paths.map((one) => hashed(folder, one))));
}

/** Hash one file. */
export async function contentOfFile(path: string): Promise<Content> {
  return contentOf([await hashed(dirname(path), basename(path))]);
}

/** Hash bytes at hand. */
export function contentOfBytes(bytes: Uint8Array): Content {
  return { sha256: sha256(bytes), sizeBytes: bytes.byteLength, files: [] };
}

/** Several files are hashed by their list: a line `hash path` each, ordered by path. */
function contentOf(files: readonly HashedFile[]): Content {
  const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
  if (files.length === 1) return { ...files[0]!, files };
  const lines = files
    .map(({ sha256, path }) => ({ path, line: `${sha256} ${path}\n` }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const text = lines.map(({ line }) => line).join("");
  return { sha256: sha256(text), sizeBytes, files };
}

async function hashed(folder: string, path: string): Promise<HashedFile> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  for await (const chunk of createReadStream(join(folder, path))) {
    hash.update(chunk as Buffer);
    sizeBytes += (chunk as Buffer).length;
  }
  return { path, sha256: hash.digest("hex"), sizeBytes };
}

function weightPaths(told: unknown): string[] {
  const groups = isObject(told) ? told.weightsManifest : [];
  if (!Array.isArray(groups)) return [];
  return groups
    .flatMap((group: unknown) => (isObject(group) ? group.paths : []))
    .filter((path): path is string => typeof path === "string");
}
