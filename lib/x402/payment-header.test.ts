import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Refusal } from "../kernel/errors";
import { encodeHeader } from "./exact/authorization";
import { parsePayment } from "./payment-header";

const authorization = {
  from: "0x1111111111111111111111111111111111111111",
  to: "0x2222222222222222222222222222222222222222",
  value: "250000",
  validAfter: "0",
  validBefore: "1800000000",
  nonce: `0x${"ab".repeat(32)}`,
};
const payload = { signature: `0x${"cd".repeat(65)}`, authorization };
const v1 = { x402Version: 1, scheme: "exact", network: "base-sepolia", payload };
const v2 = { x402Version: 2, accepted: { scheme: "exact", network: "eip155:84532", amount: "250000" }, payload };

const parse = (headers: Record<string, string>) => parsePayment(new Headers(headers));
const refused = (headers: Record<string, string>) => {
  try {
    parse(headers);
  } catch (error) {
    return error instanceof Refusal ? error.code : error;
  }
};

describe("a payment header", () => {
  it.each(["X-PAYMENT", "PAYMENT-SIGNATURE"])("is read from %s in either version of the wire", (name) => {
    for (const sent of [v1, v2]) {
      const payment = parse({ [name]: encodeHeader(sent) });
      expect(payment).toMatchObject({ header: name.toLowerCase(), x402Version: sent.x402Version, scheme: "exact" });
      expect(payment?.authorization).toMatchObject({ from: authorization.from, value: 250_000n, validBefore: 1_800_000_000n });
    }
  });

  it("is absent when neither header is sent", () => {
    expect(parse({ accept: "*/*" })).toBeNull();
  });

  it("is refused when both are sent", () => {
    expect(refused({ "X-PAYMENT": encodeHeader(v1), "PAYMENT-SIGNATURE": encodeHeader(v2) })).toBe("invalid_payment_header");
  });

  it("is refused when one is sent twice", () => {
    const headers = new Headers({ "X-PAYMENT": encodeHeader(v1) });
    headers.append("X-PAYMENT", encodeHeader(v1));
    expect(() => parsePayment(headers)).toThrow(Refusal);
  });

  it("is compared in lower case, however it was written", () => {
    const shouting = { ...v1, payload: { ...payload, authorization: { ...authorization, nonce: `0x${"AB".repeat(32)}` } } };
    expect(parse({ "X-PAYMENT": encodeHeader(shouting) })?.authorization.nonce).toBe(authorization.nonce);
  });

  const changed = (change: object) => ({ ...v1, payload: { ...payload, authorization: { ...authorization, ...change } } });
  it.each([
    ["an empty value", ""],
    ["base64url", `${encodeHeader(v1).replaceAll("=", "")}-_`],
    ["missing padding", "eyJ"],
    ["a line break", `${encodeHeader(v1).slice(0, 8)} ${encodeHeader(v1).slice(8)}`],
    ["no JSON", btoa("hello")],
    ["JSON that is no object", encodeHeader([1, 2])],
    ["null", encodeHeader(null)],
    ["an unknown version", encodeHeader({ ...v1, x402Version: 3 })],
    ["no signature", encodeHeader({ ...v1, payload: { authorization } })],
    ["a negative value", encodeHeader(changed({ value: "-1" }))],
    ["a number instead of a decimal string", encodeHeader(changed({ value: 250000 }))],
    ["a hexadecimal value", encodeHeader(changed({ value: "0x3d090" }))],
    ["a value with leading zeros", encodeHeader(changed({ value: "0250000" }))],
    ["a value beyond any balance", encodeHeader(changed({ value: "9".repeat(40) }))],
    ["a short nonce", encodeHeader(changed({ nonce: "0x12" }))],
    ["an odd signature", encodeHeader({ ...v1, payload: { ...payload, signature: "0xabc" } })],
    ["more than sixteen kilobytes", encodeHeader({ ...v1, padding: "x".repeat(20_000) })],
  ])("is refused with %s", (_name, value) => {
    expect(refused({ "X-PAYMENT": value })).toBe("invalid_payment_header");
  });

  it.each([
    ["of another alphabet", `${encodeHeader(v1)}-_`, /base64/],
    ["of no JSON", btoa("hello"), /JSON/],
    ["of bytes that are no UTF-8", btoa(JSON.stringify({ ...v1, network: "base-sepoli\xff" })), /JSON/],
    ["of sixteen kilobytes and four bytes", "A".repeat(16 * 1024 + 4), /too long/],
    ["of an authorization without its nonce", encodeHeader(changed({ nonce: undefined })), /exact payment/],
  ])("%s is refused with a sentence that says so", (_name, value, sentence) => {
    expect(() => parse({ "X-PAYMENT": value })).toThrow(sentence);
  });

  it("says which fields are wrong, and how", () => {
    try {
      parse({ "X-PAYMENT": encodeHeader(changed({ nonce: "0x12" })) });
      expect.unreachable();
    } catch (error) {
      const issues = [{ path: "payload.authorization.nonce", message: expect.stringMatching(/\w/) }];
      expect(error).toMatchObject({ issues });
    }
  });

  it("says to send one of two", () => {
    expect(() => parse({ "X-PAYMENT": encodeHeader(v1), "PAYMENT-SIGNATURE": encodeHeader(v2) })).toThrow(/not both/);
  });

  it("may be sixteen kilobytes long", () => {
    const room = 12 * 1024 - JSON.stringify({ ...v1, padding: "" }).length;
    const header = encodeHeader({ ...v1, padding: "x".repeat(room) });
    expect(header).toHaveLength(16 * 1024);
    expect(parse({ "X-PAYMENT": header })?.network).toBe("base-sepolia");
  });

  it("holds amounts up to what our columns hold, and no more", () => {
    const most = 2n ** 63n - 1n;
    expect(parse({ "X-PAYMENT": encodeHeader(changed({ value: `${most}` })) })?.authorization.value).toBe(most);
    expect(refused({ "X-PAYMENT": encodeHeader(changed({ value: `${most + 1n}` })) })).toBe("invalid_payment_header");
  });

  it("of version 2 brings the quote it accepts and the client's own id", () => {
    const quote = { id: `0x${"07".repeat(32)}`, issuedAt: 1_800_000_000, expiresAt: 1_800_000_900 };
    const id = "an-id-of-the-client";
    const sent = {
      ...v2,
      accepted: { ...v2.accepted, extra: { quote } },
      extensions: { "payment-identifier": { info: { required: false, id } } },
    };
    expect(parse({ "PAYMENT-SIGNATURE": encodeHeader(sent) })).toMatchObject({ quote, paymentId: id });
    expect(parse({ "PAYMENT-SIGNATURE": encodeHeader(v2) })).toMatchObject({ quote: null, paymentId: null });
  });

  it("of version 2 brings what it accepts, and the token if that is an address", () => {
    const asset = "0x036CbD53842c5426634e7929541eC2318f3dCF7e";
    const accepting = (more: object) => ({ ...v2, accepted: { ...v2.accepted, ...more } });
    const parsed = (sent: object) => parse({ "PAYMENT-SIGNATURE": encodeHeader(sent) });
    expect(parsed(accepting({ asset }))).toMatchObject({
      asset: asset.toLowerCase(),
      accepted: { scheme: "exact", network: "eip155:84532", amount: "250000", asset },
    });
    for (const none of [undefined, "USDC", `${asset}00`, 5]) expect(parsed(accepting({ asset: none }))?.asset).toBeNull();
    expect(parse({ "X-PAYMENT": encodeHeader(v1) })).not.toHaveProperty("asset");
  });

  describe("with a claim beside it", () => {
    const claiming = (claim: string, sent: object = v1) => ({ "X-PAYMENT": encodeHeader(sent), "X-PAYMENT-CLAIM": claim });
    const longest = "Az09_-x".repeat(20).slice(0, 128);

    it("brings it, in either version, and none where there is none", () => {
      for (const sent of [v1, v2])
        for (const claim of [longest.slice(0, 32), longest]) expect(parse(claiming(claim, sent))?.claim).toBe(claim);
      for (const sent of [v1, v2]) expect(parse({ "X-PAYMENT": encodeHeader(sent) })?.claim).toBeNull();
    });

    it.each(["", longest.slice(0, 31), `${longest}x`, `${longest.slice(0, 40)}!`, `=${longest.slice(0, 40)}`])(
      "is refused where it is %j, with a sentence that says so",
      (claim) => {
        expect(refused(claiming(claim))).toBe("invalid_payment_header");
        expect(() => parse(claiming(claim))).toThrow(/X-PAYMENT-CLAIM is not 32 to 128/);
      },
    );
  });

  it("never throws anything but a refusal, whatever bytes come in", () => {
    const anything = fc.oneof(
      fc.string(),
      fc.base64String(),
      fc.json().map((json) => btoa(String.fromCharCode(...new TextEncoder().encode(json)))),
      fc
        .object({ key: fc.constantFrom("x402Version", "payload", "authorization", "scheme", "network", "accepted", "signature") })
        .map((object) => encodeHeader({ x402Version: 1, ...object })),
    );
    fc.assert(
      fc.property(anything, (value) => {
        const headers = { get: (name: string) => (name === "x-payment" ? value : null) } as Headers;
        try {
          const payment = parsePayment(headers);
          return payment === null || payment.authorization.value >= 0n;
        } catch (error) {
          return error instanceof Refusal && error.code === "invalid_payment_header";
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
