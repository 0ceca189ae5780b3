// The end of a purchase: who gets the bytes. A presented header alone delivers at most once (payments: I5).
import type { Db } from "../db/client";
import type { Clock } from "../kernel/clock";
import { alreadyOwned } from "./purchase";
import { grantToSession, takeDelivery } from "./queries";

/** Takes the one delivery of a purchase and, for a browser, remembers it in its session. Throws `already_owned` the second time. */
export async function deliver(deps: { db: Db; clock: Clock }, purchaseId: string, sessionId: string | null): Promise<void> {
  if (!(await takeDelivery(deps.db, purchaseId, deps.clock.now()))) throw alreadyOwned();
  if (sessionId) await grantToSession(deps.db, sessionId, purchaseId);
}
