// The end of a purchase: who gets the bytes. A presented header alone delivers at most once (payments: I5), and not once it was in a
// block before it was presented.
import type { PaymentDeps } from "../deps";
import { grantToSession } from "../ledger/grant-queries";
import { isDelivered, takeDelivery } from "../ledger/purchase-queries";
import type { Claimant } from "./claimant";
import { alreadyOwned, claimRequired } from "./outcome";

/** Whether a browser that shows a payment is the one that made it: only then its session may remember that. */
export const mayRemember = (claimant: Claimant) => claimant === "first" || claimant === "proved";

/** Asked before anything is opened as well: a header that everybody can show must cost little. */
export async function refuseLate(
  { db }: Pick<PaymentDeps, "db">,
  { purchaseId, claimant }: { purchaseId: string; claimant: Claimant },
): Promise<void> {
  if (claimant === "late") throw (await isDelivered(db, purchaseId)) ? alreadyOwned() : claimRequired();
}

/**
 * Takes the one delivery of a purchase, or repeats it for its client, and for a browser remembers it in its session. Throws
 * `already_owned` where the delivery was taken, and `claim_required` where the header alone is not enough for it.
 */
export async function deliver(
  deps: Pick<PaymentDeps, "db" | "clock" | "failpoint">,
  { purchaseId, claimant }: { purchaseId: string; claimant: Claimant },
  sessionId: string | null,
): Promise<void> {
  await refuseLate(deps, { purchaseId, claimant });
  if (!(await takeDelivery(deps.db, purchaseId, claimant === "proved", deps.clock.now()))) throw alreadyOwned();
  deps.failpoint("delivery-taken");
  if (sessionId && mayRemember(claimant)) await grantToSession(deps.db, sessionId, purchaseId);
}
