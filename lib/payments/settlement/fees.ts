// What transactions of ours cost. Until that is known, what was set aside for them is kept from the day's budget.
import type { ChainSettlement } from "../../chain/usdc";
import { type Address, toAddress } from "../../kernel/address";
import type { PaymentDeps } from "../deps";
import { recordFee } from "../ledger/gas-queries";
import { type AttemptRow, listWithoutFee } from "../ledger/journal-queries";
import { authorizationOf, type PurchaseRow } from "../ledger/purchase-queries";

const BATCH = 100;
/** Who settles a payment notes its cost as well. */
const FRESH_MS = 20_000;
/** A nonce that was counted, and no receipt for what we signed under it: something else of this key was mined. */
const LOST_MS = 3_600_000;

type Attempt = AttemptRow & { purchase: PurchaseRow };

/** Notes a payment's share of what our node told that a transaction cost. Books of gas are no reason to fail a payment. */
export async function noteFee(
  deps: PaymentDeps,
  purchaseId: string,
  { transaction, fee }: Pick<ChainSettlement, "transaction" | "fee">,
  wasted: boolean,
): Promise<void> {
  if (deps.facilitator.relayers.length === 0) return;
  const wei = await recordFee(deps.db, purchaseId, transaction, fee).catch(() => null);
  if (wei !== null) deps.emit({ type: "gas", wei, wasted });
}

/** Of one payment, under one nonce. */
async function noteShare(deps: PaymentDeps, attempts: Attempt[]): Promise<void> {
  for (const { purchaseId, transaction, purchase } of attempts) {
    const found = transaction && (await deps.usdc.settlementIn(transaction, authorizationOf(purchase)));
    if (found) return noteFee(deps, purchaseId, found, "failedIn" in found);
  }
  const lostBefore = deps.clock.now().getTime() - LOST_MS;
  const [first] = attempts;
  if (!first?.transaction || attempts.some(({ createdAt }) => createdAt.getTime() > lostBefore)) return;
  await noteFee(deps, first.purchaseId, { transaction: first.transaction, fee: 0n }, false);
}

/**
 * Asks for the cost of what a key has sent and the chain has counted, and no look at a payment asked for: replaced transactions,
 * cancellations, and those that somebody else's settlement overtook. A call that fails ends the turn of its payment only.
 */
export async function noteMinedFees(deps: PaymentDeps, relayer: Address, chainNonce: number): Promise<void> {
  const { db, clock, network } = deps;
  const token = { chainId: network.chainId, asset: toAddress(network.asset) };
  const before = new Date(clock.now().getTime() - FRESH_MS);
  const unknown = await listWithoutFee(db, token, relayer, chainNonce, { before, limit: BATCH });
  const shareOf = ({ purchaseId, relayerNonce }: Attempt) => `${purchaseId} ${relayerNonce}`;
  for (const share of new Set(unknown.map(shareOf))) {
    const attempts = unknown.filter((each) => shareOf(each) === share);
    await noteShare(deps, attempts).catch(() => null);
  }
}
