import { describe, expect, it, vi } from "vitest";
import { Refusal } from "./errors";

describe("refusals", () => {
  it("are known across copies of this module, and nothing else is taken for one", async () => {
    vi.resetModules();
    const copy = await import("./errors");
    expect(copy.Refusal).not.toBe(Refusal);
    const refusal: unknown = new copy.Refusal("too_large", "Too large.");
    expect(refusal instanceof Refusal && [refusal.code, refusal.status]).toEqual(["too_large", 413]);
    for (const other of [new Error("Refusal"), { name: "Refusal" }, null, undefined, "Refusal"])
      expect(other instanceof Refusal).toBe(false);
  });
});
