import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toAddress, toHash } from "../../kernel/address";
import { networks } from "../../x402/networks";
import { requirementsV2 } from "../../x402/offer";
import type { PresentedPayment } from "../../x402/payment-header";
import { fixedPrice } from "../../x402/price";
import { findBreach, type Terms } from "./terms";

const payTo = toAddress("0x2222222222222222222222222222222222222222");
const formerPayTo = toAddress("0x3333333333333333333333333333333333333333");
const amounts = [250_000n, 300_000n];
const terms: Terms = { network: networks.local, payees: [payTo, formerPayTo], price: fixedPrice(amounts), time: 1_000n };
const payment: PresentedPayment = {
  header: "x-payment",
  x402Version: 1,
  scheme: "exact",
  network: "base-sepolia",
  authorization: {
    from: toAddress("0x1111111111111111111111111111111111111111"),
    to: payTo,
    value: 250_000n,
    validAfter: 999n,
    validBefore: 1_300n,
    nonce: toHash(`0x${"00".repeat(32)}`),
    signature: "0x00",
  },
};
const signing = (change: Partial<PresentedPayment["authorization"]>) => ({
  ...payment,
  authorization: { ...payment.authorization, ...change },
});

describe("the terms of an offer", () => {
  it("are met by an exact payment, by v1 name and by CAIP-2 id", () => {
    expect(findBreach(payment, terms)).toBeNull();
    expect(findBreach({ ...payment, network: "eip155:84532" }, terms)).toBeNull();
  });

  it("are met by who was shown the former payee", () => {
    expect(findBreach(signing({ to: formerPayTo }), terms)).toBeNull();
  });

  it("are met by nobody else as payee", () => {
    const stranger = toAddress("0x4444444444444444444444444444444444444444");
    expect(findBreach(signing({ to: stranger }), terms)).toBe("invalid_exact_evm_payload_recipient_mismatch");
  });

  describe("as a v2 client says it accepted them", () => {
    const accepted = requirementsV2({ amount: 250_000n, payTo, network: networks.local, extra: { quote: { id: "0x1" } } });
    const { extra } = accepted;
    const accepting = (change: object) => findBreach({ ...payment, accepted: { ...accepted, ...change } }, terms);

    it("are met by what was offered, in whatever case it is written, and with a quote of some minutes ago", () => {
      expect(accepting({})).toBeNull();
      expect(
        accepting({ payTo: accepted.payTo.toLowerCase(), asset: accepted.asset.toUpperCase().replace("0X", "0x") }),
      ).toBeNull();
      expect(accepting({ extra: { ...extra, quote: { id: "0x2" } } })).toBeNull();
    });

    it("are met by a client that keeps of an offer only what it signs", () => {
      const { name, version } = extra;
      expect(accepting({ extra: { name, version } })).toBeNull();
    });

    it.each<[string, object]>([
      ["payee", { payTo: "0x4444444444444444444444444444444444444444" }],
      ["amount, though another that is honoured", { amount: "300000" }],
      ["amount in other digits", { amount: "0250000" }],
      ["asset", { asset: "0x4444444444444444444444444444444444444444" }],
      ["network by its v1 name", { network: "base-sepolia" }],
      ["scheme", { scheme: "upto" }],
      ["timeout", { maxTimeoutSeconds: 3_600 }],
      ["domain", { extra: { ...extra, name: "USD Coin" } }],
      ["domain's version", { extra: { ...extra, version: "1" } }],
      ["payment flow", { extra: { ...extra, paymentFlow: "deferred" } }],
      ["no extra", { extra: undefined }],
      ["no payee", { payTo: undefined }],
      ["a list for an extra", { extra: [] }],
    ])("are not met with another %s", (_, change) => {
      expect(accepting(change)).toBe("invalid_payment_requirements");
    });
  });

  it("are not met by another scheme or network", () => {
    expect(findBreach({ ...payment, scheme: "upto" }, terms)).toBe("invalid_scheme");
    expect(findBreach({ ...payment, network: "base" }, terms)).toBe("invalid_network");
  });

  it("are met by no amount but the listed ones", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 600_000n }), (value) => {
        const breach = findBreach(signing({ value }), terms);
        return amounts.includes(value) ? breach === null : breach === "invalid_exact_evm_payload_authorization_value";
      }),
    );
  });

  it.each([
    [{ validBefore: 1_019n }, "invalid_exact_evm_payload_authorization_valid_before"],
    [{ validBefore: 1_020n }, null],
    [{ validBefore: 4_600n }, null],
    [{ validBefore: 4_601n }, "invalid_exact_evm_payload_authorization_valid_before"],
    [{ validAfter: 1_000n }, "invalid_exact_evm_payload_authorization_valid_after"],
  ])("hold the window at its edges: %o", (change, expected) => {
    expect(findBreach(signing(change), terms)).toBe(expected);
  });
});
