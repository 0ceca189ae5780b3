import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { settingNames } from "../../lib/config/env";
import { envExample } from "../../scripts/local/env-example";

const read = (path: string) => readFileSync(join(import.meta.dirname, "../..", path), "utf8");

it("the README tells of every setting", () => {
  const untold = settingNames.filter((name) => name !== "FAILPOINT_FILE" && !read("README.md").includes(`\`${name}\``));
  expect(untold).toEqual([]);
});

it(".env.example is written from the README's table (npm run env-example)", () => {
  expect(read(".env.example")).toBe(envExample(read("README.md")));
});
