// The schema of a receipt file, for writing and for verifying. It is strict: a field that no signature and no check covers would be
// an unproved claim.
import { z } from "zod";
import type { Address, Hash, Hex } from "../../kernel/address";
import { idPattern } from "../../kernel/ids";
import { RECEIPT_FORM, type SignedReceipt } from "./receipt-form";

const CHARACTERS_MAX = 1_000_000;
const FILES_MAX = 1_000;
const WHOLE = /^(0|[1-9]\d{0,14})$/;

const hex = <T extends Hex = Hex>(pattern: RegExp) => z.string().regex(pattern) as unknown as z.ZodType<T>;
const address = hex<Address>(/^0x[0-9a-f]{40}$/);
const transaction = hex<Hash>(/^0x[0-9a-f]{64}$/);
const signature = hex(/^0x[0-9a-f]{128}(1b|1c)$/).describe("EIP-712, 65 bytes");
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const network = z
  .string()
  .regex(/^eip155:[1-9]\d{0,14}$/)
  .describe("CAIP-2");
const bytes = z.string().regex(WHOLE);

const isOrigin = (text: string) => URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;
const isInstant = (text: string) => !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text;

const facts = z.strictObject({
  id: z.string().regex(idPattern("pur")),
  origin: z.string().max(300).refine(isOrigin, "is not an http(s) origin").describe("Of the shop"),
  itemId: z.string().regex(idPattern("item")),
  kind: z.enum(["article", "file"]),
  versionNumber: z.int().positive(),
  sha256: sha256.describe("Of an article's Markdown, or of a file item's manifest"),
  bytes,
  amount: z.string().regex(WHOLE).describe("Atomic USDC (6 decimals)"),
  asset: address,
  network,
  payer: address,
  payTo: address,
  transaction,
  logIndex: z.int().nonnegative().describe("Of the Transfer"),
  blockNumber: bytes,
  settledAt: z.string().max(30).refine(isInstant, "is not an instant as 2026-01-31T12:00:00.000Z").describe("The block's time"),
});

const x402 = z.strictObject({
  format: z.literal("eip712"),
  payload: z.strictObject({
    version: z.literal(1),
    network,
    resourceUrl: z.string().max(500),
    payer: address,
    issuedAt: z.int().nonnegative(),
    transaction,
  }),
  signature,
});

const file = z.strictObject({ name: z.string().max(1_000), mediaType: z.string().max(300), bytes, sha256 });

export const signedReceiptSchema = z.strictObject({
  form: z.literal(RECEIPT_FORM),
  receipt: facts.describe("Under `signature`, field by field"),
  signer: address.describe("Compare it with the receiptSigner of /.well-known/pennypost.json"),
  signature,
  x402: x402.describe("The same in the form of x402's offer-receipt extension"),
  files: z.array(file).max(FILES_MAX).optional().describe("Of a file item: the manifest that `sha256` is the hash of"),
});

/** Parses a receipt; `fault` says in one sentence why it cannot be. */
export function parseReceipt(text: string): { receipt: SignedReceipt } | { fault: string } {
  if (text.length > CHARACTERS_MAX) return { fault: "The file is far too long for a receipt." };
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { fault: "The file holds no JSON." };
  }
  const result = signedReceiptSchema.safeParse(json);
  if (!result.success) return { fault: describe(result.error) };
  const { files, ...signed } = result.data;
  if ((signed.receipt.kind === "file") !== (files !== undefined)) {
    return { fault: "A receipt lists files if it is for files, and only then." };
  }
  return { receipt: files ? { ...signed, files } : signed };
}

function describe({ issues: [issue] }: z.ZodError): string {
  const place = issue?.path.join(".");
  return `The file is not of the form ${RECEIPT_FORM}: ${place ? `${place}: ` : ""}${issue?.message.slice(0, 200) ?? "not understood"}.`;
}
