import { describe, expect, it, vi } from "vitest";
import type { Db } from "./db/client";
import { type Job, pauseMs, startJobs } from "./jobs";
import { createJobRuns } from "./telemetry/job-runs";
import { createLog } from "./telemetry/log";
import { createMetrics } from "./telemetry/metrics";

const job = { name: "any", everyMs: 12_000, run: async () => {} };

describe("the pause between two runs of a job", () => {
  it("is the job's own pace while it succeeds", () => {
    expect(pauseMs(job, 0)).toBe(12_000);
  });

  it("doubles with each failure in a row, up to a minute", () => {
    expect([1, 2, 3, 60].map((failures) => pauseMs(job, failures))).toEqual([24_000, 48_000, 60_000, 60_000]);
  });

  it("is never shorter than the job's own pace", () => {
    expect(pauseMs({ ...job, everyMs: 3_600_000 }, 5)).toBe(3_600_000);
  });
});

describe("jobs that were started", () => {
  const never = () => new Promise<never>(() => {});
  const start = (list: Job[]) => {
    const clock = { now: () => new Date() };
    const jobRuns = createJobRuns(clock);
    const metrics = createMetrics();
    const log = createLog("silent", () => undefined);
    // None of them asks it.
    startJobs({ clock, db: {} as Db, log, metrics, jobRuns }, list);
    return { jobRuns, metrics };
  };

  it("are known at once, each with the time of its first run", () => {
    const before = Date.now();
    const { jobRuns } = start([{ name: "reports", everyMs: 3_600_000, firstMs: 240_000, run: never }]);
    const [reports] = jobRuns.list();
    expect(reports).toMatchObject({ name: "reports", everyMs: 3_600_000, startedAt: null });
    expect(reports?.nextAt?.getTime()).toBeGreaterThanOrEqual(before + 240_000);
  });

  it("do not wait for one that hangs, and one that fails is tried again", async () => {
    let runs = 0;
    const failing = async () => {
      if (++runs === 3) await never();
      throw Object.assign(new Error("no room"), { code: "ENOSPC" });
    };
    const { jobRuns, metrics } = start([
      { name: "hanging", everyMs: 1, run: never },
      { name: "failing", everyMs: 1, run: failing },
    ]);
    await vi.waitFor(() => expect(runs).toBe(3), { timeout: 30_000 });
    expect(jobRuns.list()).toMatchObject([
      { name: "failing", failures: 2, lastError: { code: "ENOSPC" }, nextAt: null },
      { name: "hanging", failures: 0, endedAt: null, nextAt: null },
    ]);
    const counted = await metrics.render();
    expect(counted).toContain('pennypost_job_runs_total{job="failing",outcome="failed"} 2');
    expect(counted).toMatch(/pennypost_job_due_timestamp\{job="hanging"\} \d+/);
  });
});
