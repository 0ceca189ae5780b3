// What earnings look like on the wire.
import { z } from "zod";
import { amountWire, instantWire } from "../catalog/wire";

const count = z.int().nonnegative();

export const earningsWire = z.object({
  totals: z.object({ last7Days: amountWire, last30Days: amountWire, allTime: amountWire, sales: count, buyers: count }),
  days: z.array(z.object({ day: z.iso.date().describe("A day in UTC."), amount: amountWire, sales: count })),
  items: z.array(z.object({ itemId: z.string(), slug: z.string(), title: z.string(), amount: amountWire, sales: count })),
});

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
