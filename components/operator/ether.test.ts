import { expect, it } from "vitest";
import { formatEther } from "./ether";

it.each([
  [0n, "0.000000"],
  [1n, "0.000000"],
  [10n ** 12n, "0.000001"],
  [12_345n * 10n ** 14n, "1.234500"],
  [10_000n * 10n ** 18n + 1n, "10000.000000"],
])("%s wei are %s ETH", (wei, ether) => {
  expect(formatEther(wei)).toBe(ether);
});
