// What operators did, in the domain and as JSON.
import { z } from "zod";
import { addressCodec, instantCodec } from "../kernel/codecs";

export const operatorActions = [
  "hide_item",
  "restore_item",
  "suspend_creator",
  "reinstate_creator",
  "dismiss_report",
  "dismiss_reports",
  "block_wallet",
  "unblock_wallet",
  "set_featured",
  "resolve_discrepancy",
] as const;
export type OperatorAction = (typeof operatorActions)[number];

export const auditEntryCodec = z.object({
  id: z.string(),
  at: instantCodec,
  wallet: addressCodec.nullable().describe("Whose session it was; null for who holds the operator's token."),
  action: z.string(),
  subject: z.string().describe("What it was done to: an id, or a wallet."),
  before: z.unknown(),
  after: z.unknown(),
  requestId: z.string().nullable(),
});
export type AuditEntry = z.output<typeof auditEntryCodec>;
