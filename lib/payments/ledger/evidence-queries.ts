// Settlements as the evidence they are: found in a block, moved to another, withdrawn with it, final in the end.
import type { BlockPlace, ChainSettlement } from "../../chain/usdc";
import type { Db, Tx } from "../../db/client";
import type { Settlement } from "../../db/generated/client";
import { tryMove } from "./purchase-queries";

export type SettlementRow = Settlement;

/** The block of a settlement left the chain: the evidence goes, and the payment is under way again. False if that was known. */
export async function vanish(
  tx: Tx,
  { purchaseId, blockHash }: Pick<SettlementRow, "purchaseId" | "blockHash">,
): Promise<boolean> {
  const { count } = await tx.settlement.deleteMany({ where: { purchaseId, blockHash } });
  return count === 1 && tryMove(tx, purchaseId, "vanish");
}

/** The same pair of logs lies in another block now. */
export async function moveEvidence(tx: Tx, { purchaseId, blockHash }: SettlementRow, to: ChainSettlement, settledAt: Date) {
  const { transaction, logIndex, blockNumber } = to;
  const data = { transaction, logIndex, blockNumber, blockHash: to.blockHash, settledAt };
  await tx.settlement.updateMany({ where: { purchaseId, blockHash }, data });
}

/** Of one token: another's logs tell nothing of it. */
export function listSettlementsIn(
  db: Db,
  { chainId, asset }: { chainId: number; asset: string },
  { blockNumber, blockHash }: BlockPlace,
): Promise<SettlementRow[]> {
  const where = { chainId, blockNumber, blockHash, finalizedAt: null, purchase: { asset } };
  return db.settlement.findMany({ where, orderBy: { logIndex: "asc" } });
}

export async function markFinal(tx: Tx, chainId: number, blockHashes: string[], now: Date): Promise<number> {
  const { count } = await tx.settlement.updateMany({
    where: { chainId, blockHash: { in: blockHashes }, finalizedAt: null },
    data: { finalizedAt: now },
  });
  return count;
}
