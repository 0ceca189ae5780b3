// npm test: every suite in turn, then one table and one line. `npm test -- unit types` runs only those.
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureChromium } from "../tests/support/chromium";
import { startTestPostgres, type TestPostgres } from "../tests/support/postgres";
import { ensureClient } from "./local/generate";
import { messageOf, seconds } from "./local/steps";
import { type Count, countOf, playwrightCount, vitestCount } from "./local/test-report";

const root = join(import.meta.dirname, "..");
const reports = mkdtempSync(join(tmpdir(), "pennypost-report-"));
const tool = (path: string) => join(root, "node_modules", path);

interface Suite {
  name: string;
  run(): Promise<Count>;
}

const results = new Map<string, Count & { ms: number }>();

const suites: Suite[] = [
  { name: "lint", run: async () => countOf(await node([tool("@biomejs/biome/bin/biome"), "check", "--error-on-warnings"])) },
  {
    name: "unused",
    run: async () => countOf(await node([tool("knip/bin/knip.js"), "--no-progress", "--treat-config-hints-as-errors"])),
  },
  { name: "types", run: types },
  { name: "unit", run: () => vitest("unit") },
  { name: "integration", run: async () => vitest("integration", await onPostgres()) },
  { name: "build", run: async () => countOf(await node(["--import", "tsx", "scripts/build.ts"])) },
  { name: "conformance", run: async () => vitest("conformance", await onPostgres()) },
  { name: "attack", run: async () => vitest("attack", await onPostgres()) },
  { name: "browser", run: browser },
];

async function main(): Promise<void> {
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !suites.some((suite) => suite.name === name));
  if (unknown) throw new Error(`There is no suite "${unknown}"; there are ${suites.map(({ name }) => name).join(", ")}.`);
  await ensureClient();
  for (const { name, run } of suites.filter((suite) => !wanted.length || wanted.includes(suite.name))) {
    console.log(`\n── ${name} ${"─".repeat(60 - name.length)}`);
    const started = performance.now();
    results.set(name, { ...(await attempt(run)), ms: performance.now() - started });
  }
  await stopPostgres();
  summarise();
}

let postgres: Promise<TestPostgres> | undefined;

/** One PostgreSQL for all suites; each test file and each market has a database of its own on it. */
async function onPostgres(): Promise<Record<string, string>> {
  postgres ??= startTestPostgres();
  return { TEST_POSTGRES_URL: (await postgres).url("postgres") };
}

async function stopPostgres(): Promise<void> {
  const started = await postgres?.catch(() => undefined);
  await started?.stop();
}

/** A suite that cannot even run is a failure, and no reason to leave the others out. */
async function attempt(run: () => Promise<Count>): Promise<Count> {
  try {
    return await run();
  } catch (error) {
    console.error(messageOf(error));
    return countOf(1);
  }
}

/** Next writes the types of routes and of imported styles, which a fresh clone lacks. */
async function types(): Promise<Count> {
  const generated = await node([tool("next/dist/bin/next"), "typegen"]);
  return countOf(generated || (await node([tool("typescript/bin/tsc"), "--noEmit", "-p", "."])));
}

async function vitest(project: string, env: Record<string, string> = {}): Promise<Count> {
  const report = join(reports, `${project}.json`);
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const status = await node([tool("vitest/vitest.mjs"), "run", "--project", project, "--passWithNoTests", ...reporters], env);
  return vitestCount(report, status);
}

async function browser(): Promise<Count> {
  const specs = existsSync(join(root, "e2e")) ? readdirSync(join(root, "e2e"), { recursive: true, encoding: "utf8" }) : [];
  if (!specs.some((path) => path.endsWith(".spec.ts"))) return { passed: 0, failed: 0, skipped: 0 };
  const failedBuild = results.get("build")?.failed;
  if (failedBuild) throw new Error("The site was not built, so no browser can visit it.");
  const report = join(reports, "browser.json");
  const env = { ...(await onPostgres()), CHROMIUM_PATH: ensureChromium(), PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  return playwrightCount(report, await node([tool("@playwright/test/cli.js"), "test", "--reporter=list,json"], env));
}

let current: ChildProcess | undefined;

function node(args: string[], env: Record<string, string> = {}): Promise<number> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", ...env },
  });
  current = child;
  return new Promise((resolve) => {
    child.once("error", () => resolve(1));
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

function summarise(): void {
  rmSync(reports, { recursive: true, force: true });
  const total: Count = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, { failures = [] }] of results) for (const failure of failures) console.log(`\n${name}: ${failure}`);
  console.log(
    `\n${"suite".padEnd(14)}${"passed".padStart(8)}${"failed".padStart(8)}${"skipped".padStart(9)}${"time".padStart(9)}`,
  );
  for (const [name, { passed, failed, skipped, ms }] of results) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
    console.log(
      `${name.padEnd(14)}${String(passed).padStart(8)}${String(failed).padStart(8)}${String(skipped).padStart(9)}${seconds(ms).padStart(9)}`,
    );
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ""}`);
  process.exit(total.failed ? 1 : 0);
}

function interrupt(): void {
  current?.kill("SIGTERM");
  void stopPostgres().finally(() => process.exit(1));
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP", "disconnect"] as const) process.on(signal, interrupt);

main().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exit(1);
});
