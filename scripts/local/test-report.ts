// Counts and failures of a test run, from the JSON reports of vitest and Playwright.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { z } from "zod";

export interface Count {
  passed: number;
  failed: number;
  skipped: number;
  /** The name of each failed test with the first lines of its error: a log's end is often all that is kept of it. */
  failures?: string[];
}

/** A command that passes or fails as a whole. */
export function countOf(status: number): Count {
  return status === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()).optional() }),
      ),
    }),
  ),
});

export function vitestCount(file: string, status: number): Count {
  const report = vitestReport.safeParse(read(file)).data;
  if (!report) return countOf(status || 1);
  // A file that did not load, or whose hooks failed, has no failed test and is one failure.
  const broken = report.testResults.filter(
    (one) => one.status === "failed" && !one.assertionResults.some((test) => test.status === "failed"),
  );
  const failedTests = report.testResults.flatMap((one) =>
    one.assertionResults
      .filter((test) => test.status === "failed")
      .map((test) => failure(`${one.name} › ${test.fullName}`, test.failureMessages?.join("\n"))),
  );
  return atLeastOneFailure(status, {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
    failures: [...failedTests, ...broken.map((one) => failure(one.name, one.message))],
  });
}

const playwrightSuite = z.object({
  get suites() {
    return z.array(playwrightSuite).optional();
  },
  specs: z.array(
    z.object({
      ok: z.boolean(),
      title: z.string(),
      file: z.string(),
      line: z.number(),
      tests: z.array(
        z.object({ results: z.array(z.object({ error: z.object({ message: z.string().optional() }).optional() })) }),
      ),
    }),
  ),
});

const playwrightReport = z.object({
  suites: z.array(playwrightSuite),
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.object({ message: z.string().optional() })),
});

export function playwrightCount(file: string, status: number): Count {
  const report = playwrightReport.safeParse(read(file)).data;
  if (!report) return countOf(status || 1);
  const { expected, flaky, unexpected, skipped } = report.stats;
  return atLeastOneFailure(status, {
    passed: expected + flaky,
    failed: unexpected + report.errors.length,
    skipped,
    failures: [
      ...report.suites.flatMap(failedSpecs),
      ...report.errors.map(({ message }) => failure("outside of any test", message)),
    ],
  });
}

function failedSpecs(suite: z.infer<typeof playwrightSuite>): string[] {
  const failed = suite.specs.filter((spec) => !spec.ok);
  return [
    ...failed.map(({ file, line, title, tests }) =>
      failure(
        `${file}:${line} › ${title}`,
        tests.flatMap(({ results }) => results.map((one) => one.error?.message)).find(Boolean),
      ),
    ),
    ...(suite.suites ?? []).flatMap(failedSpecs),
  ];
}

const MESSAGE_LINES = 12;
const root = join(import.meta.dirname, "../..");

/** Paths of this checkout as one reads them in it. */
const fromHere = (text: string) => text.replaceAll(`file://${root}/`, "").replaceAll(`${root}/`, "");

function failure(name: string, message = ""): string {
  const lines = stripVTControlCharacters(fromHere(message)).trim().split("\n").slice(0, MESSAGE_LINES);
  return [fromHere(name), ...lines.map((line) => `    ${line.slice(0, 240)}`)].join("\n");
}

/** The exit status has the last word: what failed outside of any test counts as one. */
function atLeastOneFailure(status: number, count: Count): Count {
  return status !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

function read(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
