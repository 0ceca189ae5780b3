import { decodePaymentRequiredHeader } from "@x402/core/http";
import { PaymentRequiredV1Schema, PaymentRequiredV2Schema } from "@x402/core/schemas";
import { getDefaultAsset } from "@x402/evm";
import { describe, expect, it } from "vitest";
import { toAddress } from "../kernel/address";
import { decodeHeader } from "./exact/authorization";
import { networks } from "./networks";
import type { Offer } from "./offer";
import { buildPaymentRequired, NONCE_SLOT, settlementHeader, withOwnNonces } from "./payment-required";
import { moreNetworks } from "./rail-networks";

const offer: Offer = {
  url: "https://pennypost.example/api/items/item_1/content",
  description: "Ein Stück — “Größe” 数",
  mimeType: "text/markdown",
  amount: 250_000n,
  payTo: toAddress("0x70997970c51812dc3a010c7d01b50e0d17dc79c8"),
  network: networks.base,
};

describe("a 402 answer", () => {
  it("carries a body that the v1 schema of the reference implementation accepts", () => {
    const body = JSON.parse(buildPaymentRequired([offer]).body);
    expect(PaymentRequiredV1Schema.safeParse(body).error).toBeUndefined();
    expect(body.accepts[0]).toMatchObject({ maxAmountRequired: "250000", network: "base", resource: offer.url });
  });

  it("carries a header that the v2 schema of the reference implementation accepts, letters of all scripts included", () => {
    const decoded = decodePaymentRequiredHeader(buildPaymentRequired([offer]).headers["PAYMENT-REQUIRED"] ?? "");
    expect(PaymentRequiredV2Schema.safeParse(decoded).error).toBeUndefined();
    expect(decoded.resource.description).toBe(offer.description);
    expect(decoded.accepts[0]).toMatchObject({ amount: "250000", network: "eip155:8453", extra: { paymentFlow: "upfront" } });
  });

  it("offers a chain's second token in the version that can say which is meant", () => {
    const { body, headers } = buildPaymentRequired([offer, { ...offer, network: moreNetworks["base-eurc"] }]);
    const assets = (accepts: { asset: string }[]) => accepts.map(({ asset }) => asset);
    const v2 = decodeHeader(headers["PAYMENT-REQUIRED"] ?? "") as { accepts: { asset: string }[] };
    expect(assets(JSON.parse(body).accepts)).toEqual([networks.base.asset]);
    expect(assets(v2.accepts)).toEqual([networks.base.asset, moreNetworks["base-eurc"].asset]);
  });

  it("names the reason of a refusal in both", () => {
    const { body, headers } = buildPaymentRequired([offer], "insufficient_funds");
    expect(JSON.parse(body).error).toBe("insufficient_funds");
    expect(decodeHeader(headers["PAYMENT-REQUIRED"] ?? "")).toMatchObject({ error: "insufficient_funds" });
  });
});

describe("a 402 that is kept for many requests", () => {
  it.each([0, 1, 2, 3, 4, 5])("answers each with a nonce of its own, wherever it stands (%d bytes further)", (bytes) => {
    const extensions = { "sign-in-with-x": { info: { nonce: `0123${NONCE_SLOT}`, after: "it" } } };
    const kept = buildPaymentRequired([{ ...offer, description: "数".repeat(3) + "x".repeat(bytes), extensions }]);
    let count = 0;
    const answer = withOwnNonces(kept, () => (count++).toString().padStart(18, "a"));
    const nonces = [answer(), answer()].map(({ headers }) => {
      const { extensions: own, ...rest } = decodeHeader(headers["PAYMENT-REQUIRED"] ?? "") as { extensions: typeof extensions };
      const { extensions: _kept, ...same } = decodeHeader(kept.headers["PAYMENT-REQUIRED"] ?? "") as { extensions: unknown };
      expect(rest).toEqual(same);
      expect(own["sign-in-with-x"].info.after).toBe("it");
      return own["sign-in-with-x"].info.nonce;
    });
    expect(nonces[0]).toMatch(/^0123[A-Za-z0-9]{20}$/);
    expect(nonces[0]).not.toBe(nonces[1]);
  });
});

describe("the head of a 402", () => {
  const signed = { "offer-receipt": { info: { offers: ["x".repeat(500), "y".repeat(500)] } } };
  const answerOf = (extensions: Record<string, unknown>, error?: string) => {
    const description = '"'.repeat(150);
    const answer = buildPaymentRequired([{ ...offer, description, extensions, extensionsInBody: signed }], error);
    return { ...answer, head: decodeHeader(answer.headers["PAYMENT-REQUIRED"] ?? "") as Record<string, unknown> };
  };

  it("has what is in the body too where there is room, and the body has it always", () => {
    expect(answerOf({}).head).toHaveProperty("extensions.offer-receipt");
    for (const { head, body } of [
      answerOf({ more: "x".repeat(600) }),
      answerOf({ more: "x".repeat(400) }, "insufficient_funds"),
    ]) {
      expect(head).not.toHaveProperty("extensions.offer-receipt");
      expect(head).toHaveProperty("extensions.more");
      expect(JSON.parse(body).extensions).toEqual(signed);
    }
  });

  it("leaves a refusal room for the header that says its reason", () => {
    const lengthOf = ({ headers }: { headers: Record<string, string> }) => headers["PAYMENT-REQUIRED"]?.length ?? 0;
    expect(lengthOf(answerOf({ more: "x".repeat(900) }))).toBeLessThanOrEqual(2_800);
    expect(lengthOf(answerOf({ more: "x".repeat(900) }, "insufficient_funds"))).toBeLessThanOrEqual(2_560);
  });

  it.each(["A title in English", "活版印刷の一円".repeat(21), "👩‍🚀".repeat(75)])(
    "has room behind a default proxy, titled %j",
    (title) => {
      const description = `${title} · ${title.slice(0, 60)}`;
      const { headers } = buildPaymentRequired([{ ...offer, description, extensions: { more: "x".repeat(900) } }]);
      expect(headers["PAYMENT-REQUIRED"]?.length).toBeLessThanOrEqual(2_800);
    },
  );
});

describe("the head of a 402 with several ways to pay", () => {
  const discovery = {
    routeTemplate: "/api/items/:itemId/files/:fileId",
    pathParams: { itemId: "i".repeat(31), fileId: "f".repeat(31) },
    output: { type: "binary", format: "application/octet-stream" },
  };
  const extra = { quote: { id: `0x${"ab".repeat(32)}`, issuedAt: 1_800_000_000, expiresAt: 1_800_000_900 } };
  const full: Offer = {
    ...offer,
    url: `https://${"p".repeat(60)}.example/api/items/${"i".repeat(31)}/files/${"f".repeat(31)}`,
    description: "👩‍🚀".repeat(90),
    discovery,
    tags: Array.from({ length: 5 }, () => "t".repeat(32)),
    extra: { ...extra, content: { version: 12, sha256: "c".repeat(64), bytes: "123456789012", words: 12_345 } },
    extensions: { "payment-identifier": { info: { required: false } }, "sign-in-with-x": { info: { nonce: "n".repeat(480) } } },
    extensionsInBody: { "offer-receipt": { info: { offers: ["x".repeat(600)] } } },
  };

  it.each(
    [1, 2, 3, 4].flatMap((ways) =>
      [0, 600].flatMap((spent) => [undefined, "insufficient_funds"].map((error) => [ways, spent, error] as const)),
    ),
  )(
    "has room behind a default proxy, and what is not in it is in the body: %d ways, %d bytes spent, %s",
    (ways, spent, error) => {
      const offers = [
        full,
        ...Array.from({ length: ways - 1 }, () => ({ ...full, network: moreNetworks["base-eurc"], extra })),
      ] as const;
      const { headers, body } = buildPaymentRequired(offers as readonly [Offer, ...Offer[]], error, spent);
      const header = headers["PAYMENT-REQUIRED"] ?? "";
      expect(header.length + spent).toBeLessThanOrEqual(error ? 2_560 : 2_800);
      const head = decodeHeader(header) as { accepts: unknown[]; extensions?: object; resource: { description: string } };
      expect(head.accepts.length).toBeGreaterThanOrEqual(1);
      expect(head.resource.description).not.toBe("");
      const told = { ...JSON.parse(body).extensions, ...head.extensions };
      expect(Object.keys(told).sort()).toEqual(["bazaar", "offer-receipt", "payment-identifier", "sign-in-with-x"]);
    },
  );

  it("answers each request with a nonce of its own where only the body has room for it", () => {
    const extensions = { "sign-in-with-x": { info: { nonce: `0123${NONCE_SLOT}`, statement: "s".repeat(2_000) } } };
    const answer = withOwnNonces(buildPaymentRequired([{ ...full, description: NONCE_SLOT, extensions }]), () => "own");
    const { accepts, extensions: told } = JSON.parse(answer().body);
    expect(told["sign-in-with-x"].info.nonce).toBe("0123own");
    expect(accepts[0].description).toBe(NONCE_SLOT);
  });
});

describe("the answer to a payment", () => {
  const response = { success: true, transaction: "0x1", payer: "0x2" };
  it("uses the header and the network name of the request's version", () => {
    const first = settlementHeader({ header: "x-payment", network: networks.base }, response);
    const second = settlementHeader({ header: "payment-signature", network: networks.base }, response);
    expect(decodeHeader(first["X-PAYMENT-RESPONSE"] ?? "")).toEqual({ ...response, network: "base" });
    expect(decodeHeader(second["PAYMENT-RESPONSE"] ?? "")).toEqual({ ...response, network: "eip155:8453" });
  });
});

describe("our networks", () => {
  it.each(["base", "base-sepolia"] as const)("name the same USDC and domain on %s as the reference implementation", (name) => {
    const { caip2, asset, domain } = networks[name];
    const listed = getDefaultAsset(caip2);
    expect([listed.asset.toLowerCase(), listed.name, listed.version]).toEqual([asset.toLowerCase(), domain.name, domain.version]);
  });
});
