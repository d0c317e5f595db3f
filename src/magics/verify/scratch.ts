import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { ProvError } from "../../util/errors";

/** Bytes that are copied at most. */
export const MOST_BYTES = 1e9;

/** A copy of a folder to work in. */
export interface Scratch {
  folder: string;
  remove(): void;
}

const leftOut = ["node_modules", ".git", ".venv", ".ipynb_checkpoints"];

/**
 * Copy a folder but for databases, and with its packages linked: each `node_modules` in
 * it or above it is where it would be looked for.
 *
 * @throws ProvError when it is not there or too large.
 */
export function scratchOf(run: string, folder: string, most = MOST_BYTES): Scratch {
  refuseMissing(run, folder);
  refuseLarge(run, folder, most);
  const root = realpathSync(mkdtempSync(join(tmpdir(), "tfjs-prov-verify-")));
  const remove = () => rmSync(root, { recursive: true, force: true });
  const inner = linkPackages(root, foldersWithPackages(folder));
  const copy = join(inner, basename(folder));
  cpSync(folder, copy, { recursive: true, filter: isCopied, verbatimSymlinks: true });
  linkPackage(folder, copy);
  return { folder: copy, remove };
}

/** Return the folders above one that have packages, the nearest last. */
function foldersWithPackages(folder: string): string[] {
  const above = dirname(folder);
  if (above === folder) return [];
  const rest = foldersWithPackages(above);
  return existsSync(join(above, "node_modules")) ? [...rest, above] : rest;
}

/** Make a folder a level, each with the packages of one; return the innermost. */
function linkPackages(root: string, folders: readonly string[]): string {
  return folders.reduce((at, folder) => {
    linkPackage(folder, at);
    const inner = join(at, "in");
    mkdirSync(inner);
    return inner;
  }, root);
}

function linkPackage(from: string, to: string): void {
  const packages = join(from, "node_modules");
  if (existsSync(packages)) symlinkSync(packages, join(to, "node_modules"), "junction");
}

function isCopied(path: string): boolean {
  const name = basename(path);
  return !leftOut.includes(name) && !/\.duckdb(\.wal)?$/.test(name);
}

function refuseMissing(run: string, folder: string): void {
  if (existsSync(folder)) return;
  throw new ProvError(`Can't verify ${run}: the notebook's folder is gone`, {
    hint: [
      "cells are executed again in a copy of it, with the files that they read",
      "try: put the database where it was beside the notebook",
    ],
  });
}

function refuseLarge(run: string, folder: string, most: number): void {
  const bytes = sizeOf(folder);
  if (bytes <= most) return;
  const [size, limit] = [bytes, most].map((n) => `${Math.ceil(n / 1e6)} MB`);
  throw new ProvError(`Can't verify ${run}: its folder has ${size}`, {
    hint: [
      `cells are executed again in a copy of it, of ${limit} at most`,
      `try: prov.verify(${JSON.stringify(run)}, { copyBytes: ${bytes} })`,
    ],
  });
}

function sizeOf(path: string): number {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return found?.size ?? 0;
  return readdirSync(path)
    .map((name) => join(path, name))
    .filter(isCopied)
    .reduce((sum, inner) => sum + sizeOf(inner), 0);
}
