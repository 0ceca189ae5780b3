// Reports: made by anybody, read by operators.
import { z } from "zod";
import { moderationReasons } from "../catalog/codecs";
import { noteMax } from "../catalog/limits";
import { line, paragraph } from "../catalog/text";
import { pageCodec } from "../kernel/codecs";
import { idPattern } from "../kernel/ids";
import { itemParams, reportParams } from "../kernel/params";
import type { RouteSpec } from "../kernel/route-spec";
import { reportCodec, reportContactMax, reportTextMax } from "./codecs";

export const reportRoutes = {
  "POST /api/items/{itemId}/reports": {
    id: "reportItem",
    summary: "Report a piece to the operators of this site",
    description: "Nobody else is told, its creator neither. Five an hour from one address or wallet.",
    tag: "Items",
    auth: "optional",
    params: itemParams,
    body: z.strictObject({
      reason: z.enum(moderationReasons),
      text: paragraph(reportTextMax).default("").describe("What is wrong with it, and where."),
      contact: line(reportContactMax).default("").describe("How the operators may ask you."),
    }),
    limit: { requests: 5, seconds: 3600, isShared: true },
    response: { status: 204, description: "Reported" },
    errors: ["not_found", "removed"],
  },

  "GET /api/operator/reports": {
    id: "listReports",
    summary: "What readers have reported: open reports from the oldest, closed ones from the newest",
    tag: "Operator",
    auth: "operator",
    query: z.strictObject({
      state: z.enum(["open", "closed"]).optional().describe("Open ones unless it says otherwise."),
      cursor: z.string().regex(idPattern("rep"), "is not the cursor of a page").optional().describe("`next` of the page before."),
    }),
    response: { description: "A page of reports", schema: pageCodec(reportCodec) },
  },

  "POST /api/operator/reports/{reportId}/dismiss": {
    id: "dismissReport",
    summary: "Close a report whose piece stays as it is. Hiding a piece closes what is reported of it",
    tag: "Operator",
    auth: "operator",
    params: reportParams,
    body: z.strictObject({ note: paragraph(noteMax).default("").describe("For the audit log.") }),
    response: { status: 204, description: "Closed" },
    errors: ["not_found"],
  },

  "POST /api/operator/items/{itemId}/reports/dismiss": {
    id: "dismissReports",
    summary: "Close all open reports of a piece, which stays as it is",
    tag: "Operator",
    auth: "operator",
    params: itemParams,
    body: z.strictObject({ note: paragraph(noteMax).default("").describe("For the audit log.") }),
    response: { status: 204, description: "Closed" },
    errors: ["not_found"],
  },
} as const satisfies Record<string, RouteSpec>;
