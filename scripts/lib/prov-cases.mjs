import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { quietly } from "./command.mjs";
import { at, python } from "./paths.mjs";
import { step } from "./step.mjs";

const release = "prov-3.2.3";
const cache = at(".cache", "prov-peers");

/** Fetch the sources of Python's prov, whose tests hold 1,277 documents. */
export async function ensureProvCases() {
  if (existsSync(join(cache, release))) return;
  await step(`Fetching the cases of Python's ${release} for the tests`, fetchCases);
}

/** Unpack beside the folder first: one that is there is whole. */
async function fetchCases() {
  const partial = join(cache, "partial");
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true });
  const wanted = ["--no-deps", "--no-binary", ":all:", release.replace("-", "==")];
  const download = ["-m", "pip", "download", ...wanted];
  await quietly("pip download", python, download, { cwd: partial });
  await quietly("tar", "tar", ["xzf", `${release}.tar.gz`], { cwd: partial });
  renameSync(join(partial, release), join(cache, release));
  rmSync(partial, { recursive: true, force: true });
}
