import { expect, it } from "vitest";
import { createJobRuns } from "./job-runs";

const at = (second: number) => new Date(second * 1000);

/** A clock that goes on by a second each time it is read. */
function start() {
  let now = 0;
  return createJobRuns({ now: () => at(now++) });
}

it("a job is listed before its first run, with when that is due", () => {
  const runs = start();
  runs.schedule({ name: "reports", everyMs: 3_600_000 }, at(240));
  expect(runs.list()).toEqual([
    {
      name: "reports",
      everyMs: 3_600_000,
      startedAt: null,
      endedAt: null,
      seconds: 0,
      failures: 0,
      lastError: null,
      nextAt: at(240),
      isElsewhere: false,
    },
  ]);
});

it("its last run is told, how often it has failed in a row, and of an error no more than name and code", () => {
  const runs = start();
  const refused = Object.assign(new Error("connect 10.0.0.7:5432 as pennypost"), { code: "ECONNREFUSED" });
  runs.begin("b");
  expect(runs.list()).toMatchObject([{ startedAt: at(0), endedAt: null, nextAt: null, failures: 0 }]);
  runs.fail("b", 0.5, refused);
  runs.begin("b");
  runs.fail("b", 0.7, refused);
  runs.schedule({ name: "b", everyMs: 2_000 }, at(11));
  const lastError = { name: "Error", code: "ECONNREFUSED", at: at(3) };
  expect(runs.list()).toMatchObject([{ startedAt: at(2), endedAt: at(3), seconds: 0.7, failures: 2, lastError, nextAt: at(11) }]);
  expect(JSON.stringify(runs.list())).not.toContain("10.0.0.7");
  runs.begin("a");
  runs.begin("b");
  runs.succeed("b", 0.1);
  expect(runs.list().map(({ name, failures, lastError }) => [name, failures, lastError])).toEqual([
    ["a", 0, null],
    ["b", 0, lastError],
  ]);
});

it("a job that another process has is told as such, until it is this one's again", () => {
  const runs = start();
  runs.skip("uploads");
  expect(runs.list()).toMatchObject([{ isElsewhere: true, startedAt: null }]);
  runs.begin("uploads");
  expect(runs.list()).toMatchObject([{ isElsewhere: false, startedAt: at(0) }]);
});
