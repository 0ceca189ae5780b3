// The blocks that are watched until they are final.
import type { BlockPlace } from "../../chain/usdc";
import type { Db } from "../../db/client";

/** A chain's blocks with settlements that may still leave it, lowest first. */
export function listUnfinalBlocks(db: Db, chainId: number, limit: number): Promise<BlockPlace[]> {
  return db.$queryRaw<BlockPlace[]>`
    SELECT block_number AS "blockNumber", block_hash AS "blockHash" FROM settlement
     WHERE chain_id = ${chainId} AND finalized_at IS NULL
     GROUP BY block_number, block_hash ORDER BY block_number LIMIT ${limit}`;
}
