import { expect, it } from "vitest";
import { clockOf } from "./clock-of";

it.each([
  [0, "0:00"],
  [7.9, "0:07"],
  [750, "12:30"],
  [3_723, "1:02:03"],
  [Number.NaN, "0:00"],
  [Number.POSITIVE_INFINITY, "0:00"],
  [-3, "0:00"],
])("%d seconds are %s", (seconds, shown) => {
  expect(clockOf(seconds)).toBe(shown);
});
