// Earnings as JSON.
import { z } from "zod";
import { amountWire, instantWire } from "../catalog/wire";
import { visitEvents } from "./types";

const count = z.int().nonnegative();

export const earningsWire = z.object({
  totals: z.object({ last7Days: amountWire, last30Days: amountWire, allTime: amountWire, sales: count, buyers: count }),
  days: z.array(z.object({ day: z.iso.date().describe("A day in UTC."), amount: amountWire, sales: count })),
  items: z.array(z.object({ itemId: z.string(), slug: z.string(), title: z.string(), amount: amountWire, sales: count })),
});

const challenged = count.describe("Answers 402: by a request of our own pages (people), or any other (agents).");
const signed = count.describe("Signed payments that were taken on.");
const delivered = count.describe("Answers to a payment that carried the bytes.");
const paymentSteps = { challenged, signed, settled: count, delivered };
const funnelSteps = {
  people: z.object({
    viewed: count.describe("Pages seen in a browser: no known robots, nor the creator."),
    reachedWall: count.describe("Scrolled to where the paid part begins."),
    connected: count.describe("Wallets that answered."),
    ...paymentSteps,
  }),
  agents: z.object(paymentSteps),
};

export const funnelWire = z.object({
  since: z.iso.date().describe("The first of 30 days, in UTC."),
  ...funnelSteps,
  items: z.array(z.object({ itemId: z.string(), ...funnelSteps })),
});

export const visitWire = z.strictObject({ event: z.enum(visitEvents) });

export const saleWire = z.object({
  id: z.string().describe("The purchase; its receipt is at /receipts/{id}."),
  itemId: z.string(),
  title: z.string(),
  amount: amountWire,
  payer: z.string(),
  payerKind: z.enum(["person", "agent"]),
  transaction: z.string(),
  settledAt: instantWire,
});
