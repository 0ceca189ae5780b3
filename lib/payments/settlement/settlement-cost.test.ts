import { describe, expect, it } from "vitest";
import { settlementCost } from "./settlement-cost";

const gwei = 10n ** 9n;

describe("what a settlement costs", () => {
  it.each([
    // 85,000 gas at 0.01 gwei and $4,000 an ether: $0.0034.
    [{ maxFeePerGas: gwei / 50n, priorityFee: 0n }, 400_000n, 4_000n],
    [{ maxFeePerGas: gwei + 2n * gwei, priorityFee: gwei }, 400_000n, 680_000n],
    [{ maxFeePerGas: 0n, priorityFee: 0n }, 400_000n, 0n],
    [{ maxFeePerGas: 1n, priorityFee: 1n }, 400_000n, 0n],
  ])("%# is its gas at the fee that is paid, rounded up to a tenth of a cent", (fees, cents, expected) => {
    expect(settlementCost(fees, cents)).toBe(expected);
  });

  it("is never less for dearer gas", () => {
    const costs = [1n, 5n, 20n, 100n].map((base) =>
      settlementCost({ maxFeePerGas: 2n * base * gwei, priorityFee: 0n }, 400_000n),
    );
    expect(costs.toSorted((a, b) => Number(a - b))).toEqual(costs);
  });
});
