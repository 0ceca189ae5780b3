// What operators read of each other's acts.
import { z } from "zod";
import { pageCodec } from "../kernel/codecs";
import { idPattern } from "../kernel/ids";
import type { RouteSpec } from "../kernel/route-spec";
import { auditEntryCodec } from "./codecs";

const auditQuerySchema = z.strictObject({
  subject: z.string().max(200).optional().describe("Only what was done to this: an id, or a wallet in lower case."),
  cursor: z.string().regex(idPattern("act"), "is not the cursor of a page").optional().describe("`next` of the page before."),
});

export const auditRoutes = {
  "GET /api/operator/audit": {
    id: "listAudit",
    summary: "What operators did, the newest first",
    description: "Entries are written with each act, and nobody can change or delete them through this server.",
    tag: "Operator",
    auth: "operator",
    query: auditQuerySchema,
    response: { description: "A page of entries", schema: pageCodec(auditEntryCodec) },
  },
} as const satisfies Record<string, RouteSpec>;
