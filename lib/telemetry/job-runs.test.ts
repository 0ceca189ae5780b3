import { expect, it } from "vitest";
import { createJobRuns } from "./job-runs";

it("a job's last run is told, and how often it has failed in a row", () => {
  let now = 0;
  const runs = createJobRuns({ now: () => new Date(now++ * 1000) });
  const at = (second: number) => new Date(second * 1000);
  runs.begin("b");
  expect(runs.list()).toEqual([{ name: "b", startedAt: at(0), endedAt: null, seconds: 0, failures: 0 }]);
  runs.end("b", false, 0.5);
  runs.begin("b");
  runs.end("b", false, 0.7);
  expect(runs.list()).toEqual([{ name: "b", startedAt: at(2), endedAt: at(3), seconds: 0.7, failures: 2 }]);
  runs.begin("a");
  runs.begin("b");
  runs.end("b", true, 0.1);
  expect(runs.list().map(({ name, failures }) => [name, failures])).toEqual([
    ["a", 0],
    ["b", 0],
  ]);
});
