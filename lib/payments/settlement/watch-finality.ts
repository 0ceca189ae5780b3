// Confirmed is not final: until a settlement's block is, it is asked whether the chain still has it. If not, the evidence goes,
// the item closes, the payment is sent again, and an operator learns of it.

import type { BlockPlace, ChainSettlement, Usdc } from "../../chain/usdc";
import { toAddress } from "../../kernel/address";
import type { PaymentDeps } from "../deps";
import { listUnfinalBlocks } from "../ledger/block-queries";
import { recordDiscrepancy } from "../ledger/discrepancy-queries";
import { listSettlementsIn, markFinal, moveEvidence, type SettlementRow, vanish } from "../ledger/evidence-queries";
import { authorizationOf, findPurchase, type PurchaseRow } from "../ledger/purchase-queries";
import type { Write } from "./await-settlement";
import { beforeReorg } from "./reorg";

/** More than lie between the newest block and the final one. */
const BLOCKS_MAX = 2_000;
/** A preconfirmation whose block was sealed without it may be in one of the next. */
const PRECONFIRMED_BLOCKS = 3n;

/** Where the pair of logs lies now: in another block of the same transaction, or of somebody else's. */
async function findElsewhere(
  { usdc }: PaymentDeps,
  purchase: PurchaseRow,
  { transaction, blockNumber }: SettlementRow,
): Promise<ChainSettlement | null> {
  const authorization = authorizationOf(purchase);
  const same = await usdc.settlementIn(transaction, authorization);
  if (same && !("failedIn" in same)) return same;
  return usdc.findSettlement(authorization, beforeReorg(blockNumber));
}

/** A settlement at whose height another block lies: the same transaction may be in that one already; else it is under way again. */
async function onBlockReplaced(deps: PaymentDeps, settlement: SettlementRow, write: Write): Promise<void> {
  const { purchaseId, transaction, blockHash, blockNumber, isPreconfirmed } = settlement;
  deps.failpoint("reorg-noticed");
  const purchase = await findPurchase(deps.db, purchaseId);
  if (!purchase) return;
  const elsewhere = await findElsewhere(deps, purchase, settlement);
  const wanted = Math.max(1, deps.confirmations(purchase.amount));
  const depth = elsewhere ? await deps.usdc.depthOf(elsewhere, wanted) : 0;
  if (elsewhere && depth >= wanted) {
    const settledAt = await deps.usdc.timeOf(elsewhere);
    return write((db) => moveEvidence(db, settlement, elsewhere, settledAt));
  }
  // Seen, and not sealed as far as the node that answered has come: the next sweep decides.
  if (elsewhere && depth === 0) return;
  if (isPreconfirmed && (await deps.usdc.head()).number < blockNumber + PRECONFIRMED_BLOCKS) return;
  const detail = { transaction, blockHash, blockNumber: blockNumber.toString() };
  const isGone = await write(async (db) => {
    if (!(await vanish(db, settlement))) return false;
    await recordDiscrepancy(db, { kind: "reorganised", subject: purchaseId, detail });
    return true;
  });
  if (isGone) deps.emit({ type: "reorganised", purchaseId, transaction });
}

interface Checked {
  /** The highest block that was found to stand. While it stands, so do those below it that stood then. */
  tip: BlockPlace;
  blocks: Set<string>;
}

const memory = new WeakMap<Usdc, Checked>();

/**
 * What this process found standing at its last look, if nothing was reorganised since: then only new blocks need a look. Null where
 * the node that answers has not come so far.
 */
async function recall(usdc: Usdc): Promise<Set<string> | null> {
  const checked = memory.get(usdc);
  const standing = checked && (await usdc.standingOf(checked.tip));
  if (standing === "unseen") return null;
  return checked && standing === "stands" ? checked.blocks : new Set();
}

/**
 * Asks for every block that holds settlements and is not final whether it still stands, and marks those that are final. Another
 * block at its height takes the evidence away; a node that has none there says nothing.
 */
export async function watchFinality(deps: PaymentDeps, write: Write): Promise<void> {
  const { usdc, network } = deps;
  const { chainId } = network;
  const blocks = await listUnfinalBlocks(deps.db, chainId, BLOCKS_MAX);
  if (blocks.length === 0) return;
  const finalized = await usdc.finalized();
  const stood = await recall(usdc);
  if (!stood) return;
  const standing: BlockPlace[] = [];
  for (const block of blocks) {
    const now = stood.has(block.blockHash) ? "stands" : await usdc.standingOf(block);
    if (now === "stands") standing.push(block);
    if (now === "replaced")
      for (const settlement of await listSettlementsIn(deps.db, { chainId, asset: toAddress(network.asset) }, block))
        await onBlockReplaced(deps, settlement, write);
  }
  const tip = standing.at(-1);
  if (tip) memory.set(usdc, { tip, blocks: new Set(standing.map(({ blockHash }) => blockHash)) });
  const final = standing.filter(({ blockNumber }) => blockNumber <= finalized.number).map(({ blockHash }) => blockHash);
  if (final.length === 0) return;
  const count = await write((db) => markFinal(db, chainId, final, deps.clock.now()));
  deps.emit({ type: "finalized", settlements: count });
}
