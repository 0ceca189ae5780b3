// What the purchase, library and wallet routes answer. Amounts are decimal strings of atomic USDC, dates ISO 8601.
import { z } from "zod";
import { idPattern } from "../kernel/ids";
import { librarySorts, libraryStates } from "./types";

const amount = z.string().regex(/^\d+$/).describe("Atomic USDC (6 decimals)");
const date = z.iso.datetime();
const kind = z.enum(["article", "file"]);

export const ownershipSchema = z.discriminatedUnion("state", [
  z.object({ state: z.literal("none") }),
  z.object({ state: z.literal("owned"), receiptId: z.string(), purchasedAt: date }),
  z.object({ state: z.literal("creator") }),
]);

const ownedSchema = z.object({
  receiptId: z.string(),
  itemId: z.string(),
  kind,
  slug: z.string(),
  handle: z.string(),
  creatorName: z.string(),
  title: z.string(),
  amount,
  purchasedAt: date,
  updatedSince: z.boolean().describe("A newer version was published after the purchase"),
  updatedAt: date.nullable().describe("When it was"),
  removed: z.boolean().describe("No longer sold; still yours"),
  network: z.string().describe("CAIP-2 id of the chain that it was paid on"),
});

export const libraryQuerySchema = z.object({
  search: z.string().max(200).optional().describe("Words in titles and names of creators"),
  kind: kind.optional().describe("Only articles, or only files"),
  state: z.enum(libraryStates).optional().describe("`updated`: a newer version was published since; `removed`: no longer sold"),
  sort: z.enum(librarySorts).optional().describe("`newest` unless said otherwise"),
  cursor: z
    .string()
    .regex(idPattern("pur"), "The page cursor is not one of ours. Start again from the first page.")
    .optional()
    .describe("`next` of the page before"),
});

export const librarySchema = z.object({
  rows: z.array(ownedSchema),
  next: z.string().nullable().describe("Pass as `cursor`; null at the end."),
});
export const balanceSchema = z.object({ amount });
export const faucetSchema = z.object({ amount, transaction: z.string() });

export const discrepancySchema = z.object({
  id: z.string(),
  kind: z.enum(["reorganised", "paid_twice", "unrecorded_transfer", "missing_logs", "missing_entitlement", "relayer_nonce"]),
  subject: z.string().describe("A purchase id, or a relayer with its nonce"),
  detail: z.record(z.string(), z.unknown()),
  foundAt: date,
});
