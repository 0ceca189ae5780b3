// /.well-known/pennypost.json: who signs a server's receipts, told apart from any receipt, so that a verifier can learn the
// address before it needs it and keep it.
import { z } from "zod";
import type { Address } from "../../kernel/address";
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

/** The signer that a server names; null where none answers as it should. */
export async function fetchReceiptSigner(origin: string): Promise<Address | null> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const answer = await fetch(origin + SERVER_FACTS_PATH, { signal, redirect: "error", credentials: "omit" });
    const facts = serverFactsSchema.parse(await answer.json());
    return facts.origin === origin ? (facts.receiptSigner as Address) : null;
  } catch {
    return null;
  }
}
