import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { DuckDBInstance } from "@duckdb/node-api";
import { folder } from "../store/support/folder";

/** Words that occur nowhere but where they are planted, in no known form of a secret. */
const planted = {
  ...{ home: "zqhomezq", project: "zqprojectzq", user: "zquserzq", host: "zqhostzq" },
  ...{ env: "zqenvzq", envName: "ZQNAMEZQ", npmrc: "zqnpmrczq", lock: "zqlockzq" },
  ...{ remoteUser: "zqremoteuserzq", remoteWord: "zqremotewordzq" },
  ...{ author: "zqauthorzq", message: "zqmessagezq", untracked: "zquntrackedzq" },
  ...{ edited: "zqeditedzq" },
};

/** Make a home with a project in it: a repository, a notebook, an .npmrc, a lockfile. */
function plant(root: string): string {
  const project = join(root, planted.home, planted.user, planted.project);
  mkdirSync(project, { recursive: true });
  const home = join(root, planted.home, planted.user);
  const registry = `//registry.invalid/:_authToken=${planted.npmrc}\n`;
  for (const at of [home, project]) writeFileSync(join(at, ".npmrc"), registry);
  const resolved = `https://x:${planted.lock}@registry.invalid/a.tgz`;
  writeFileSync(join(project, "package-lock.json"), JSON.stringify({ resolved }));
  writeFileSync(join(project, "study.ipynb"), "{}");
  writeFileSync(join(project, "code.ts"), "1\n");
  const who = [
    "-c",
    `user.name=${planted.author}`,
    "-c",
    `user.email=${planted.author}`,
  ];
  const git = (...args: readonly string[]) =>
    execFileSync("git", [...who, ...args], { cwd: project });
  const remote = `https://${planted.remoteUser}:${planted.remoteWord}@git.invalid/x`;
  git("init", "--quiet", "--initial-branch", `${planted.user}/rates`);
  git("remote", "add", "origin", remote);
  git("add", "code.ts");
  git("commit", "--quiet", "-m", planted.message);
  writeFileSync(join(project, "code.ts"), `${planted.edited}\n`);
  writeFileSync(join(project, `${planted.untracked}.ts`), "");
  return project;
}

/** Return all rows of all base tables as text: strings in a file may be compressed. */
async function rowsOf(file: string): Promise<string> {
  const instance = await DuckDBInstance.create(file, { access_mode: "READ_ONLY" });
  const connection = await instance.connect();
  const read = async (text: string) =>
    (await connection.runAndReadAll(text))
      .getRows()
      .map((row) => row.map(String).join());
  const tables = await read(
    "SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE NOT internal",
  );
  const texts: string[] = [];
  for (const table of tables) {
    texts.push(...(await read(`SELECT CAST(t AS VARCHAR) FROM ${table} t`)));
  }
  connection.closeSync();
  instance.closeSync();
  return texts.join("\n");
}

test("nothing that was planted around a recording is in its file", async (t) => {
  const project = plant(folder(t));
  const home = join(project, "..");
  const program = join(__dirname, "programs", "record-secrets.js");
  execFileSync(process.execPath, [program, planted.user, planted.host], {
    cwd: project,
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      ...{ HOME: home, USERPROFILE: home, USER: planted.user, LOGNAME: planted.user },
      ...{ HOSTNAME: planted.host, npm_config_token: planted.npmrc },
      ...{
        [planted.envName]: planted.env,
        API_KEY: planted.env,
        TF_TOKEN: planted.env,
      },
      JPY_SESSION_NAME: join(project, "study.ipynb"),
    },
  });
  const file = join(project, "study.duckdb");
  const bytes = readFileSync(file).toString("latin1");
  const rows = await rowsOf(file);
  for (const [what, word] of Object.entries(planted)) {
    for (const text of [bytes, rows]) {
      assert.ok(!text.toLowerCase().includes(word.toLowerCase()), `${what} is in it`);
    }
  }
  // What was to be recorded is: the search finds what there is.
  const told = [
    "Ada of the test",
    "~/rates",
    "package-lock.json",
    "study.ipynb",
    "6.1.0",
  ];
  for (const word of [...told, "rss_bytes", "@tensorflow/tfjs-core", "tslab"]) {
    assert.ok(rows.includes(word), `${word} is not in it`);
  }
  assert.ok(bytes.includes("Ada of the test"));
});
