// Confirmed is not final: until a settlement's block is, it is asked whether the chain still has it. If not, the evidence goes,
// the item closes, the payment is sent again, and an operator learns of it.

import type { BlockPlace, Usdc } from "../../chain/usdc";
import type { Hex } from "../../kernel/address";
import type { PaymentDeps } from "../deps";
import { recordDiscrepancy } from "../ledger/discrepancy-queries";
import {
  authorizationOf,
  findPurchase,
  listUnfinal,
  markFinal,
  moveEvidence,
  type SettlementRow,
  vanish,
} from "../ledger/purchase-queries";
import type { Write } from "./await-settlement";

const BATCH = 500;
const REORG_BLOCKS_MAX = 64n;

/** A settlement whose block left the chain: the same transaction may lie in another block already; else it is under way again. */
async function repair(deps: PaymentDeps, settlement: SettlementRow, write: Write): Promise<void> {
  const { purchaseId, transaction, blockHash } = settlement;
  deps.failpoint("reorg-noticed");
  const purchase = await findPurchase(deps.db, purchaseId);
  if (!purchase) return;
  const from = settlement.blockNumber > REORG_BLOCKS_MAX ? settlement.blockNumber - REORG_BLOCKS_MAX : 0n;
  const elsewhere = await deps.usdc.findSettlement(authorizationOf(purchase), from);
  const isDeep = elsewhere && (await deps.usdc.isDeep(elsewhere.blockNumber, deps.confirmations(purchase.amount)));
  if (elsewhere && isDeep) {
    const settledAt = await deps.usdc.timeOf(elsewhere);
    return write((db) => moveEvidence(db, settlement, elsewhere, settledAt));
  }
  const detail = { transaction, blockHash, blockNumber: settlement.blockNumber.toString() };
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

/** What this process found standing at its last look, if nothing was reorganised since: then only new blocks need a look. */
async function recall(usdc: Usdc): Promise<Set<string>> {
  const checked = memory.get(usdc);
  return checked && (await usdc.isCanonical(checked.tip)) ? checked.blocks : new Set();
}

/** Asks for every settlement that is not final whether its block still stands, and marks those whose block is final. */
export async function watchFinality(deps: PaymentDeps, write: Write): Promise<void> {
  const { usdc } = deps;
  const settlements = await listUnfinal(deps.db, BATCH);
  const last = settlements.at(-1);
  if (!last) return;
  const finalized = await usdc.finalized();
  const stood = await recall(usdc);
  const standing = new Map<string, BlockPlace>();
  for (const settlement of settlements) {
    const block = { blockNumber: settlement.blockNumber, blockHash: settlement.blockHash as Hex };
    const stands = standing.has(block.blockHash) || stood.has(block.blockHash) || (await usdc.isCanonical(block));
    if (stands) standing.set(block.blockHash, block);
    else await repair(deps, settlement, write);
  }
  const blocks = [...standing.values()];
  const tip = blocks.at(-1);
  if (tip) memory.set(usdc, { tip, blocks: new Set(standing.keys()) });
  const final = blocks.filter(({ blockNumber }) => blockNumber <= finalized.number).map(({ blockHash }) => blockHash);
  if (final.length === 0) return;
  const count = await write((db) => markFinal(db, final, deps.clock.now()));
  deps.emit({ type: "finalized", settlements: count });
}
