// The receipt as a file: what was bought, from whom and where on the chain it was paid, under the server's signature.
import type { Db } from "../../db/client";
import type { Address } from "../../kernel/address";
import type { Network } from "../../x402/networks";
import { contentUrlOf, type ReceiptFacts, type SignedReceipt } from "../../x402/receipts/receipt-form";
import type { ReceiptSigner } from "../../x402/receipts/signed-receipt";
import type { Receipt } from "../types";
import { getReceipt, type ReceiptReader, toReceipt } from "./get-receipt";
import { listFiles } from "./open-content";
import { selectReceiptsOf } from "./receipt-queries";

interface SigningDeps {
  db: Db;
  network: Network;
  origin: string;
  receiptSigner: ReceiptSigner;
}

/** Throws `not_found` as getReceipt does. Signed anew each time: the same purchase gives the same file. */
export async function getSignedReceipt(deps: SigningDeps, viewer: ReceiptReader, purchaseId: string): Promise<SignedReceipt> {
  return sign(deps, await getReceipt(deps, viewer, purchaseId));
}

const batch = 50;

/** The receipts of all that this wallet owns, each as `getSignedReceipt` gives it. */
export async function* signedReceipts(deps: SigningDeps, wallet: Address): AsyncGenerator<SignedReceipt> {
  for (let after = ""; ; ) {
    const rows = await selectReceiptsOf(deps.db, wallet, after, batch);
    for (const row of rows) yield await sign(deps, toReceipt(row));
    const last = rows[batch - 1];
    if (!last) return;
    after = last.id;
  }
}

async function sign(deps: SigningDeps, receipt: Receipt): Promise<SignedReceipt> {
  const facts = factsOf(receipt, deps.origin);
  const files = receipt.item.kind === "file" ? await manifest(deps, receipt.versionId) : undefined;
  return deps.receiptSigner.signReceipt(facts, contentUrlOf(facts), files);
}

function factsOf(receipt: Receipt, origin: string): ReceiptFacts {
  const { id, item, versionNumber, sha256, bytes, amount, network, transaction, logIndex, blockNumber, settledAt } = receipt;
  const { asset, payer, payTo } = receipt;
  const content = { itemId: item.id, kind: item.kind, versionNumber, sha256, bytes: `${bytes}` };
  const payment = { amount: `${amount}`, asset, network, payer, payTo };
  const place = { transaction, logIndex, blockNumber: `${blockNumber}`, settledAt: settledAt.toISOString() };
  return { id, origin, ...content, ...payment, ...place };
}

async function manifest(deps: { db: Db }, versionId: string): Promise<NonNullable<SignedReceipt["files"]>> {
  const files = await listFiles(deps, versionId);
  return files.map(({ name, mediaType, bytes, sha256 }) => ({ name, mediaType, bytes: `${bytes}`, sha256 }));
}
