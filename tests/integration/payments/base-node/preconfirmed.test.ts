// Depth 0, an operator's choice: what the sequencer has preconfirmed is served before its block is sealed, and recorded as such.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openPurchased } from "../../../../lib/payments/library/open-content";
import { purchase } from "../../../../lib/payments/purchase/purchase";
import type { LocalAccount } from "../../../../scripts/local/accounts";
import type { Traits } from "../../../support/base-node/traits";
import { type BaseWorld, createBaseWorld } from "../../../support/base-node/world";
import { sweepLater } from "../../adversity/stage";

let world: BaseWorld;
beforeAll(async () => {
  world = await createBaseWorld({ confirmations: "0.1:0,*:1" });
});
afterAll(() => world?.stop());
afterEach(async () => {
  world.behave();
  await world.node.seal();
  world.events.splice(0);
});

async function buy(amount: bigint) {
  const offer = await world.sellItem(amount);
  const outcome = await purchase(world, offer, await world.sign(world.chain.accounts.readers[0] as LocalAccount, offer), "agent");
  if (outcome.state !== "confirmed") throw new Error(`the purchase is ${outcome.state}`);
  return outcome.purchaseId;
}

const settlementOf = (purchaseId: string) => world.db.settlement.findUnique({ where: { purchaseId } });
const isSealed = async (id: string) => {
  const settlement = await settlementOf(id);
  if (!settlement) return null;
  const block = await world.chain.client.getBlock({ blockNumber: settlement.blockNumber }).catch(() => null);
  return block?.hash === settlement.blockHash;
};
/** Out of the pool, as where the builder of the block gave it up. */
async function drop(id: string): Promise<void> {
  const { transaction } = await world.db.settlement.findUniqueOrThrow({ where: { purchaseId: id } });
  await world.chain.dropTransaction(transaction as `0x${string}`);
}
const discrepancyOf = (subject: string) => world.db.discrepancy.findFirst({ where: { subject } });
const isOpen = async (id: string) => (await openPurchased(world, id)) !== undefined;

describe.each(["zero hash", "foreign hash"] as const)("a sale on a preconfirmation with a %s", (preconfirmations) => {
  const early: Partial<Traits> = { preconfirmations, namesBlockTime: preconfirmations === "foreign hash" };

  it("is served at once, says what it rests on, and comes to rest on the sealed block", async () => {
    world.behave(early);
    const id = await buy(100_000n);
    expect(await settlementOf(id)).toMatchObject({ isPreconfirmed: true, finalizedAt: null });
    expect(world.events).toContainEqual(expect.objectContaining({ type: "confirmed", isPreconfirmed: true }));
    expect([await isSealed(id), await isOpen(id)]).toEqual([false, true]);
    await sweepLater(world);
    expect([await isSealed(id), await isOpen(id)]).toEqual([false, true]);
    await world.node.seal();
    await sweepLater(world);
    expect([await isSealed(id), await isOpen(id)]).toEqual([true, true]);
    expect(await settlementOf(id)).toMatchObject({ isPreconfirmed: true });
    expect(await discrepancyOf(id)).toBeNull();
  });

  it("that its block did not bring is sent again, and rests on the one that does", async () => {
    world.behave(early);
    const id = await buy(100_000n);
    await drop(id);
    await world.node.seal();
    await sweepLater(world);
    await world.node.seal();
    await sweepLater(world);
    expect([await isSealed(id), await isOpen(id)]).toEqual([true, true]);
    expect(await discrepancyOf(id)).toBeNull();
  });

  it("that no block brings is withdrawn after a few, and settled again", async () => {
    world.behave(early);
    const id = await buy(100_000n);
    const { number } = await world.usdc.head();
    await drop(id);
    await world.node.seal(5);
    await expect.poll(async () => (await world.usdc.head()).number).toBeGreaterThan(number + 3n);
    world.behave();
    await sweepLater(world);
    expect(world.events).toContainEqual(expect.objectContaining({ type: "reorganised", purchaseId: id }));
    expect(await isOpen(id)).toBe(false);
    await world.node.seal();
    await sweepLater(world);
    expect([await isOpen(id), await isSealed(id)]).toEqual([true, true]);
  });
});

it("a dearer sale waits for its block", async () => {
  world.behave({ preconfirmations: "zero hash", blockMs: 300 });
  const id = await buy(110_000n);
  expect(await settlementOf(id)).toMatchObject({ isPreconfirmed: false });
  expect(await isSealed(id)).toBe(true);
});

it("a sealed block is one also where less would do", async () => {
  world.behave({ blockMs: 300 });
  expect(await settlementOf(await buy(100_000n))).toMatchObject({ isPreconfirmed: false });
});
