// The end of a purchase: who gets the bytes. A presented header alone delivers at most once (payments: I5), and not once it was in a
// block before it was presented.
import type { PaymentDeps } from "../deps";
import { grantToSession } from "../ledger/grant-queries";
import { isDelivered, takeDelivery } from "../ledger/purchase-queries";
import type { Claimant } from "./claimant";
import { alreadyOwned, claimRequired } from "./outcome";

/** Whether a browser that shows a payment is the one that made it: only then its session may remember that. */
export const mayRemember = (claimant: Claimant) => claimant === "first" || claimant === "proved";

/**
 * Takes the one delivery of a purchase, or repeats it for its client, and for a browser remembers it in its session. Throws
 * `already_owned` where the delivery was taken, and `claim_required` where the header alone is not enough for it.
 */
export async function deliver(
  deps: Pick<PaymentDeps, "db" | "clock" | "failpoint">,
  { purchaseId, claimant }: { purchaseId: string; claimant: Claimant },
  sessionId: string | null,
): Promise<void> {
  const isTaken = claimant !== "late" && (await takeDelivery(deps.db, purchaseId, claimant === "proved", deps.clock.now()));
  if (!isTaken) throw (await isDelivered(deps.db, purchaseId)) ? alreadyOwned() : claimRequired();
  deps.failpoint("delivery-taken");
  if (sessionId && mayRemember(claimant)) await grantToSession(deps.db, sessionId, purchaseId);
}
