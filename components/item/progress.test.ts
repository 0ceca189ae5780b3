import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keepProgress, readProgress } from "./progress";

/** As a browser's: what is kept are properties of it. */
function storage(): Storage {
  return Object.create({
    getItem(this: Record<string, string>, key: string) {
      return Object.hasOwn(this, key) ? this[key] : null;
    },
    setItem(this: Record<string, string>, key: string, value: string) {
      this[key] = value;
    },
    removeItem(this: Record<string, string>, key: string) {
      delete this[key];
    },
  });
}

describe("where a reader stopped", () => {
  beforeEach(() => vi.stubGlobal("localStorage", storage()));
  afterEach(() => vi.unstubAllGlobals());

  it("is remembered for each piece", () => {
    keepProgress("item_a", 0.25);
    keepProgress("item_b", 1);
    expect(readProgress("item_a")).toEqual({ fraction: 0.25, at: expect.any(Number) });
    expect(readProgress("item_b")?.fraction).toBe(1);
    expect(readProgress("item_c")).toBeNull();
  });

  it("is kept for the last 200 pieces, and other things in the storage stay", () => {
    vi.useFakeTimers();
    localStorage.setItem("theme", "dark");
    for (let number = 0; number < 230; number++) {
      vi.setSystemTime(number * 1000);
      keepProgress(`item_${number}`, 0.5);
    }
    vi.useRealTimers();
    expect(Object.keys(localStorage)).toHaveLength(201);
    expect(readProgress("item_29")).toBeNull();
    expect(readProgress("item_30")).not.toBeNull();
    expect(localStorage.getItem("theme")).toBe("dark");
  });

  it.each(["", "{", "null", "[]", '{"fraction":2,"at":1}', '{"fraction":0.5}', '{"fraction":"0.5","at":1}'])(
    "is nowhere if %j was kept",
    (kept) => {
      localStorage.setItem("pennypost.progress.item_a", kept);
      expect(readProgress("item_a")).toBeNull();
    },
  );

  it("is not remembered where storage is forbidden", () => {
    vi.stubGlobal("localStorage", undefined);
    keepProgress("item_a", 0.5);
    expect(readProgress("item_a")).toBeNull();
  });
});
