// The relayers' nonces, which a row lock orders.
import type { Slot } from "../../chain/facilitator";
import type { Tx } from "../../db/client";
import { Prisma } from "../../db/generated/client";
import type { Address } from "../../kernel/address";

/**
 * For a payment that was claimed before, a key and its next nonce: one whose row nobody holds, with the fewest transactions that the chain
 * had not counted when it was last asked; if all are held, the first that is let go. The row stays locked until the transaction ends, so
 * each key's nonces are stored in their order. One that was sent in others' company, and could be sent alone now, was burnt there:
 * the key's row tells all servers.
 */
export async function takeSlot(tx: Tx, { id, chainId }: { id: string; chainId: number }, relayers: Address[]): Promise<Slot> {
  const pick = (skip: Prisma.Sql) => tx.$queryRaw<Slot[]>`
    UPDATE relayer SET next_nonce = next_nonce + 1, burnt_at = CASE
             WHEN EXISTS (SELECT FROM settlement_attempt WHERE purchase_id = ${id} AND members > 1) THEN now() ELSE burnt_at END
     WHERE chain_id = ${chainId} AND address = (
      SELECT address FROM relayer WHERE chain_id = ${chainId} AND address = ANY(${relayers})
       ORDER BY next_nonce - counted_nonce, address
       LIMIT 1 FOR UPDATE ${skip})
    RETURNING address AS relayer, next_nonce - 1 AS "relayerNonce"`;
  const slot = (await pick(Prisma.sql`SKIP LOCKED`))[0] ?? (await pick(Prisma.empty))[0];
  if (!slot) throw new Error("no relayer key was counted yet");
  return slot;
}

/** The nonce that a key's next transaction takes, kept from all signers until the transaction ends. */
export async function lockNextNonce(tx: Tx, chainId: number, relayer: Address): Promise<number | undefined> {
  const [row] = await tx.$queryRaw<{ nextNonce: number }[]>`
    SELECT next_nonce AS "nextNonce" FROM relayer WHERE chain_id = ${chainId} AND address = ${relayer} FOR UPDATE`;
  return row?.nextNonce;
}
