// Several nodes behind one address, some of which have not seen the newest blocks: what they do not know yet is no evidence.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { openPurchased } from "../../../../lib/payments/library/open-content";
import { purchase } from "../../../../lib/payments/purchase/purchase";
import type { LocalAccount } from "../../../../scripts/local/accounts";
import { type BaseWorld, createBaseWorld } from "../../../support/base-node/world";
import { newPayer, submitElsewhere, sweepLater } from "../../adversity/stage";

let world: BaseWorld;
let payer: LocalAccount;

beforeAll(async () => {
  world = await createBaseWorld({ confirmations: "1:1,*:3" });
  payer = world.chain.accounts.readers[0] as LocalAccount;
});
afterAll(() => world?.stop());
afterEach(async () => {
  world.behave();
  world.events.splice(0);
});

async function buy(amount: bigint): Promise<string> {
  const offer = await world.sellItem(amount);
  const outcome = await purchase(world, offer, await world.sign(payer, offer), "agent");
  if (outcome.state !== "confirmed") throw new Error(`the purchase is ${outcome.state}`);
  return outcome.purchaseId;
}

const areOpen = async (ids: string[]) => (await Promise.all(ids.map((id) => openPurchased(world, id)))).every(Boolean);
const withdrawn = () => world.events.filter(({ type }) => type === "reorganised").length;

it("purchases of every depth are confirmed, half of the answers being a block old", async () => {
  world.behave({ blockMs: 400, lag: { share: 0.5, blocks: 1 } });
  await Promise.all([50_000n, 2_000_000n, 30_000_000n].map(buy));
});

describe("no entitlement is withdrawn", () => {
  it("by a node that has not come to the block of its payment, nor by one of many", async () => {
    world.behave({ blockMs: 100 });
    const ids = await Promise.all(Array.from({ length: 4 }, () => buy(50_000n)));
    world.behave({ lag: { share: 1, blocks: 20 } });
    await sweepLater(world);
    world.behave({ lag: { share: 0.5, blocks: 20 } });
    for (let count = 0; count < 10; count++) await sweepLater(world);
    world.behave();
    await sweepLater(world);
    expect([withdrawn(), await areOpen(ids), await world.db.discrepancy.count()]).toEqual([0, true, 0]);
  });

  it("but by another block at its height: then it is settled again, and open again", async () => {
    world.behave({ blockMs: 100 });
    const id = await buy(50_000n);
    world.behave();
    await world.node.seal(2);
    const { blockNumber } = await world.db.settlement.findUniqueOrThrow({ where: { purchaseId: id } });
    const depth = Number((await world.chain.client.getBlockNumber()) - blockNumber) + 1;
    await world.chain.reorg(depth);
    await sweepLater(world);
    expect([withdrawn(), await areOpen([id])]).toEqual([1, false]);
    await world.node.seal();
    await sweepLater(world);
    expect(await areOpen([id])).toBe(true);
  });
});

it("finality is not noted by what a node behind has not seen", async () => {
  world.behave({ blockMs: 100 });
  const id = await buy(50_000n);
  world.behave();
  await world.node.seal(610);
  world.behave({ lag: { share: 1, blocks: 620 } });
  await sweepLater(world);
  const isFinal = async () => (await world.db.settlement.findUniqueOrThrow({ where: { purchaseId: id } })).finalizedAt !== null;
  expect(await isFinal()).toBe(false);
  world.behave();
  await sweepLater(world);
  expect([await isFinal(), await areOpen([id])]).toEqual([true, true]);
});

describe("an authorization that was spent before our claim", () => {
  it("buys nothing, also where the node that was asked has not seen it spent", async () => {
    world.behave({ blockMs: 100 });
    const poor = await newPayer(world, 50_000n);
    const offer = await world.sellItem(50_000n);
    const payment = await world.sign(poor, offer);
    await submitElsewhere(world, payment.authorization);
    world.behave();
    const newest = await world.chain.client.getBlockNumber();
    await expect.poll(async () => (await world.usdc.head()).number).toBe(newest);
    const isUsed: typeof world.usdc.isUsed = async (authorization) => {
      world.behave({ lag: { share: 1, blocks: 1 } });
      const answer = await world.usdc.isUsed(authorization);
      world.behave();
      return answer;
    };
    const outcome = await purchase({ ...world, usdc: { ...world.usdc, isUsed } }, offer, payment, "agent");
    expect(outcome).toEqual({ state: "refused", reason: "invalid_transaction_state" });
    await sweepLater(world);
    expect(await world.db.entitlement.count({ where: { itemId: offer.id } })).toBe(0);
  });
});
