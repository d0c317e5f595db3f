import { accessSync, constants, mkdirSync, rmSync } from "node:fs";
import { chromium } from "playwright-core";
import { at } from "../lib/paths.mjs";
import { Problem } from "../lib/problem.mjs";

const usual = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Start Chromium without a window, with a profile that is empty. */
export async function openBrowser() {
  const profile = at(".cache", "lab", "profile");
  rmSync(profile, { recursive: true, force: true });
  mkdirSync(profile, { recursive: true });
  return chromium.launchPersistentContext(profile, {
    executablePath: findChromium(),
    headless: true,
    args: flags,
    viewport: { width: 1280, height: 1000 },
  });
}

/** Find Chromium: the one that $CHROME names, or one in a usual place. */
export function findChromium({ named = process.env.CHROME, places = usual } = {}) {
  const tried = named ? [named] : places;
  const found = tried.find(isExecutable);
  if (found) return found;
  throw new Problem(
    "No Chromium to drive JupyterLab with",
    `tried: ${tried.join(", ")}`,
    "try: sudo apt-get install chromium",
    "or name one: CHROME=/path/to/chrome npm run test:lab",
  );
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
