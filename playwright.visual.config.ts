// The main pages beside pictures of them, in every form (`npm run test:visual`; `-- --update-snapshots` takes new ones). Apart from
// `npm test`, for another build of Chromium draws letters a little differently.
import { defineConfig } from "@playwright/test";
import journeys from "./playwright.config";

export default defineConfig({
  ...journeys,
  testDir: "e2e/visual",
  testIgnore: [],
  workers: 1,
  timeout: 300_000,
  snapshotPathTemplate: "e2e/visual/pictures/{arg}{ext}",
  expect: { ...journeys.expect, toHaveScreenshot: { maxDiffPixelRatio: 0.02, animations: "disabled", caret: "hide" } },
});
