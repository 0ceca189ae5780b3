// What the database knows of a payment that is shown: one look at a time for each, however many show it.
import { toAddress } from "../../kernel/address";
import { SharedLooks } from "../../kernel/shared-looks";
import { inSpan } from "../../kernel/trace";
import type { PresentedPayment } from "../../x402/payment-header";
import type { PaymentDeps } from "../deps";
import { findPurchase, type PurchaseRow } from "../ledger/purchase-queries";
import { findStanding, type Standing } from "../ledger/standing-queries";
import { isIdTaken } from "./binding";

export interface Known {
  standing: Standing;
  known: PurchaseRow | null;
  /** The client's id names another payment. */
  isIdTaken: boolean;
}

const looks = new SharedLooks<Known>();

/** `payment`: as its signature was read. */
export function lookUp(deps: PaymentDeps, itemId: string, payment: PresentedPayment): Promise<Known> {
  const { db, network } = deps;
  const { chainId, asset } = network;
  const { authorization, paymentId } = payment;
  const key = [itemId, chainId, asset, authorization.from, authorization.nonce, paymentId].join(" ");
  const look = async () => {
    const standing = await findStanding(db, itemId, chainId, toAddress(asset), authorization, deps.dailyWei);
    const known = standing.knownId === null ? null : await findPurchase(db, standing.knownId);
    return { standing, known, isIdTaken: await isIdTaken(deps, payment) };
  };
  return inSpan("purchase.look-up", {}, () => looks.share(db, key, look));
}
