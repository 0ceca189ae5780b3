// The end of a purchase: who gets the bytes. A presented header alone delivers at most once (payments: I5), and not once it was in a
// block before it was presented.
import type { PaymentDeps } from "../deps";
import { grantToSession } from "../ledger/grant-queries";
import { giveBackDelivery, takeDelivery, isDelivered as wasDelivered } from "../ledger/purchase-queries";
import type { Claimant } from "./claimant";
import { alreadyOwned, claimRequired } from "./outcome";

/** Whether a browser that shows a payment is the one that made it: only then its session may remember that. */
export const mayRemember = (claimant: Claimant) => claimant === "first" || claimant === "proved";

/** Asked before anything is opened as well: a header that everybody can show must cost little. */
export async function refuseLate(
  { db }: Pick<PaymentDeps, "db">,
  { purchaseId, claimant }: { purchaseId: string; claimant: Claimant },
): Promise<void> {
  if (claimant === "late") throw (await wasDelivered(db, purchaseId)) ? alreadyOwned() : claimRequired();
}

/**
 * Makes the answer with the bytes. Where it comes to none, the delivery that was taken for it is given back, for whoever comes again as
 * the same client.
 */
export async function answering<Answer>(
  { db }: Pick<PaymentDeps, "db">,
  { purchaseId, isDelivered }: { purchaseId: string; isDelivered?: boolean },
  answer: () => Promise<Answer | null>,
): Promise<Answer | null> {
  let made: Answer | null = null;
  try {
    made = await answer();
  } finally {
    if (made === null && isDelivered) await giveBackDelivery(db, purchaseId);
  }
  return made;
}

/**
 * Takes the one delivery of a purchase, or repeats it for its client, and for a browser remembers it in its session. Throws
 * `already_owned` where the delivery was taken, and `claim_required` where the header alone is not enough for it.
 */
export async function deliver(
  deps: Pick<PaymentDeps, "db" | "clock" | "failpoint">,
  { purchaseId, claimant, isDelivered }: { purchaseId: string; claimant: Claimant; isDelivered?: boolean },
  sessionId: string | null,
): Promise<void> {
  await refuseLate(deps, { purchaseId, claimant });
  if (!isDelivered && !(await takeDelivery(deps.db, purchaseId, claimant === "proved", deps.clock.now()))) throw alreadyOwned();
  deps.failpoint("delivery-taken");
  if (sessionId && mayRemember(claimant)) await grantToSession(deps.db, sessionId, purchaseId);
}
