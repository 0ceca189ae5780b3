import { describe, expect, it } from "vitest";
import type { Usdc } from "../../chain/usdc";
import { toAddress, toHash } from "../../kernel/address";
import { boundTo } from "../../x402/exact/bound-nonce";
import { networks } from "../../x402/networks";
import type { PresentedPayment } from "../../x402/payment-header";
import { issueQuote } from "../terms/quotes";
import { findEarlierSettlement, tiesOf } from "./binding";

const quoteKey = new Uint8Array(32).fill(7);
const payTo = toAddress("0x70997970c51812dc3a010c7d01b50e0d17dc79c8");
const payer = toAddress("0x15d34aaf54267db7d7c367839aaf71a00a2c6a65");
const chainId = networks.local.chainId;
const start = new Date(Date.UTC(2026, 10, 24, 3));
const deps = (minutes: number) => ({
  quoteKey,
  network: networks.local,
  origin: "https://pennypost.example",
  clock: { now: () => new Date(start.getTime() + minutes * 60_000) },
});
const quote = issueQuote(quoteKey, { chainId, itemId: "item_1", payTo, amount: 250_000n }, start);

const payment: PresentedPayment = {
  header: "payment-signature",
  x402Version: 2,
  scheme: "exact",
  network: networks.local.caip2,
  authorization: {
    from: payer,
    to: payTo,
    value: 250_000n,
    validAfter: 0n,
    validBefore: BigInt(start.getTime() / 1000 + 300),
    nonce: toHash(`0x${"07".repeat(32)}`),
    signature: "0x00",
  },
};
const bound = (itemId: string): PresentedPayment => ({
  ...payment,
  authorization: { ...payment.authorization, ...boundTo(quote, itemId, 0, payer, chainId) },
});

describe("a payment is tied", () => {
  it("to nothing by a random nonce alone", () => {
    expect(tiesOf(deps(0), { id: "item_1" }, payment)).toEqual({ isBound: false, isForeign: false, amounts: [] });
    expect(tiesOf(deps(0), { id: "item_1" }, { ...payment, quote: null })).toEqual({
      isBound: false,
      isForeign: false,
      amounts: [],
    });
  });

  it("to a price by the quote it shows, while that stands", () => {
    const shown = { ...payment, quote };
    expect(tiesOf(deps(15), { id: "item_1" }, shown)).toEqual({ isBound: false, isForeign: false, amounts: [250_000n] });
    expect(tiesOf(deps(16), { id: "item_1" }, shown)).toEqual({ isBound: false, isForeign: false, amounts: [] });
  });

  it("to no price by a quote for another item, or under another amount than it pays", () => {
    const cheaper = { ...payment, quote, authorization: { ...payment.authorization, value: 1n } };
    expect(tiesOf(deps(0), { id: "item_2" }, { ...payment, quote }).amounts).toEqual([]);
    expect(tiesOf(deps(0), { id: "item_1" }, cheaper).amounts).toEqual([]);
  });

  it("to its item and price by a nonce derived from a quote, which it need not show", () => {
    expect(tiesOf(deps(0), { id: "item_1" }, bound("item_1"))).toEqual({ isBound: true, isForeign: false, amounts: [250_000n] });
    expect(tiesOf(deps(0), { id: "item_2" }, bound("item_1"))).toEqual({ isBound: false, isForeign: false, amounts: [] });
  });
});

describe("what was spent before our claim", () => {
  it.each([
    [5_000n, 4_000n],
    [1_001n, 1n],
    [1_000n, 0n],
    [3n, 0n],
  ])("is looked for as long as a bound authorization lives: at block %d from %d on", async (head, expected) => {
    const asked: bigint[] = [];
    const findSettlement: Usdc["findSettlement"] = async (_authorization, fromBlock) => {
      asked.push(fromBlock);
      return null;
    };
    const usdc = { findSettlement } as Usdc;
    expect(await findEarlierSettlement({ usdc }, payment.authorization, head)).toBeNull();
    expect(asked).toEqual([expected]);
  });
});
