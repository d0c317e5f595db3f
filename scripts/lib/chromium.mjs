import { accessSync, constants } from "node:fs";
import { Problem } from "./problem.mjs";

const usual = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

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
