// SQL: one at a time for each wallet, where a bound is counted and nothing of the wallet's is there to be locked.
import type { Tx } from "../db/client";
import type { Address } from "../kernel/address";

/** Until the transaction ends. */
export async function lockWallet(tx: Tx, wallet: Address): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${wallet}, 0))`;
}
