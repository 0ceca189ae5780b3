// Creators and where they are paid, in the domain and as JSON.
import { z } from "zod";
import { addressCodec, fieldIssueCodec, instantCodec } from "../../kernel/codecs";
import type { Moderation } from "../codecs";

export const creatorCodec = z.object({
  id: z.string(),
  handle: z.string(),
  displayName: z.string(),
  bio: z.string(),
  /** Pages of the creator elsewhere, https only. */
  links: z.array(z.string()),
  avatarId: z.string().nullable().describe("A picture at /api/pictures/{id}/{width}, or null."),
  payTo: addressCodec.describe("Where the money goes: the creator's own wallet."),
  createdAt: instantCodec,
});
export type CreatorProfile = z.output<typeof creatorCodec>;

/** Whom an operator has suspended, as the public is told. */
export interface SuspendedCreator {
  displayName: string;
  suspension: Moderation;
}

export const handleCheckCodec = z.object({
  handle: z.string().nullable().describe("The handle that was asked for, in its form; null if none was, or it has none."),
  problem: fieldIssueCodec.nullable().describe("Why it cannot be had now; null if it can, or none was asked for."),
  suggestion: z.string().nullable().describe("One that can be had, where one was found."),
});
export type HandleCheck = z.output<typeof handleCheckCodec>;

/** A change of where a creator is paid: waiting for signatures, or completed. */
export const payoutChangeCodec = z.object({
  id: z.string(),
  fromPayTo: addressCodec,
  toPayTo: addressCodec,
  message: z.string().describe("What both wallets sign with personal_sign (EIP-191), word for word."),
  signed: z.object({ account: z.boolean(), payTo: z.boolean() }),
  createdAt: instantCodec,
  expiresAt: instantCodec,
  completedAt: instantCodec.nullable(),
});
export type PayoutChange = z.output<typeof payoutChangeCodec>;
export type PayoutChangeJson = z.input<typeof payoutChangeCodec>;

export const payoutCodec = z.object({
  payTo: addressCodec.describe("Where the creator is paid now."),
  pending: payoutChangeCodec.nullable().describe("Waits for one or both signatures."),
  history: z.array(payoutChangeCodec).describe("Completed changes, newest first."),
});
export type Payout = z.output<typeof payoutCodec>;
export type PayoutJson = z.input<typeof payoutCodec>;
