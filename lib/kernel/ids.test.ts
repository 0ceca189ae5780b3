import { expect, it } from "vitest";
import { idPattern, newId } from "./ids";

it("makes ids that fit their own pattern and no other", () => {
  const id = newId("item");
  expect(id).toMatch(idPattern("item"));
  expect(id).not.toMatch(idPattern("pur"));
});

it("sorts ids by age", () => {
  const ids = [1, 1_000, 1_700_000_000_000, 1_700_000_000_001].map((time) => newId("pur", time));
  expect(ids.toSorted()).toEqual(ids);
});

it("does not repeat an id within one millisecond", () => {
  expect(new Set(Array.from({ length: 10_000 }, () => newId("pur", 5))).size).toBe(10_000);
});
