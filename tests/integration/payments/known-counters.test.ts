// What the process remembers of its keys' counters is what a commit left.
import { afterAll, beforeAll, expect, it } from "vitest";
import type { PaymentDeps } from "../../../lib/payments/deps";
import { purchase } from "../../../lib/payments/purchase/purchase";
import { settleClaim } from "../../../lib/payments/purchase/settle";
import { createPaymentWorld, type PaymentWorld } from "../../support/payments";
import { statementsOf } from "../../support/statements";
import { claimAndDie } from "../../support/unfinished";
import { newPayer } from "../adversity/stage";

let world: PaymentWorld;
beforeAll(async () => {
  world = await createPaymentWorld();
});
afterAll(() => world?.stop());

async function paying() {
  const [offer, payer] = [await world.sellItem(), await newPayer(world)];
  return { offer, payment: await world.sign(payer, offer) };
}

async function buy(deps: PaymentDeps = world) {
  const { offer, payment } = await paying();
  return purchase(deps, offer, payment, "agent");
}

/** How often the statement is asked that stores a payment with its attempt. */
async function storesOfOne(): Promise<number> {
  const statements = await statementsOf(async () => {
    expect(await buy()).toMatchObject({ state: "confirmed" });
  });
  return statements.filter((text) => text.includes("INSERT INTO settlement_attempt")).length;
}

it("after a payment that was rolled back over its gas, the next one is stored at the first try", async () => {
  await buy();
  await expect(buy({ ...world, dailyWei: 1n })).rejects.toMatchObject({ code: "payments_paused" });
  expect(await storesOfOne()).toBe(1);
});

it("after a claim was taken over and stored, the next payment is stored at the first try", async () => {
  await buy();
  const { offer, payment } = await paying();
  expect(await settleClaim(world, await claimAndDie(world, offer, payment))).toMatchObject({ state: "confirmed" });
  expect(await storesOfOne()).toBe(1);
});
