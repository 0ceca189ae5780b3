// What is no longer for sale, and was paid: whoever is charged gets what was bought.
import { toAddress } from "../../kernel/address";
import type { PresentedPayment } from "../../x402/payment-header";
import type { PaymentDeps } from "../deps";
import { listAttempts } from "../ledger/journal-queries";
import { inFlight } from "../ledger/machine";
import { findByAuthorization, type PurchaseRow } from "../ledger/purchase-queries";
import { lookAt, lookOnce } from "../settlement/await-settlement";
import { findEarlierSettlement, tiesOf } from "./binding";
import { orPaused } from "./outcome";
import type { Admit } from "./purchase";

/**
 * Whether this payment is to be answered as if the item were still sold: it was begun before, or the chain shows that it paid. One that we
 * know nothing of must name the item by its nonce; `admit` is asked before the node is. Nothing that could begin a payment is owed.
 */
export async function isOwed(
  deps: PaymentDeps,
  itemId: string,
  shown: PresentedPayment,
  admit: Pick<Admit, "payer">,
): Promise<boolean> {
  const { db, usdc, network } = deps;
  const payment = { ...shown, authorization: usdc.readSignature(shown.authorization).authorization };
  const known = await findByAuthorization(db, network.chainId, toAddress(network.asset), payment.authorization);
  if (known) return known.itemId === itemId && (isBegun(known) || (await orPaused(isPaid(deps, known))));
  if (!tiesOf(deps, { id: itemId }, payment).isBound) return false;
  await admit.payer(payment.authorization.from);
  const { number } = await orPaused(usdc.head());
  return (await orPaused(findEarlierSettlement(deps, payment.authorization, number))) !== null;
}

const isBegun = ({ state }: PurchaseRow) => inFlight.some((each) => each === state);

/** A refused one may have been settled by somebody else since. */
async function isPaid(deps: PaymentDeps, known: PurchaseRow): Promise<boolean> {
  if (known.state !== "refused") return false;
  const { state } = await lookOnce(deps, known, lookAt(await listAttempts(deps.db, known.id), "own-and-logs"));
  return state === "paid" || state === "shallow";
}
