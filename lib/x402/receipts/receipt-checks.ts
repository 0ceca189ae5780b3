// The type of a receipt check, with the titles of all checks.

export type CheckState = "passed" | "failed" | "skipped";

export interface Check {
  id:
    | "form"
    | "signature"
    | "x402"
    | "agreement"
    | "signer"
    | "asset"
    | "transaction"
    | "transfer"
    | "block"
    | "manifest"
    | "content";
  title: string;
  state: CheckState;
  /** One sentence. */
  detail: string;
}

const titles: Record<Check["id"], string> = {
  form: "A receipt of a form we know",
  signature: "Signed as it stands",
  x402: "x402’s own receipt is signed",
  agreement: "Both receipts say the same",
  signer: "Signed by the one expected",
  asset: "Paid in USDC",
  transaction: "The transaction succeeded",
  transfer: "It paid this amount, from payer to payee",
  block: "Its block is part of the chain",
  manifest: "The list of files is the one that was bought",
  content: "The content is what was bought",
};

export const check = (id: Check["id"], state: CheckState, detail: string): Check => ({ id, title: titles[id], state, detail });

/** Passed if `holds`, else failed, each with its detail. */
export const decide = (id: Check["id"], holds: boolean, passed: string, failed: string): Check =>
  holds ? check(id, "passed", passed) : check(id, "failed", failed);
