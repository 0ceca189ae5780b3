import fc from "fast-check";
import { recoverTypedDataAddress } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { describe, expect, it } from "vitest";
import { toAddress } from "../kernel/address";
import {
  authorizationFor,
  chooseRequirements,
  paymentHeader,
  type RequirementsV1,
  readPaymentRequired,
  readSettlement,
  type Shown,
} from "./client";
import { decodeHeader, encodeHeader, newNonce } from "./exact/authorization";
import { type NetworkName, networks } from "./networks";
import { fixedPrice } from "./price";

const network = networks["base-sepolia"];
const payTo = toAddress("0x70997970C51812dc3A010C7d01b50e0d17dc79C8");
const shown: Shown = { network, price: fixedPrice([250_000n]), payTo };
const account = privateKeyToAccount(`0x${"5".repeat(64)}`);

const offer: RequirementsV1 = {
  scheme: "exact",
  network: "base-sepolia",
  maxAmountRequired: "250000",
  asset: network.asset,
  payTo,
  resource: "https://pennypost.example/api/items/item_1/content",
  maxTimeoutSeconds: 300,
  extra: { name: "USDC", version: "2" },
};

const response402 = (accepts: unknown, more: object = {}, init: ResponseInit = {}) =>
  Response.json({ x402Version: 1, error: "X-PAYMENT header is required", accepts, ...more }, { status: 402, ...init });

describe("reading a 402", () => {
  it("reads the offers, the reason and the server's clock", async () => {
    const headers = { date: "Sun, 22 Nov 2026 12:00:00 GMT" };
    const read = await readPaymentRequired(response402([offer], {}, { headers }));
    expect(read.accepts).toEqual([offer]);
    expect(read.error).toBe("X-PAYMENT header is required");
    expect(read.serverSeconds).toBe(Date.UTC(2026, 10, 22, 12) / 1000);
  });

  it.each([
    ["another version", response402([offer], { x402Version: 2 })],
    ["no list", response402({ 0: offer })],
    ["another status", response402([offer], {}, { status: 200 })],
    ["an amount that is a number", response402([{ ...offer, maxAmountRequired: 250000 }])],
    ["a signed amount", response402([{ ...offer, maxAmountRequired: "-1" }])],
    ["a hexadecimal amount", response402([{ ...offer, maxAmountRequired: "0x10" }])],
    ["no payee", response402([{ ...offer, payTo: undefined }])],
    ["no time", response402([{ ...offer, maxTimeoutSeconds: 0 }])],
    ["HTML", new Response("<h1>Payment required</h1>", { status: 402 })],
  ])("refuses %s", async (_what, response) => {
    await expect(readPaymentRequired(response)).rejects.toThrow();
  });
});

describe("choosing what to sign", () => {
  it("takes the offer that is exactly what was shown, whatever stands beside it", () => {
    const dearer = { ...offer, maxAmountRequired: "900000" };
    expect(chooseRequirements([{ ...offer, network: "solana" }, dearer, offer], shown)).toEqual({
      ok: true,
      requirements: offer,
    });
  });

  it("takes addresses in any letter case", () => {
    const shouted = { ...offer, payTo: payTo.toLowerCase(), asset: network.asset.toUpperCase().replace("X", "x") };
    expect(chooseRequirements([shouted], shown).ok).toBe(true);
  });

  it("reports another price and signs nothing", () => {
    const dearer = { ...offer, maxAmountRequired: "300000" };
    expect(chooseRequirements([dearer], shown)).toEqual({ ok: false, why: "price_changed", amount: 300_000n });
  });

  it.each<[string, Partial<RequirementsV1>]>([
    ["another payee", { payTo: account.address }],
    ["another token", { asset: networks.base.asset }],
    ["another chain", { network: "base" }],
    ["another scheme", { scheme: "upto" }],
    ["another domain name", { extra: { name: "USD Coin", version: "2" } }],
    ["another domain version", { extra: { name: "USDC", version: "1" } }],
    ["no domain", { extra: {} }],
  ])("refuses %s", (_what, change) => {
    expect(chooseRequirements([{ ...offer, ...change }], shown)).toEqual({ ok: false, why: "not_as_shown" });
  });

  it("never chooses an offer that differs from what was shown", () => {
    const hex = fc.stringMatching(/^[0-9a-f]{40}$/).map((digits) => `0x${digits}`);
    const anyOffer = fc.record({
      scheme: fc.constantFrom("exact", "upto"),
      network: fc.constantFrom("base-sepolia", "base", "avalanche"),
      maxAmountRequired: fc.oneof(fc.constant("250000"), fc.bigInt({ min: 0n, max: 10n ** 12n }).map(String)),
      asset: fc.oneof(fc.constant<string>(network.asset), hex),
      payTo: fc.oneof(fc.constant<string>(payTo), hex),
      resource: fc.webUrl(),
      maxTimeoutSeconds: fc.integer({ min: 1, max: 600 }),
      extra: fc.record({ name: fc.constantFrom("USDC", "USD Coin"), version: fc.constantFrom("1", "2") }),
    });
    fc.assert(
      fc.property(fc.array(anyOffer, { maxLength: 6 }), (accepts) => {
        const choice = chooseRequirements(accepts, shown);
        if (!choice.ok) return true;
        const { resource: _url, maxTimeoutSeconds: _seconds, ...chosen } = choice.requirements;
        const { resource: _wanted, maxTimeoutSeconds: _limit, ...wanted } = offer;
        expect({ ...chosen, payTo: chosen.payTo.toLowerCase(), asset: chosen.asset.toLowerCase() }).toEqual({
          ...wanted,
          payTo: wanted.payTo.toLowerCase(),
          asset: wanted.asset.toLowerCase(),
        });
        return true;
      }),
    );
  });
});

describe("paying", () => {
  it("makes an authorization whose signature recovers to the payer, on every network and for any amount", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom<NetworkName[]>("local", "base-sepolia", "base"),
        fc.bigInt({ min: 1n, max: 10n ** 10n }),
        fc.integer({ min: 1_600_000_000, max: 4_000_000_000 }),
        async (name, amount, now) => {
          const requirements = { ...offer, maxAmountRequired: String(amount) };
          const typedData = authorizationFor(requirements, networks[name], toAddress(account.address), now, {
            itemId: "item_1",
            attempt: 0,
          });
          const signature = await account.signTypedData(typedData);
          const header = paymentHeader(networks[name], typedData.message, signature);
          const decoded = decodeHeader(header) as {
            network: string;
            payload: { signature: `0x${string}`; authorization: Record<string, string> };
          };
          const { authorization } = decoded.payload;
          expect(decoded.network).toBe(networks[name].v1);
          expect(authorization.value).toBe(String(amount));
          expect(Number(authorization.validAfter)).toBeLessThan(now);
          expect(Number(authorization.validBefore)).toBe(now + 300);
          const signer = await recoverTypedDataAddress({ ...typedData, signature: decoded.payload.signature });
          expect(signer).toBe(account.address);
        },
      ),
      { numRuns: 25 },
    );
  });

  it("never uses a nonce twice", () => {
    const nonces = Array.from({ length: 1000 }, newNonce);
    expect(new Set(nonces).size).toBe(1000);
    expect(nonces.every((nonce) => /^0x[0-9a-f]{64}$/.test(nonce))).toBe(true);
  });
});

describe("headers", () => {
  it("carry any JSON there and back", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(decodeHeader(encodeHeader(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("are standard padded base64", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(encodeHeader({ text })).toBe(Buffer.from(JSON.stringify({ text })).toString("base64"));
      }),
    );
  });

  it("tell the settlement, and nothing when there is none to read", () => {
    const answer = (value: string) => new Response(null, { headers: { "x-payment-response": value } });
    expect(readSettlement(answer(encodeHeader({ success: true, transaction: "0xab", network: "base", payer: "0xcd" })))).toEqual({
      success: true,
      transaction: "0xab",
      payer: "0xcd",
      errorReason: null,
    });
    for (const broken of ["", "garbage!", encodeHeader([]), encodeHeader({ success: "yes" })]) {
      expect(readSettlement(answer(broken))).toBeNull();
    }
    expect(readSettlement(new Response(null))).toBeNull();
  });
});

describe("an authorization under a quote", () => {
  const quote = { id: `0x${"ab".repeat(32)}`, issuedAt: 1_795_489_200, expiresAt: 1_795_490_100 };
  const quoted: RequirementsV1 = { ...offer, extra: { ...offer.extra, quote } };
  const make = (requirements: RequirementsV1, now: number, attempt = 0) =>
    authorizationFor(requirements, network, toAddress(account.address), now, { itemId: "item_1", attempt }).message;

  it("is the very same at a second click, and another after a refusal", () => {
    expect(make(quoted, quote.issuedAt + 1)).toEqual(make(quoted, quote.issuedAt + 59));
    expect(make(quoted, quote.issuedAt + 1, 1).nonce).not.toBe(make(quoted, quote.issuedAt + 1).nonce);
  });

  it("leaves the whole offered time to settle it, whenever in the quote's minute it is made", () => {
    const { validAfter, validBefore } = make(quoted, quote.issuedAt + 59);
    expect(Number(validBefore) - (quote.issuedAt + 59)).toBeGreaterThanOrEqual(offer.maxTimeoutSeconds);
    expect(Number(validAfter)).toBeLessThan(quote.issuedAt);
  });

  it.each([
    undefined,
    null,
    "quote",
    {},
    { ...quote, id: "0xab" },
    { ...quote, issuedAt: "1795489200" },
    { ...quote, issuedAt: 0.5 },
  ])("is a random one where the server's quote is %j", (other) => {
    const requirements = { ...offer, extra: { ...offer.extra, quote: other } };
    expect(make(requirements, 1_795_489_200).nonce).not.toBe(make(requirements, 1_795_489_200).nonce);
    expect(make(requirements, 1_795_489_200).validBefore).toBe(1_795_489_500n);
  });
});
