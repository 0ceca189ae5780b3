import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toAddress, toHash } from "../../kernel/address";
import { networks } from "../../x402/networks";
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
