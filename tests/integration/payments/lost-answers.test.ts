// A commit whose answer is lost: the database has it, and who asked does not know.
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Db } from "../../../lib/db/client";
import { purchase } from "../../../lib/payments/purchase/purchase";
import { createPaymentWorld, type PaymentWorld } from "../../support/payments";
import { gatedDb } from "../../support/statement-gate";
import { newPayer } from "../adversity/stage";

let world: PaymentWorld;
beforeAll(async () => {
  world = await createPaymentWorld();
});
afterAll(() => world?.stop());

const LOST = Object.assign(new Error("Connection terminated unexpectedly"), { code: "ECONNRESET" });

/** The database, of which the first answer to a statement with these words never arrives. */
function losing(words: string): { db: Db; lost: () => boolean } {
  let isLost = false;
  const db = gatedDb(world.db, async (text, run) => {
    const answer = await run();
    if (isLost || !text.includes(words)) return answer;
    isLost = true;
    throw LOST;
  });
  return { db, lost: () => isLost };
}

async function buyLosing(words: string) {
  const { db, lost } = losing(words);
  const offer = await world.sellItem();
  const payer = await newPayer(world);
  const outcome = await purchase({ ...world, db }, offer, await world.sign(payer, offer), "agent", undefined, () => true);
  expect(lost()).toBe(true);
  return outcome;
}

it("of the statement that ends a purchase: the client that waited has its one delivery", async () => {
  expect(await buyLosing("is_delivered")).toMatchObject({ state: "confirmed", claimant: "first", isDelivered: true });
});

it("of the statement that begins one: whoever began it sends it, once, and is its client", async () => {
  expect(await buyLosing('"isStored"')).toMatchObject({ state: "confirmed", claimant: "first", claim: expect.any(String) });
  expect(
    await world.db.purchase.groupBy({ by: ["payer", "nonce"], _count: true, having: { nonce: { _count: { gt: 1 } } } }),
  ).toEqual([]);
});

it("of the statement that begins one, which may commit later still: its client is told to come again, with its secret", async () => {
  const db = gatedDb(world.db, (text, run) => (text.includes('"isStored"') ? Promise.reject(LOST) : run()));
  const [offer, payer] = [await world.sellItem(), await newPayer(world)];
  const payment = await world.sign(payer, offer);
  const told = await purchase({ ...world, db }, offer, payment, "agent");
  expect(told).toMatchObject({ state: "pending", claimant: "first", claim: expect.any(String) });
  const claim = "claim" in told && told.claim ? told.claim : "";
  expect(await purchase(world, offer, { ...payment, claim }, "agent")).toMatchObject({ state: "confirmed", claim });
});
