// The one delivery of a purchase: who takes it, when, and what becomes of it where no answer comes of it.
import { afterAll, beforeAll, expect, it } from "vitest";
import { answering, deliver } from "../../../lib/payments/purchase/deliver";
import { purchase } from "../../../lib/payments/purchase/purchase";
import { createPaymentWorld, type PaymentWorld } from "../../support/payments";
import { newPayer } from "../adversity/stage";

let world: PaymentWorld;

beforeAll(async () => {
  world = await createPaymentWorld();
});
afterAll(() => world?.stop());

it("delivers to one of those who present the same header, and to no other", async () => {
  const offer = await world.sellItem();
  const outcome = await purchase(world, offer, await world.sign(await newPayer(world), offer), "agent");
  if (outcome.state !== "confirmed") throw new Error("not bought");
  const tries = await Promise.allSettled(Array.from({ length: 10 }, () => deliver(world, outcome, null)));
  expect(tries.filter((each) => each.status === "fulfilled")).toHaveLength(1);
});

it("takes the one delivery with its confirmation for a client that is there, and gives it back where no answer came of it", async () => {
  const offer = await world.sellItem();
  const payment = await world.sign(await newPayer(world), offer);
  const outcome = await purchase(world, offer, payment, "agent", undefined, () => true);
  if (outcome.state !== "confirmed") throw new Error("not bought");
  const { purchaseId: id } = outcome;
  const isDelivered = async () => (await world.db.purchase.findUniqueOrThrow({ where: { id } })).deliveredAt !== null;
  expect([outcome.isDelivered, await isDelivered()]).toEqual([true, true]);
  await deliver(world, outcome, null);
  expect(await answering(world, outcome, async () => "bytes")).toBe("bytes");
  expect(await isDelivered()).toBe(true);
  expect(await answering(world, outcome, async () => null)).toBeNull();
  expect(await isDelivered()).toBe(false);
  await deliver(world, { ...outcome, isDelivered: false }, null);
  const broken = answering(world, outcome, () => Promise.reject(new Error("the store is gone")));
  await expect(broken).rejects.toThrow("the store is gone");
  expect(await isDelivered()).toBe(false);
});

it("takes no delivery with its confirmation for a client that is gone by then", async () => {
  const offer = await world.sellItem();
  const payment = await world.sign(await newPayer(world), offer);
  const outcome = await purchase(world, offer, payment, "agent", undefined, () => false);
  if (outcome.state !== "confirmed") throw new Error("not bought");
  expect(await world.db.purchase.count({ where: { id: outcome.purchaseId, deliveredAt: null } })).toBe(1);
  await deliver(world, outcome, null);
});
