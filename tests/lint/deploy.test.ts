// What is deployed beside a server names what a server has.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { settingNames } from "../../lib/config/env";
import { createMetrics } from "../../lib/telemetry/metrics";

const read = (path: string) => readFileSync(join(import.meta.dirname, "../..", path), "utf8");

it.each(["deploy/alerts.yaml", "deploy/grafana.json"])("%s asks for metrics that there are", async (path) => {
  const told = new Set((await createMetrics().render()).match(/(?<=^# TYPE )\w+/gm));
  const asked = [...new Set(read(path).match(/\bpennypost_\w+/g))];
  expect(asked.length).toBeGreaterThan(3);
  expect(asked.filter((name) => !told.has(name))).toEqual([]);
});

it("the image and compose.yaml set settings that there are, or Next's own", () => {
  const nexts = ["NODE_ENV", "HOSTNAME", "PORT", "KEEP_ALIVE_TIMEOUT"];
  const others = /^(?:POSTGRES_|SITE_ADDRESS)/;
  const set = [
    ...(/^ENV (.+)$/m.exec(read("Dockerfile"))?.[1] ?? "").split(" ").map((pair) => pair.split("=")[0] ?? ""),
    ...[...read("compose.yaml").matchAll(/^ {4,6}([A-Z_]+): /gm)].map(([, name = ""]) => name),
  ];
  expect(set.filter((name) => !nexts.includes(name) && !others.test(name) && !settingNames.includes(name))).toEqual([]);
});
