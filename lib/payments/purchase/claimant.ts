// Who shows a payment. Its header is public once it was in a block, so that it alone opens nothing from then on: what else is shown
// decides who gets the bytes.
import { createHash, randomBytes } from "node:crypto";
import { SharedLooks } from "../../kernel/shared-looks";
import type { PresentedPayment } from "../../x402/payment-header";
import type { PaymentDeps } from "../deps";
import { listAttempts } from "../ledger/journal-queries";
import { authorizationOf, type PurchaseRow } from "../ledger/purchase-queries";

/**
 * `first`: began this purchase in this request · `proved`: showed its claim secret or payment-identifier as well · `early`: came with
 * the header alone, as it was begun, before it was in a block · `late`: came with less than the client has, or so late that anybody
 * could have read the header on the chain.
 */
export type Claimant = "first" | "proved" | "early" | "late";

/** As whom we know the client that shows a payment, by what it shows besides the header. */
export interface Recognition {
  claimant: Claimant;
  /** The secret with which this client is answered again, if it has one. */
  claim: string | null;
}

/** Who shows no more than the chain has shown. */
export const ANYBODY: Recognition = { claimant: "late", claim: null };

export const newClaim = () => randomBytes(32).toString("base64url");

const GIVEN = "given:";
const digest = (claim: string) => createHash("sha256").update(claim).digest("hex");

/** What the purchase's row keeps of a claim secret, and whether its client sent it or was to be given it. */
export const claimHashOf = (claim: string, by: "client" | "server") => `${by === "server" ? GIVEN : ""}${digest(claim)}`;

export function isProved({ claimHash, paymentId }: PurchaseRow, shown: PresentedPayment): boolean {
  if (shown.claim && (["client", "server"] as const).some((by) => claimHashOf(shown.claim ?? "", by) === claimHash)) return true;
  return Boolean(shown.paymentId) && shown.paymentId === paymentId;
}

/** Its client began with the header alone, and may come again with no more. One with a secret of its own never does: that is a copy. */
const hasHeaderOnly = ({ claimHash, paymentId }: PurchaseRow) => !paymentId && (!claimHash || claimHash.startsWith(GIVEN));

const looks = new SharedLooks<boolean>();

/** For a payment that was begun before. */
export async function recognise(deps: PaymentDeps, first: PurchaseRow, payment: PresentedPayment): Promise<Recognition> {
  if (isProved(first, payment)) return { claimant: "proved", claim: payment.claim ?? null };
  const isOpen = first.state === "claimed" || first.state === "settling";
  const isEarly = isOpen && hasHeaderOnly(first) && (await looks.share(deps.db, first.id, () => isUnseen(deps, first)));
  return { claimant: isEarly ? "early" : "late", claim: null };
}

/** No block has held it, as far as our node knows: neither a transaction of ours, failed ones included, nor anybody's that spent it. */
async function isUnseen(deps: PaymentDeps, purchase: PurchaseRow): Promise<boolean> {
  const authorization = authorizationOf(purchase);
  try {
    for (const { transaction } of await listAttempts(deps.db, purchase.id)) {
      if (transaction && (await deps.usdc.settlementIn(transaction, authorization))) return false;
    }
    return !(await deps.usdc.isUsed(authorization));
  } catch {
    return false;
  }
}
