import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Where the peers lie. */
export const cache = join(process.cwd(), ".cache/prov-peers");

const scripts = join(process.cwd(), "scripts/prov-peers");

/** Run a command among the peers and return what it prints. */
export const run = (command, ...args) =>
  execFileSync(command, args, {
    cwd: cache,
    encoding: "utf8",
    maxBuffer: 1e8,
    stdio: ["ignore", "pipe", "ignore"],
  });

/** Install Python prov 3.2.3 and ProvToolbox 2.2.1, with python3, java and mvn. */
export function installPeers() {
  mkdirSync(cache, { recursive: true });
  fetchPython();
  fetchToolbox();
}

/** Compile a Java program against ProvToolbox. */
export function compile(source) {
  run("javac", "-cp", "toolbox/lib/*", "-d", "toolbox/classes", source);
}

function fetchPython() {
  if (!existsSync(join(cache, "prov-3.2.3"))) {
    run("pip", "download", "-q", "--no-deps", "--no-binary", ":all:", "prov==3.2.3");
    run("tar", "xzf", "prov-3.2.3.tar.gz");
  }
  if (existsSync(join(cache, "py"))) return;
  run("python3", "-m", "venv", "py");
  run("py/bin/pip", "install", "-q", "prov[rdf,xml]==3.2.3");
}

function fetchToolbox() {
  const folder = join(cache, "toolbox");
  if (existsSync(join(folder, "classes"))) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "pom.xml"), pom());
  const copy =
    "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy-dependencies";
  run("mvn", "-q", "-B", "-f", "toolbox/pom.xml", copy, "-DoutputDirectory=lib");
  compile(join(scripts, "Convert.java"));
}

function pom() {
  const group = "org.openprovenance.prov";
  const names = ["prov-interop", "prov-validation", "prov-jsonld", "prov-jsonld-xml"];
  const dependencies = names.map(
    (name) =>
      `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId>` +
      "<version>2.2.1</version></dependency>",
  );
  return (
    '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>' +
    "<groupId>peers</groupId><artifactId>peers</artifactId><version>1</version>" +
    `<dependencies>${dependencies.join("")}</dependencies></project>`
  );
}
