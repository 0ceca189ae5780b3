// Mismatches of chain and books, in the domain and as JSON.
import { z } from "zod";
import { instantCodec } from "../../kernel/codecs";

export const discrepancyCodec = z.object({
  id: z.string(),
  kind: z.enum(["reorganised", "paid_twice", "unrecorded_transfer", "missing_logs", "missing_entitlement", "relayer_nonce"]),
  subject: z.string().describe("A purchase id, or a relayer with its nonce"),
  detail: z.unknown(),
  foundAt: instantCodec,
});
export type DiscrepancyJson = z.input<typeof discrepancyCodec>;
