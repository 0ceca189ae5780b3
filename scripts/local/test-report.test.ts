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
    expect(vitestCount(vitest(3, 0), 0)).toEqual({ passed: 3, failed: 0, skipped: 2 });
  });

  it("counts a file that did not load as a failure", () => {
    expect(vitestCount(vitest(3, 0, [{ status: "failed", assertionResults: [] }]), 1).failed).toBe(1);
  });

  it("never calls a run green that ended with an error", () => {
    expect(vitestCount(vitest(3, 0), 1).failed).toBe(1);
    expect(vitestCount(join(folder, "none.json"), 0).failed).toBe(1);
    const stats = { expected: 2, unexpected: 0, flaky: 1, skipped: 1 };
    expect(playwrightCount(report({ stats, errors: [] }), 1)).toEqual({ passed: 3, failed: 1, skipped: 1 });
    expect(playwrightCount(report({ stats, errors: ["no server"] }), 1).failed).toBe(1);
  });
});
