import { expect, it } from "vitest";
import type { PresentedPayment } from "../../x402/payment-header";
import type { PaymentDeps } from "../deps";
import type { PurchaseRow } from "../ledger/purchase-queries";
import { claimHashOf, newClaim, recognise } from "./claimant";

/** Sent a moment ago, and in no block yet, as far as our node knows. */
const deps = {
  db: { settlementAttempt: { findMany: async () => [] } },
  usdc: { isUsed: async () => false },
} as unknown as PaymentDeps;
const claim = newClaim();
const begun = (by: Partial<PurchaseRow>) =>
  ({ id: "pur_1", state: "settling", paymentId: null, claimHash: null, ...by }) as PurchaseRow;
const showing = (more: Partial<PresentedPayment> = {}) => more as PresentedPayment;
const claimantOf = async (row: PurchaseRow, payment: PresentedPayment) => (await recognise(deps, row, payment)).claimant;

it("a header alone joins, before a block holds it, only a purchase that was begun with no more", async () => {
  expect(await claimantOf(begun({ claimHash: claimHashOf(claim, "server") }), showing())).toBe("early");
  expect(await claimantOf(begun({}), showing())).toBe("early");
  expect(await claimantOf(begun({ claimHash: claimHashOf(claim, "client") }), showing())).toBe("late");
  expect(await claimantOf(begun({ paymentId: "payment_of_this_client" }), showing())).toBe("late");
});

it("a purchase is proved by its claim secret, whoever made that, and by none that is not its own", async () => {
  for (const by of ["client", "server"] as const) {
    const row = begun({ claimHash: claimHashOf(claim, by) });
    expect(await claimantOf(row, showing({ claim }))).toBe("proved");
    expect(await claimantOf(row, showing({ claim: newClaim() }))).not.toBe("proved");
  }
});
