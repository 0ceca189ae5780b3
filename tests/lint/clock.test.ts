// A machine's clock may be set back or forward. How long something lasts is measured by elapsedMs, or by a clock that tests hold; what asks
// Date.now() asks for the time of day.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { root } from "./planted";

const ofTheDay: Record<string, string> = {
  "lib/api-client/retries.ts": "an answer names a time",
  "lib/archive/fields.ts": "an archive names times",
  "lib/browser/kept-texts.ts": "kept over restarts, in a browser",
  "lib/catalog/files/item-pictures.ts": "rows name times",
  "lib/catalog/files/remove-stored.ts": "rows name times",
  "lib/catalog/files/sweep-uploads.ts": "rows name times",
  "lib/chain/head.ts": "an authorization names times",
  "lib/kernel/ids.ts": "an id begins with its time",
  "lib/telemetry/metrics.ts": "Prometheus wants Unix time",
  "lib/x402/client.ts": "an authorization names times",
};

it("Date.now() is asked for the time of day only, never for how long something lasts", () => {
  const asking = ["app", "lib"]
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) => join(folder, path)))
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|^lib\/db\/generated\//.test(path))
    .filter((path) => readFileSync(join(root, path), "utf8").includes("Date.now()"))
    .sort();
  expect(asking).toEqual(Object.keys(ofTheDay));
});
