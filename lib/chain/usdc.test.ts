import { encodeAbiParameters, encodeEventTopics, type Hex, type Log, type TransactionReceipt } from "viem";
import { describe, expect, it } from "vitest";
import { toAddress, toHash } from "../kernel/address";
import type { Authorization } from "../x402/exact/authorization";
import { networks } from "../x402/networks";
import { usdcAbi } from "./abi";
import { settlementOf } from "./usdc";

const asset = networks.local.asset;
const authorization: Authorization = {
  from: toAddress("0x1111111111111111111111111111111111111111"),
  to: toAddress("0x2222222222222222222222222222222222222222"),
  value: 250_000n,
  validAfter: 0n,
  validBefore: 10n,
  nonce: toHash(`0x${"ab".repeat(32)}`),
};

const log = (topics: unknown, data: Hex, address: Hex = asset) => ({ address, topics, data }) as unknown as Log;
const used = (change: Partial<Authorization> = {}) => {
  const { from, nonce } = { ...authorization, ...change };
  return log(encodeEventTopics({ abi: usdcAbi, eventName: "AuthorizationUsed", args: { authorizer: from, nonce } }), "0x");
};
const cancelled = () =>
  log(
    encodeEventTopics({
      abi: usdcAbi,
      eventName: "AuthorizationCanceled",
      args: { authorizer: authorization.from, nonce: authorization.nonce },
    }),
    "0x",
  );
const transfer = (change: Partial<Authorization> = {}, address: Hex = asset) => {
  const { from, to, value } = { ...authorization, ...change };
  const topics = encodeEventTopics({ abi: usdcAbi, eventName: "Transfer", args: { from, to } });
  return log(topics, encodeAbiParameters([{ type: "uint256" }], [value]), address);
};

function isPaid(logs: Log[], status: "success" | "reverted" = "success"): boolean {
  const numbered = logs.map((each, logIndex) => ({ ...each, logIndex }));
  const receipt = {
    gasUsed: 80_000n,
    effectiveGasPrice: 2n,
    status,
    logs: numbered,
    transactionHash: `0x${"01".repeat(32)}`,
    blockNumber: 5n,
    blockHash: toHash(`0x${"02".repeat(32)}`),
  };
  return settlementOf(receipt as unknown as TransactionReceipt, asset, authorization) !== null;
}

const stranger = toAddress("0x3333333333333333333333333333333333333333");

describe("the paid predicate", () => {
  it("holds for the pair of logs in a successful receipt, among others'", () => {
    expect(isPaid([used(), transfer()])).toBe(true);
    expect(
      isPaid([transfer({ from: stranger }), used({ from: stranger }), transfer({ from: stranger }), used(), transfer()]),
    ).toBe(true);
  });

  it.each<[string, Log[]]>([
    ["no logs", []],
    ["a used nonce without a transfer", [used()]],
    ["a transfer without the nonce", [transfer()]],
    ["a cancelled nonce beside a transfer of the same amount", [cancelled(), transfer()]],
    ["another payer's nonce", [used({ from: stranger }), transfer()]],
    ["another nonce", [used({ nonce: toHash(`0x${"cd".repeat(32)}`) }), transfer()]],
    ["another recipient", [used(), transfer({ to: stranger })]],
    ["another amount", [used(), transfer({ value: 249_999n })]],
    ["another token's transfer", [used(), transfer({}, stranger)]],
    ["a transfer that belongs to another authorization in between", [used(), used({ from: stranger }), transfer()]],
  ])("does not hold for %s", (_name, logs) => {
    expect(isPaid(logs)).toBe(false);
  });

  it("does not hold for a reverted transaction", () => {
    expect(isPaid([used(), transfer()], "reverted")).toBe(false);
  });
});
