import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { folder } from "../store/support/folder";
import { tfjsProv } from "./support/command";

const own = resolve("dist", "src", "kernel", "main.js");
const files = ["kernel.json", "logo-32x32.png", "logo-64x64.png", "logo-svg.svg"];
const choose = 'choose "TypeScript (tfjs-prov)" for a notebook\n';

/** Variables of a machine whose user has a folder as home. */
const homeAt = (home: string) => ({
  HOME: home,
  XDG_DATA_HOME: undefined,
  JUPYTER_DATA_DIR: join(home, "jupyter"),
  JUPYTER_PATH: undefined,
});

test("install writes the kernel and its logos into the user's folder", (t) => {
  const home = folder(t);
  const kernel = join(home, "jupyter", "kernels", "tfjs-prov");
  for (const args of [["install"], ["install", "--user"]]) {
    assert.deepEqual(tfjsProv(args, { env: homeAt(home) }), {
      status: 0,
      stdout:
        `Installed TypeScript (tfjs-prov) into ${kernel}\n` +
        `Next: start Jupyter, and ${choose}`,
      stderr: "",
    });
  }
  assert.deepEqual(readdirSync(kernel).sort(), files);
  const { argv } = JSON.parse(readFileSync(join(kernel, "kernel.json"), "utf8"));
  assert.deepEqual(argv, [process.execPath, own, "{connection_file}"]);
});

test("install takes the place of an older one", (t) => {
  const home = folder(t);
  const kernel = join(home, "jupyter", "kernels", "tfjs-prov");
  mkdirSync(kernel, { recursive: true });
  writeFileSync(join(kernel, "kernel.json"), '{"argv":["old"]}');
  assert.equal(tfjsProv(["install"], { env: homeAt(home) }).status, 0);
  assert.match(readFileSync(join(kernel, "kernel.json"), "utf8"), /connection_file/);
});

test("--prefix names a folder, which Jupyter has to be told of", (t) => {
  const cwd = folder(t);
  const jupyter = join(cwd, "here", "share", "jupyter");
  const kernel = join(jupyter, "kernels", "tfjs-prov");
  const run = (command: string) => tfjsProv([command, "--prefix", "here"], { cwd });
  assert.deepEqual(run("install"), {
    status: 0,
    stdout:
      `Installed TypeScript (tfjs-prov) into ${kernel}\n` +
      `Next: start Jupyter with JUPYTER_PATH=${jupyter}, and ${choose}`,
    stderr: "",
  });
  assert.deepEqual(run("uninstall"), {
    status: 0,
    stdout: `Removed TypeScript (tfjs-prov) from ${kernel}\n`,
    stderr: "",
  });
  assert.deepEqual(run("uninstall"), {
    status: 1,
    stdout: "",
    stderr:
      `No kernel named "tfjs-prov" in ${join(jupyter, "kernels")}\n` +
      "  try: npx tfjs-prov doctor, which says where it is installed\n",
  });
});

test("--sys-prefix asks a Python for its environment", (t) => {
  const prefix = folder(t);
  const python = join(prefix, "python");
  writeFileSync(python, `#!/bin/sh\necho "${prefix}"\n`);
  chmodSync(python, 0o755);
  const kernel = join(prefix, "share", "jupyter", "kernels", "tfjs-prov");
  const args = ["install", "--sys-prefix", "--python", python];
  assert.deepEqual(tfjsProv(args), {
    status: 0,
    stdout:
      `Installed TypeScript (tfjs-prov) into ${kernel}\n` +
      `Next: start the Jupyter of that environment, and ${choose}`,
    stderr: "",
  });
  assert.deepEqual(readdirSync(kernel).sort(), files);
});

test("--sys-prefix takes python3 unless told", (t) => {
  const prefix = folder(t);
  writeFileSync(join(prefix, "python3"), `#!/bin/sh\necho "${prefix}"\n`);
  chmodSync(join(prefix, "python3"), 0o755);
  const env = { PATH: prefix };
  assert.equal(tfjsProv(["install", "--sys-prefix"], { env }).status, 0);
  assert.deepEqual(readdirSync(join(prefix, "share", "jupyter", "kernels")), [
    "tfjs-prov",
  ]);
});

test("what keeps it from being installed is said", (t) => {
  const cwd = folder(t);
  writeFileSync(join(cwd, "file"), "");
  writeFileSync(join(cwd, "broken"), "#!/bin/sh\necho 'no such module' >&2\nexit 1\n");
  chmodSync(join(cwd, "broken"), 0o755);
  const kernel = join(cwd, "file", "share", "jupyter", "kernels", "tfjs-prov");
  const cases: [args: string[], stderr: string][] = [
    [
      ["--prefix", "file"],
      `Could not install the kernel into ${kernel}\n` +
        `  ENOTDIR: not a directory, mkdir '${kernel}'\n` +
        "  try: --prefix DIR, with a folder that you may write, or --user\n",
    ],
    [
      ["--python", "./pythn"],
      'Could not ask "./pythn" for its environment\n  spawnSync ./pythn ENOENT\n' +
        "  try: --sys-prefix --python PYTHON, with the path of a Python\n",
    ],
    [
      ["--sys-prefix", "--python", "./broken"],
      'Could not ask "./broken" for its environment\n  no such module\n' +
        "  try: --sys-prefix --python PYTHON, with the path of a Python\n",
    ],
    [
      ["--user", "--prefix", "x"],
      "One place at a time, not --user and --prefix\n  try: --user alone\n",
    ],
  ];
  for (const [args, stderr] of cases) {
    const done = tfjsProv(["install", ...args], { cwd });
    assert.deepEqual(done, { status: 1, stdout: "", stderr });
  }
});

test("a kernel that npx has in its cache is installed with a warning", (t) => {
  const cache = folder(t);
  const home = join(cache, "_npx", "3f1a", "node_modules", "tfjs-prov");
  cpSync("dist/src/cli", join(home, "dist", "src", "cli"), { recursive: true });
  cpSync("dist/src/kernel", join(home, "dist", "src", "kernel"), { recursive: true });
  cpSync("dist/src/util", join(home, "dist", "src", "util"), { recursive: true });
  cpSync("assets", join(home, "assets"), { recursive: true });
  cpSync("package.json", join(home, "package.json"));
  symlinkSync(resolve("node_modules"), join(home, "node_modules"));
  const main = join(home, "dist", "src", "cli", "main.js");
  const args = ["install", "--prefix", cache];
  const { status, stderr } = tfjsProv(args, { main });
  assert.equal(status, 0);
  assert.equal(
    stderr,
    "\nThe kernel may stop working at any time\n" +
      "  npx runs tfjs-prov from its cache, which npm may empty\n" +
      "  try: npm install tfjs-prov && npx tfjs-prov install\n",
  );
});

test("a kernel that is being installed anew is never seen half", async (t) => {
  const kernels = folder(t);
  const code =
    'const { installKernel } = require("./dist/src/kernel/install/install.js");' +
    "for (let i = 0; i < 100; i++) installKernel(process.argv[1]);";
  const installing = spawn(process.execPath, ["-e", code, kernels]);
  const ended = once(installing, "close");
  const file = join(kernels, "tfjs-prov", "kernel.json");
  let seen = 0;
  while (installing.exitCode === null) {
    await setImmediate();
    if (!existsSync(file) && seen === 0) continue;
    seen += 1;
    assert.equal(JSON.parse(readFileSync(file, "utf8")).language, "typescript");
  }
  assert.deepEqual(await ended, [0, null]);
  assert.equal(seen > 0, true);
  assert.deepEqual(readdirSync(join(kernels, "tfjs-prov")).sort(), files);
});
