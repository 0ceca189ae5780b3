// Which packages a production machine installs: what is served imports dependencies only, and they are nothing that it leaves out.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { refusedLines, root } from "./planted";

const manifest: { dependencies: Record<string, string> } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

const served = 'import { isAddress } from "viem";';
const development = 'import { firefox } from "@playwright/test";';
const undeclared = 'import koa from "koa";';

const places: Record<string, { may: string[]; mustNot: string[] }> = {
  "lib/planted.ts": { may: [served], mustNot: [development, undeclared] },
  "components/planted.tsx": { may: [served], mustNot: [development, undeclared] },
  "next.config.ts": { may: [served], mustNot: [development, undeclared] },
  "scripts/migrate.ts": { may: [served], mustNot: [development, undeclared] },
  "scripts/planted.ts": { may: [served, development], mustNot: [undeclared] },
  "lib/planted.test.ts": { may: [served, development], mustNot: [undeclared] },
  "vitest.config.ts": { may: [served, development], mustNot: [undeclared] },
};

let refused: Record<string, string[]>;
beforeAll(() => {
  const files = Object.fromEntries(Object.entries(places).map(([path, { may, mustNot }]) => [path, [...may, ...mustNot]]));
  refused = refusedLines(files, "correctness/noUndeclaredDependencies");
});

it.each(Object.entries(places))("%s: packages that are not there for it are refused, and only those", (path, { mustNot }) => {
  expect(refused[path]).toEqual(mustNot);
});

/** What a production machine runs, as text: the site, and the scripts that operators run beside it. */
function productionSources(): string[] {
  const site = ["app", "components", "lib"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((path) => join(folder, path)),
  );
  const operators = ["import", "migrate", "rebuild", "verify-receipt", "local/env", "local/file-source", "local/migrate"];
  return [...site, "instrumentation.ts", "next.config.ts", ...operators.map((name) => `scripts/${name}.ts`)]
    .filter((path) => /\.(tsx?|css)$/.test(path) && !/\.test\.tsx?$|^lib\/db\/generated\//.test(path))
    .map((path) => readFileSync(join(root, path), "utf8"));
}

it("every dependency is named by something that a production machine runs", () => {
  const sources = productionSources().join("\n");
  const generated = ["@prisma/client"];
  const isNamed = (name: string) => new RegExp(`["'/]${name}["'/]`).test(sources);
  const unnamed = Object.keys(manifest.dependencies).filter((name) => !isNamed(name));
  expect(unnamed).toEqual(generated);
});
