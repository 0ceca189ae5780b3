// Sums, series and the funnel, in the domain and as JSON. Amounts in atomic USDC; days are UTC dates ("2026-11-22").
import { z } from "zod";
import { amountCodec, countCodec, instantCodec } from "../kernel/codecs";
import { visitEvents } from "./types";

export const itemEarningsCodec = z.object({
  itemId: z.string(),
  slug: z.string(),
  title: z.string(),
  amount: amountCodec,
  sales: countCodec,
});
export type ItemEarnings = z.output<typeof itemEarningsCodec>;

export const earningsCodec = z.object({
  totals: z.object({
    last7Days: amountCodec,
    last30Days: amountCodec,
    allTime: amountCodec,
    sales: countCodec,
    /** Number of distinct wallets that bought. */
    buyers: countCodec,
  }),
  days: z.array(z.object({ day: z.iso.date().describe("A day in UTC."), amount: amountCodec, sales: countCodec })),
  items: z.array(itemEarningsCodec).describe("The ten that earned most; GET /api/earnings/items lists all."),
});
type Earnings = z.output<typeof earningsCodec>;
export type EarningsTotals = Earnings["totals"];
export type EarningsDay = Earnings["days"][number];

/** The steps of both people and agents. */
const paymentSteps = {
  challenged: countCodec.describe("Answers 402: by a request of our own pages (people), or any other (agents)."),
  signed: countCodec.describe("Signed payments that were taken on."),
  settled: countCodec,
  delivered: countCodec.describe("Answers to a payment that carried the bytes."),
};
const paymentStepsCodec = z.object(paymentSteps);
const peopleStepsCodec = z.object({
  viewed: countCodec.describe("Pages seen in a browser: no known robots, nor the creator."),
  reachedWall: countCodec.describe("Scrolled to where the paid part begins."),
  connected: countCodec.describe("Wallets that answered."),
  ...paymentSteps,
});
const funnelSteps = { people: peopleStepsCodec, agents: paymentStepsCodec };
const funnelStepsCodec = z.object(funnelSteps);
export type PeopleSteps = z.output<typeof peopleStepsCodec>;
export type FunnelSteps = z.output<typeof funnelStepsCodec>;
export type ItemFunnel = FunnelSteps & { itemId: string };

/** The last 30 days, of all items or of one. */
export const funnelCodec = z.object({
  since: z.iso.date().describe("The first of 30 days, in UTC."),
  ...funnelSteps,
});
export type Funnel = z.output<typeof funnelCodec>;

export const visitSchema = z.strictObject({ event: z.enum(visitEvents) });

export const saleCodec = z.object({
  id: z.string().describe("The purchase; its receipt is at /receipts/{id}."),
  itemId: z.string(),
  title: z.string(),
  amount: amountCodec,
  payer: z.string(),
  payerKind: z.enum(["person", "agent"]),
  transaction: z.string(),
  settledAt: instantCodec,
});
export type Sale = z.output<typeof saleCodec>;
