import { afterEach, expect, it, vi } from "vitest";
import { createBreaker } from "./breaker";

afterEach(() => void vi.restoreAllMocks());

const HOUR_MS = 3_600_000;

it("what fails three times in a row is left alone for ten seconds, however the clock is set meanwhile", async () => {
  const breaker = createBreaker();
  const fail = () => expect(breaker.watch(Promise.reject(new Error("no")))).rejects.toThrow();
  let passed = 0;
  const start = performance.now();
  vi.spyOn(performance, "now").mockImplementation(() => start + passed);
  for (const _ of [1, 2]) await fail();
  expect(breaker.isOpen()).toBe(false);
  await fail();
  const clock = vi.spyOn(Date, "now");
  for (const jump of [-HOUR_MS, HOUR_MS]) {
    clock.mockReturnValue(Date.UTC(2026, 10, 30) + jump);
    passed = 9_999;
    expect(breaker.isOpen()).toBe(true);
    passed = 10_000;
    expect(breaker.isOpen()).toBe(false);
  }
});
