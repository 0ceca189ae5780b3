// A receipt, for the two it concerns: who paid and who was paid.
import type { Viewer } from "../../auth/types";
import type { Db } from "../../db/client";
import type { Address } from "../../kernel/address";
import { Refusal } from "../../kernel/errors";
import type { Network } from "../../x402/networks";
import type { Receipt } from "../types";
import { type ReceiptRow, selectReceipt } from "./receipt-queries";

/** Who asks by a session, or as a wallet that was proved without one. */
export type ReceiptReader = Viewer | { kind: "wallet"; wallet: Address };

/** Throws `not_found`, to everybody else as well: a receipt's existence is nobody's business. */
export async function getReceipt(
  deps: { db: Db; network: Network },
  viewer: ReceiptReader,
  purchaseId: string,
): Promise<Receipt> {
  const sessionId = "sessionId" in viewer ? viewer.sessionId : null;
  const row = viewer.kind === "nobody" ? undefined : await selectReceipt(deps.db, purchaseId, sessionId);
  const isParty = row && (row.granted || row.payer === viewer.wallet || row.creatorWallet === viewer.wallet);
  if (!row || !isParty) throw new Refusal("not_found", "There is no such receipt for this wallet.");
  return toReceipt(row);
}

export function toReceipt(row: ReceiptRow): Receipt {
  const { granted: _granted, creatorWallet: _wallet, itemId, kind, slug, title, handle, creatorName, chainId, ...facts } = row;
  const item = { id: itemId, kind, slug, title, handle, creatorName };
  return { ...facts, item, network: `eip155:${chainId}` };
}
