// The mempool forgets our transaction: it is sent again, and charged and served go together. ADVERSITY_RUNS=200 plays it that often.
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Hex } from "../../../lib/kernel/address";
import { purchase } from "../../../lib/payments/purchase/purchase";
import { createPaymentWorld, type PaymentWorld } from "../../support/payments";
import { isCharged, isServed, noteEnding, type Scene, setScene, sweepLater } from "./stage";

const RUNS = Number(process.env.ADVERSITY_RUNS ?? 4);

let world: PaymentWorld;

beforeAll(async () => {
  world = await createPaymentWorld();
});
afterAll(() => world?.stop());

/** The transaction that was signed for this authorization, once it lies in the mempool. */
async function pendingOf({ payment }: Scene): Promise<Hex> {
  const find = async () => {
    const { nonce } = payment.authorization;
    const attempt = await world.db.settlementAttempt.findFirst({ where: { purchase: { nonce } } });
    const hash = attempt?.transaction as Hex | undefined;
    return hash && (await world.chain.client.getTransaction({ hash }).catch(() => undefined)) ? hash : undefined;
  };
  await expect.poll(find, { timeout: 10_000, interval: 20 }).toBeDefined();
  return (await find()) as Hex;
}

it(`${RUNS} transactions that were dropped from the mempool: sent again, charged once, served`, async () => {
  for (let run = 0; run < RUNS; run++) {
    const scene = await setScene(world);
    await world.chain.setAutomine(false);
    const outcome = purchase(world, scene.offer, scene.payment, "agent");
    try {
      await world.chain.dropTransaction(await pendingOf(scene));
      await world.chain.mine();
      expect(await isCharged(world, scene.payment)).toBe(false);
    } finally {
      await world.chain.setAutomine(true);
    }
    await sweepLater(world);
    // Some requests have waited long enough by then; what holds for them holds for the same payment shown again.
    const { state } = await outcome;
    expect(["confirmed", "pending"]).toContain(state);
    const ending = { charged: await isCharged(world, scene.payment), served: await isServed(scene) };
    noteEnding("dropped", ending);
    expect(ending).toEqual({ charged: true, served: true });
  }
}, 3_600_000);
