// What became of a payment that is presented again.
import type { Db } from "../../db/client";
import { toAddress } from "../../kernel/address";
import type { SignedAuthorization } from "../../x402/exact/signed-authorization";
import type { Network } from "../../x402/networks";
import { findByAuthorization } from "../ledger/purchase-queries";

/** The purchase that this authorization began on this network; null if it began none. */
export async function findPayment({ db, network }: { db: Db; network: Network }, authorization: SignedAuthorization) {
  const row = await findByAuthorization(db, network.chainId, toAddress(network.asset), authorization);
  return row && { itemId: row.itemId, state: row.state };
}
