import { mkdirSync, rmSync } from "node:fs";
import { chromium } from "playwright-core";
import { findChromium } from "../lib/chromium.mjs";
import { at } from "../lib/paths.mjs";

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
