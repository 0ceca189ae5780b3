// What the operator's desk shows, in the domain and as JSON.
import { z } from "zod";
import { itemKindCodec, itemStatusCodec, moderationCodec } from "../catalog/codecs";
import { addressCodec, amountCodec, countCodec, instantCodec } from "../kernel/codecs";

const weiCodec = z
  .codec(z.string().regex(/^\d+$/), z.bigint(), { decode: (text) => BigInt(text), encode: (wei) => wei.toString() })
  .describe("Wei as a decimal string.");

export const deskRailCodec = z.object({
  network: z.string().describe("CAIP-2 id of the chain"),
  label: z.string(),
  payments: z.enum(["open", "paused"]),
  reason: z.string().nullable(),
  relayers: z
    .array(z.object({ address: addressCodec, wei: weiCodec, isLow: z.boolean() }))
    .describe("What the keys held when this server last asked."),
  gasToday: weiCodec.describe("What settlements of this day (UTC) may have cost on the chain."),
  gasDaily: weiCodec.nullable().describe("RELAYER_DAILY_ETH; null for no bound."),
});
export type DeskRail = z.output<typeof deskRailCodec>;

const deskJobCodec = z.object({
  name: z.string(),
  everySeconds: z.number().describe("From the end of one run to the start of the next; longer after failures."),
  startedAt: instantCodec.nullable().describe("Of the last run; null before the first."),
  endedAt: instantCodec.nullable().describe("Of the last run that ended."),
  seconds: z.number().describe("What the last run took."),
  failures: countCodec.describe("In a row."),
  lastError: z
    .object({ name: z.string(), code: z.string().nullable(), at: instantCodec })
    .nullable()
    .describe("Of the last run that failed, since the server started. What else it said stands in the log."),
  nextAt: instantCodec.nullable().describe("When it is due; null while it runs."),
  isElsewhere: z.boolean().describe("Another server had it when it was last due."),
});
export type DeskJob = z.output<typeof deskJobCodec>;

export const deskLeaseCodec = z.object({
  name: z.string(),
  holder: z.string().describe("The server that has the job: its host and process."),
  expiresAt: instantCodec,
});
export type DeskLease = z.output<typeof deskLeaseCodec>;

export const overviewCodec = z.object({
  openReports: countCodec.describe("Counted up to 1,000."),
  openDiscrepancies: countCodec.describe("Counted up to 100."),
  rails: z.array(deskRailCodec),
  storage: z.enum(["ok", "full", "unreachable"]).describe("Of files, as the server that answers sees it."),
  jobs: z.array(deskJobCodec).describe("Of the server that answers."),
  leases: z.array(deskLeaseCodec).describe("Which server has which job."),
});
export type Overview = z.output<typeof overviewCodec>;

export const deskItemCodec = z.object({
  id: z.string(),
  title: z.string(),
  kind: itemKindCodec,
  status: itemStatusCodec,
  slug: z.string(),
  handle: z.string(),
  amount: amountCodec,
  publishedAt: instantCodec.nullable(),
  hidden: moderationCodec.nullable(),
  openReports: countCodec.describe("Counted up to 100."),
});
export type DeskItem = z.output<typeof deskItemCodec>;

export const deskCreatorCodec = z.object({
  id: z.string(),
  handle: z.string(),
  displayName: z.string(),
  wallet: addressCodec,
  payTo: addressCodec,
  createdAt: instantCodec,
  sales: countCodec.describe("Whose blocks are final."),
  suspension: moderationCodec.nullable(),
});
export type DeskCreator = z.output<typeof deskCreatorCodec>;

export const lookupCodec = z.object({
  creator: deskCreatorCodec.nullable(),
  items: z.array(deskItemCodec).describe("The piece that was asked for, or the creator's, the last changed first."),
  next: z.string().nullable().describe("Pass as `cursor`; null at the end."),
});
export type Lookup = z.output<typeof lookupCodec>;

export const deskPurchaseCodec = z.object({
  id: z.string(),
  state: z.enum(["claimed", "settling", "confirmed", "refused", "expired"]),
  reason: z.string().nullable(),
  item: z.object({ id: z.string(), title: z.string(), slug: z.string(), handle: z.string() }),
  network: z.string().describe("CAIP-2 id of the chain"),
  payer: addressCodec,
  payTo: addressCodec,
  amount: amountCodec,
  payerKind: z.enum(["person", "agent"]),
  transaction: z.string().nullable().describe("Of its settlement, else the last that was sent for it."),
  createdAt: instantCodec,
  settledAt: instantCodec.nullable(),
  deliveredAt: instantCodec.nullable(),
});
export type DeskPurchase = z.output<typeof deskPurchaseCodec>;
