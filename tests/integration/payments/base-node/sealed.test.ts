// Purchases behind a node that answers with receipts before their block is sealed: each is answered 200 once, on a block that the
// chain has.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Hex } from "../../../../lib/kernel/address";
import { purchase } from "../../../../lib/payments/purchase/purchase";
import { networks } from "../../../../lib/x402/networks";
import type { LocalAccount } from "../../../../scripts/local/accounts";
import { publicTraits, type Traits } from "../../../support/base-node/traits";
import { type BaseWorld, createBaseWorld } from "../../../support/base-node/world";
import { isServed, sweepLater } from "../../adversity/stage";
import { newBuyers, openShop, type Shop, type Version } from "./shop";

const PRICES = [50_000n, 2_000_000n, 30_000_000n];
const versions: Version[] = [1, 2];
const wallets = ["key", "contract"] as const;

let world: BaseWorld;
let shop: Shop;

beforeAll(async () => {
  world = await createBaseWorld({ confirmations: networks.base.confirmations });
  shop = await openShop(world);
});
afterAll(async () => {
  shop?.close();
  await world?.stop();
});
afterEach(() => world.behave());

/** Each price, by each version of the protocol and each kind of wallet, at the same time. Returns the items. */
async function buyEverything(traits: Partial<Traits>): Promise<string[]> {
  world.behave();
  const cases = PRICES.flatMap((price) => versions.flatMap((version) => wallets.map((wallet) => ({ price, version, wallet }))));
  const buyers = await newBuyers(
    world,
    cases.map(({ wallet }) => wallet),
  );
  const offers = await Promise.all(cases.map(({ price }) => world.sellItem(price)));
  world.behave(traits);
  const answers = cases.map(async ({ version }, index) => {
    const [buyer, offer] = [buyers[index], offers[index]];
    if (!buyer || !offer) throw new Error("no case");
    const headers = await shop.sign(offer.id, buyer, version);
    const answer = await shop.get(offer.id, headers);
    return [answer.status, await answer.text(), (await shop.get(offer.id, headers)).status];
  });
  expect(await Promise.all(answers)).toEqual(cases.map(() => [200, "The paid part.", 409]));
  return offers.map(({ id }) => id);
}

/** Every settlement lies in a block that the chain has. */
async function expectSealed(itemIds: string[]): Promise<void> {
  const settlements = await world.db.settlement.findMany({ where: { itemId: { in: itemIds } } });
  expect(settlements).toHaveLength(itemIds.length);
  for (const { blockNumber, blockHash, isPreconfirmed } of settlements) {
    expect(blockHash).toBe((await world.chain.client.getBlock({ blockNumber })).hash);
    expect(isPreconfirmed).toBe(false);
  }
}

describe.each(["zero hash", "foreign hash"] as const)("receipts with a %s", (preconfirmations) => {
  it.each([true, false])("at each price, where the node names the time of a block: %s", async (namesBlockTime) => {
    await expectSealed(await buyEverything({ blockMs: 500, preconfirmations, namesBlockTime }));
    await sweepLater(world);
    expect(await world.db.discrepancy.count()).toBe(0);
  });
});

it("all that a public node does, with blocks every two seconds", { timeout: 60_000 }, async () => {
  await expectSealed(await buyEverything(publicTraits));
  await sweepLater(world);
  expect(await world.db.discrepancy.count()).toBe(0);
});

it("a transaction that fails in an unsealed block has not failed yet", async () => {
  const offer = await world.sellItem();
  const payer = world.chain.accounts.readers[1] as LocalAccount;
  const payment = await world.sign(payer, offer);
  world.behave({ preconfirmations: "foreign hash" });
  const submit: typeof world.facilitator.submit = async (attempt, request) => {
    const { from, to, value, validAfter, validBefore, nonce, signature } = payment.authorization;
    // Dearer, and so before ours in the same block.
    await world.chain.client.writeContract({
      account: world.chain.accounts.minter.account,
      address: world.chain.usdc,
      abi: world.chain.usdcAbi,
      functionName: "transferWithAuthorization",
      args: [from, to, value, validAfter, validBefore, nonce, signature as Hex],
      maxPriorityFeePerGas: 10n ** 10n,
    });
    const sent = await world.facilitator.submit(attempt, request);
    world.behave({ preconfirmations: "foreign hash", blockMs: 300 });
    return sent;
  };
  const outcome = await purchase({ ...world, facilitator: { ...world.facilitator, submit } }, offer, payment, "agent");
  expect(outcome.state).toBe("confirmed");
  expect(await isServed({ world, offer, payer, payment })).toBe(true);
});
