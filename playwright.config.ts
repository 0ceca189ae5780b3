// Browser journeys on the production server. Each worker starts a market of its own (e2e/fixtures.ts); nothing is retried.
import { defineConfig } from "@playwright/test";
import { ensureChromium } from "./tests/support/chromium";

const withoutNoise = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export default defineConfig({
  testDir: "e2e",
  testIgnore: "visual/**",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  use: {
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    screenshot: "only-on-failure",
    locale: "en-US",
    viewport: { width: 1280, height: 800 },
    launchOptions: { executablePath: ensureChromium(), args: ["--no-sandbox", "--no-first-run", ...withoutNoise] },
  },
});
