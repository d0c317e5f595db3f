import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { at, python } from "../lib/paths.mjs";
import { indented, Problem } from "../lib/problem.mjs";

const startS = 60;

/** What JupyterLab is told: no news from the web, and every cell in the page. */
const settings = {
  "apputils-extension/notification": { fetchNews: "false", checkForUpdates: false },
  "notebook-extension/tracker": { windowingMode: "none" },
};

/** Folders of this test, so that it neither reads nor changes the user's JupyterLab. */
const home = at(".cache", "lab", "home");
const env = {
  JUPYTER_CONFIG_DIR: join(home, "config"),
  JUPYTER_RUNTIME_DIR: join(home, "runtime"),
  JUPYTERLAB_SETTINGS_DIR: join(home, "settings"),
  JUPYTERLAB_WORKSPACES_DIR: join(home, "workspaces"),
};

/** Start JupyterLab on a copy of notebooks/; `url` opens a notebook of it. */
export async function startLab() {
  const folder = at(".cache", "lab", "notebooks");
  rmSync(folder, { recursive: true, force: true });
  cpSync(at("notebooks"), folder, { recursive: true, filter: isSource });
  writeSettings();
  const [port, token] = [await freePort(), randomUUID()];
  const server = spawn(python, argsFor({ port, token, folder }), {
    cwd: folder,
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const address = `http://127.0.0.1:${port}`;
  await answers(server, `${address}/api/status?token=${token}`);
  const url = (name) => `${address}/doc/tree/${name}?token=${token}`;
  return { folder, url, close: () => end(server) };
}

function isSource(path) {
  return !/\.(duckdb|duckdb\.wal|executed\.ipynb|ipynb_checkpoints)$/.test(path);
}

function writeSettings() {
  rmSync(home, { recursive: true, force: true });
  for (const [name, values] of Object.entries(settings)) {
    const [extension, plugin] = name.split("/");
    const folder = join(env.JUPYTERLAB_SETTINGS_DIR, "@jupyterlab", extension);
    mkdirSync(folder, { recursive: true });
    const path = join(folder, `${plugin}.jupyterlab-settings`);
    writeFileSync(path, JSON.stringify(values));
  }
}

function argsFor({ port, token, folder }) {
  return [
    "-m",
    "jupyterlab",
    "--no-browser",
    "--allow-root",
    `--port=${port}`,
    `--IdentityProvider.token=${token}`,
    `--ServerApp.root_dir=${folder}`,
    "--ServerApp.port_retries=0",
    "--LabApp.extension_manager=readonly",
  ];
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function answers(server, url) {
  let said = "";
  server.stderr.setEncoding("utf8").on("data", (text) => {
    said = (said + text).slice(-3000);
  });
  for (let i = 0; i < startS * 4; i++) {
    if (server.exitCode !== null) break;
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await wait(250);
  }
  server.kill("SIGKILL");
  throw new Problem("JupyterLab did not start", ...indented(said).split("\n"));
}

function end(server) {
  return new Promise((resolve) => {
    server.on("close", resolve);
    server.kill("SIGTERM");
  });
}
