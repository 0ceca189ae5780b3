import { expect, it } from "vitest";
import { Shares } from "./shares";

it("each key has its own places, and one that was given back is free again", () => {
  const shares = new Shares();
  const [first, second] = [shares.take("a", 2), shares.take("a", 2)];
  expect([first, second]).toEqual([expect.any(Function), expect.any(Function)]);
  expect(shares.take("a", 2)).toBeUndefined();
  expect(shares.take("b", 2)).toBeDefined();
  first?.();
  expect(shares.take("a", 2)).toBeDefined();
});

it("a place is given back once, however often", () => {
  const shares = new Shares();
  const [first] = [shares.take("a", 2), shares.take("a", 2)];
  first?.();
  first?.();
  expect(shares.take("a", 2)).toBeDefined();
  expect(shares.take("a", 2)).toBeUndefined();
});
