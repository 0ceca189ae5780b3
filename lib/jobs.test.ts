import { describe, expect, it } from "vitest";
import { pauseMs } from "./jobs";

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
