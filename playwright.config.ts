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
  timeout: 150_000, // A machine three times slower than a desk computer passes too; a fault shows by a condition that never comes.
  expect: { timeout: 30_000 },
  reporter: "list",
  use: {
    actionTimeout: 30_000,
    navigationTimeout: 60_000,
    screenshot: "only-on-failure",
    locale: "en-US",
    viewport: { width: 1280, height: 800 },
    launchOptions: { executablePath: ensureChromium(), args: ["--no-sandbox", "--no-first-run", ...withoutNoise] },
  },
});
