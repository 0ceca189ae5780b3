import { describe, expect, it } from "vitest";
import { toAddress } from "../kernel/address";
import { networks } from "./networks";
import { isOffered, type Offer, requirementsV1, requirementsV2 } from "./offer";

const offer: Offer = {
  url: "https://penny.test/api/items/item_1/content",
  description: "A piece",
  mimeType: "text/markdown",
  amount: 250_000n,
  payTo: toAddress("0x70997970c51812dc3a010c7d01b50e0d17dc79c8"),
  network: networks.base,
  extra: { quote: "q" },
};

describe("what an item asks for", () => {
  it("says under which domain USDC is signed, and what was added, in both versions", () => {
    expect(requirementsV1(offer).extra).toEqual({ name: "USD Coin", version: "2", quote: "q" });
    expect(requirementsV2(offer).extra).toEqual({ name: "USD Coin", version: "2", quote: "q", paymentFlow: "upfront" });
  });

  it("is the same amount, asset and payee in both", () => {
    const payTo = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";
    const same = { scheme: "exact", asset: networks.base.asset, payTo, maxTimeoutSeconds: 300 };
    expect(requirementsV1(offer)).toMatchObject({ ...same, network: "base", maxAmountRequired: "250000", resource: offer.url });
    expect(requirementsV2(offer)).toMatchObject({ ...same, network: "eip155:8453", amount: "250000" });
  });

  it("is accepted by who says all of it, in whatever case, and by nobody who says no more than a part", () => {
    const offered = requirementsV2(offer);
    expect(isOffered({ ...offered, payTo: offer.payTo }, offer)).toBe(true);
    for (const extra of [null, undefined, "text", {}]) expect(isOffered({ ...offered, extra }, offer)).toBe(false);
  });
});
