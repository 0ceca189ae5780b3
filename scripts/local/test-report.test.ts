import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { playwrightCount, vitestCount } from "./test-report";

let folder: string;
const report = (content: unknown) => {
  const file = join(folder, "report.json");
  writeFileSync(file, JSON.stringify(content));
  return file;
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "pennypost-report-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const vitest = (passed: number, failed: number, files: unknown[] = []) =>
  report({ numPassedTests: passed, numFailedTests: failed, numPendingTests: 1, numTodoTests: 1, testResults: files });

describe("counts", () => {
  it("adds skipped and todo", () => {
    expect(vitestCount(vitest(3, 0), 0)).toMatchObject({ passed: 3, failed: 0, skipped: 2 });
  });

  it("counts a file that did not load as a failure", () => {
    const file = { name: "a.test.ts", status: "failed", message: "no such module", assertionResults: [] };
    const count = vitestCount(vitest(3, 0, [file]), 1);
    expect(count).toMatchObject({ failed: 1, failures: ["a.test.ts\n    no such module"] });
  });

  it("names files as one reads them in this folder", () => {
    const here = join(import.meta.dirname, "test-report.ts");
    const file = { name: here, status: "failed", message: `at file://${here}:1\nat ${here}:2`, assertionResults: [] };
    const name = "scripts/local/test-report.ts";
    expect(vitestCount(vitest(3, 0, [file]), 1).failures).toEqual([`${name}\n    at ${name}:1\n    at ${name}:2`]);
  });

  it("names each failed test with the head of its error", () => {
    const test = { status: "failed", fullName: "sums › adds", failureMessages: [`\u001b[31m${"1 is not 2\n".repeat(50)}`] };
    const passed = { ...test, status: "passed" };
    const [failure, ...more] = vitestCount(
      vitest(3, 1, [{ name: "a.test.ts", status: "failed", assertionResults: [test, passed] }]),
      1,
    ).failures as string[];
    expect(more).toEqual([]);
    expect(failure?.split("\n")).toEqual(["a.test.ts › sums › adds", ...Array(12).fill("    1 is not 2")]);

    const spec = {
      ok: false,
      title: "buys",
      file: "buy.spec.ts",
      line: 7,
      tests: [{ results: [{ error: { message: "slow" } }] }],
    };
    const suites = [{ specs: [{ ...spec, ok: true }], suites: [{ specs: [spec] }] }];
    const stats = { expected: 1, unexpected: 1, flaky: 0, skipped: 0 };
    expect(playwrightCount(report({ suites, stats, errors: [] }), 1).failures).toEqual(["buy.spec.ts:7 › buys\n    slow"]);
  });

  it("never calls a run green that ended with an error", () => {
    expect(vitestCount(vitest(3, 0), 1).failed).toBe(1);
    expect(vitestCount(join(folder, "none.json"), 0).failed).toBe(1);
    const stats = { expected: 2, unexpected: 0, flaky: 1, skipped: 1 };
    expect(playwrightCount(report({ suites: [], stats, errors: [] }), 1)).toMatchObject({ passed: 3, failed: 1, skipped: 1 });
    const errors = [{ message: "no server" }];
    expect(playwrightCount(report({ suites: [], stats, errors }), 1)).toMatchObject({
      failed: 1,
      failures: ["outside of any test\n    no server"],
    });
  });
});
