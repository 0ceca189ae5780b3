// Repairs what a crash, a lost answer or a slow chain left behind: at boot before paid routes open, then on an interval.
// Each step is safe to repeat and to run twice at once; the lease only saves several processes the double work.
import type { Hex } from "../kernel/address";
import { lookOnce, newestTransaction } from "./await-settlement";
import type { PaymentDeps } from "./deps";
import { listOpen, markExpired, markRefused, type PurchaseRow, takeLease, touch } from "./queries";
import { fillNonceGaps, submitAgain } from "./relay";

const BATCH = 100;
const LEASE_SECONDS = 60;

export interface SweepReport {
  looked: number;
  repaired: number;
  expired: number;
  failed: number;
}

/** Only a block that cannot vanish, later than the authorization's end, says that it can never be used. */
async function isOver(deps: PaymentDeps, purchase: PurchaseRow, finalizedTime: bigint): Promise<boolean> {
  if (finalizedTime <= purchase.validBefore) return false;
  return !(await deps.usdc.isUsed({ from: purchase.payer as Hex, nonce: purchase.nonce as Hex }));
}

async function sweepOne(deps: PaymentDeps, purchase: PurchaseRow, finalizedTime: bigint): Promise<"repaired" | "expired" | null> {
  await touch(deps.db, purchase.id, deps.clock.now());
  const verdict = await lookOnce(deps, purchase, await newestTransaction(deps, purchase.id));
  if (verdict.state === "paid") return "repaired";
  if (await isOver(deps, purchase, finalizedTime)) {
    await markExpired(deps.db, purchase.id);
    return "expired";
  }
  if (purchase.state === "claimed") await markRefused(deps.db, purchase.id, "claimed", "unexpected_settle_error");
  if (purchase.state !== "settling") return null;
  if (verdict.state === "reverted") await markRefused(deps.db, purchase.id, "settling", "invalid_transaction_state");
  else await submitAgain(deps, purchase);
  return null;
}

/** One sweep if this process has or gets the lease; null otherwise. */
export async function sweepOnLease(deps: PaymentDeps, holder: string): Promise<SweepReport | null> {
  return (await takeLease(deps.db, "sweep", holder, LEASE_SECONDS)) ? sweep(deps) : null;
}

/** One sweep. Throws when the chain or the database does not answer; what was done by then stays done. */
export async function sweep(deps: PaymentDeps): Promise<SweepReport> {
  await fillNonceGaps(deps);
  const report = { looked: 0, repaired: 0, expired: 0, failed: 0 };
  const open = await listOpen(deps.db, deps.clock.now(), BATCH);
  if (open.length === 0) return report;
  const finalizedTime = await deps.usdc.finalizedTime();
  for (const purchase of open) {
    // One payment that cannot be looked at must not keep the sweep from the others.
    const outcome = await sweepOne(deps, purchase, finalizedTime).catch(() => "failed" as const);
    report.looked++;
    if (outcome) report[outcome]++;
  }
  return report;
}
