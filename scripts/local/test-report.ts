// Counts of a test run, from the JSON reports of vitest and Playwright.
import { existsSync, readFileSync } from "node:fs";
import { z } from "zod";

export interface Count {
  passed: number;
  failed: number;
  skipped: number;
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
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
});

export function vitestCount(file: string, status: number): Count {
  const report = vitestReport.safeParse(read(file)).data;
  if (!report) return countOf(status || 1);
  // A file that did not load, or whose hooks failed, has no failed test and is one failure.
  const broken = report.testResults.filter(
    (one) => one.status === "failed" && !one.assertionResults.some((test) => test.status === "failed"),
  );
  const failed = report.numFailedTests + broken.length;
  return atLeastOneFailure(status, {
    passed: report.numPassedTests,
    failed,
    skipped: report.numPendingTests + report.numTodoTests,
  });
}

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
  errors: z.array(z.unknown()),
});

export function playwrightCount(file: string, status: number): Count {
  const report = playwrightReport.safeParse(read(file)).data;
  if (!report) return countOf(status || 1);
  const { expected, flaky, unexpected, skipped } = report.stats;
  return atLeastOneFailure(status, { passed: expected + flaky, failed: unexpected + report.errors.length, skipped });
}

/** The exit status has the last word: what failed outside of any test counts as one. */
function atLeastOneFailure(status: number, count: Count): Count {
  return status !== 0 && count.failed === 0 ? { ...count, failed: 1 } : count;
}

function read(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
