// /.well-known/pennypost.json: the address that signs a server's receipts, published apart from them, so that a verifier can learn and
// keep it beforehand.
import { z } from "zod";
import { type Address, toAddress } from "../../kernel/address";
import { RECEIPT_FORM } from "./receipt-form";

const SERVER_FACTS_PATH = "/.well-known/pennypost.json";
const PATIENCE_MS = 5_000;

const address = z.string().regex(/^0x[0-9a-f]{40}$/);

export const serverFactsSchema = z.object({
  origin: z.string(),
  receiptForm: z.literal(RECEIPT_FORM),
  receiptSigner: address.describe("Signs receipts, and offers and receipts of x402's offer-receipt extension"),
  network: z.string().describe("CAIP-2"),
  asset: address,
});

/** The signer that a server publishes; null if the document is missing or malformed. */
export async function fetchReceiptSigner(origin: string): Promise<Address | null> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(origin + SERVER_FACTS_PATH, { signal, redirect: "error", credentials: "omit" });
    const facts = serverFactsSchema.parse(await answer.json());
    return facts.origin === origin ? toAddress(facts.receiptSigner) : null;
  } catch {
    return null;
  }
}
