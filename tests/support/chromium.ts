// The browser of the browser tests: one that is installed, else Debian's package, else Playwright's own.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const PLACES = [
  process.env.CHROMIUM_PATH ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Path of a browser on this machine. */
function findChromium(): string | undefined {
  return [...PLACES, chromium.executablePath()].find((path) => path && runs(path));
}

/** Finds a browser or installs one; throws when neither is possible. */
export function ensureChromium(): string {
  const found = findChromium() ?? install();
  if (!found) throw new Error("No Chromium was found, and none could be installed. Set CHROMIUM_PATH to one.");
  return found;
}

function install(): string | undefined {
  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit", env });
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], { stdio: "inherit", env });
  }
  if (!findChromium())
    spawnSync(process.execPath, ["node_modules/@playwright/test/cli.js", "install", "chromium"], { stdio: "inherit" });
  return findChromium();
}

/** Some distributions have a script in its place that only says where to get it. */
function runs(path: string): boolean {
  return existsSync(path) && spawnSync(path, ["--version"], { timeout: 20_000 }).status === 0;
}
