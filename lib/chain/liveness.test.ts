import { describe, expect, it } from "vitest";
import { createLiveness } from "./liveness";

describe("a node", () => {
  let now = 0;
  let answers: "at once" | "never" | "with an error" = "at once";
  const ask = () =>
    answers === "never"
      ? new Promise(() => {})
      : answers === "at once"
        ? Promise.resolve()
        : Promise.reject(new Error("connection reset"));
  const node = createLiveness(ask, { now: () => now, timeoutMs: 1 });

  it.each(["never", "with an error"] as const)(
    "that answers %s is silent after fifteen seconds, until it answers again",
    async (how) => {
      answers = "at once";
      await node.check();
      answers = how;
      await expect(node.check()).rejects.toThrow();
      expect(node.isSilent()).toBe(false);
      now += 14_999;
      expect(node.isSilent()).toBe(false);
      now += 1;
      expect(node.isSilent()).toBe(true);
      await expect(node.check()).rejects.toThrow();
      expect(node.isSilent()).toBe(true);
      answers = "at once";
      await node.check();
      expect(node.isSilent()).toBe(false);
    },
  );

  it("is not called silent by a process that was asleep and has not asked", async () => {
    await node.check();
    now += 3_600_000;
    expect(node.isSilent()).toBe(false);
  });
});
