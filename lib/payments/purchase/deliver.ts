// The end of a purchase: who gets the bytes. A presented header alone delivers at most once (payments: I5).
import type { PaymentDeps } from "../deps";
import { grantToSession } from "../ledger/grant-queries";
import { takeDelivery } from "../ledger/purchase-queries";
import { alreadyOwned } from "./outcome";

/** Takes the one delivery of a purchase (or repeats it for the client's own id of the payment) and, for a browser, remembers it in its session. Throws `already_owned` the second time. */
export async function deliver(
  deps: Pick<PaymentDeps, "db" | "clock" | "failpoint">,
  purchaseId: string,
  sessionId: string | null,
  paymentId: string | null = null,
): Promise<void> {
  if (!(await takeDelivery(deps.db, purchaseId, paymentId, deps.clock.now()))) throw alreadyOwned();
  deps.failpoint("delivery-taken");
  if (sessionId) await grantToSession(deps.db, sessionId, purchaseId);
}
