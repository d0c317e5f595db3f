import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { at } from "./paths.mjs";

/** What passed last: a test file, and the hash of all that it read. */
const passedFile = at(".cache", "checked.json");
/** A test that says so runs what it does not import, so everything counts. */
const runsOthers = /child_process|worker_threads|main\.js|readdirSync/;

/**
 * Tell which test files may answer otherwise than when they passed last: those whose
 * own text, imports (followed through), neighbours or packages have changed.
 */
export function affected(files) {
  const prints = fingerprints(files);
  const passed = readPassed();
  return files.filter((file) => passed[file] !== prints.get(file));
}

/** Take note that these passed as they are now. */
export function notePassed(files) {
  const passed = { ...readPassed(), ...Object.fromEntries(fingerprints(files)) };
  mkdirSync(dirname(passedFile), { recursive: true });
  writeFileSync(passedFile, JSON.stringify(passed, null, 1));
}

function readPassed() {
  try {
    return JSON.parse(readFileSync(passedFile, "utf8"));
  } catch {
    return {};
  }
}

function fingerprints(files) {
  const read = remembered(contentHash);
  const whole = hashOf(wholeRepository().map(read));
  const common = ["package-lock.json", "biome.json", "tsconfig.json"].map((name) =>
    read(at(name)),
  );
  const imports = remembered(importsOf);
  return new Map(
    files.map((file) => {
      const reached = closure(at(file), imports);
      const others = [...reached].some(
        (one) => one.includes("/test/") && runsOthers.test(readFileSync(one, "utf8")),
      );
      const beside = under(dirname(at(file).replace("/dist/", "/"))).filter(
        (name) => !name.endsWith(".ts"),
      );
      const parts = [...reached, ...beside].sort().map(read);
      return [file, hashOf([...parts, ...common, others ? whole : ""])];
    }),
  );
}

/** List what a test may run or look at without importing it. */
function wholeRepository() {
  const folders = [at("dist", "src"), at("docs"), at("notebooks"), at("scripts")];
  const texts = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", "package.json"];
  const files = folders.flatMap(under).filter((name) => !/\.duckdb/.test(name));
  return [...files, ...texts.map((name) => at(name))];
}

/** Return a file and all that it imports from here, followed through. */
function closure(file, imports, reached = new Set()) {
  if (reached.has(file)) return reached;
  reached.add(file);
  for (const one of imports(file)) closure(one, imports, reached);
  return reached;
}

function importsOf(file) {
  const text = readFileSync(file, "utf8");
  const found = [...text.matchAll(/(?:require|import)\("(\.[^"]+)"\)/g)];
  return found
    .map(([, name]) => resolve(dirname(file), name))
    .map((path) => [`${path}.js`, join(path, "index.js"), path].find(isFile))
    .filter((path) => path?.endsWith(".js"));
}

function isFile(path) {
  return existsSync(path) && statSync(path).isFile();
}

function under(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, name))
    .filter(isFile);
}

function contentHash(file) {
  return hashOf([file.slice(at("").length), readFileSync(file)]);
}

function hashOf(parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}

function remembered(make) {
  const known = new Map();
  return (key) => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key);
  };
}
