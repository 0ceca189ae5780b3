// Logs from nodes that allow few blocks in one query: what others settled or ended is found all the same.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createChainClient } from "../../../../lib/chain/client";
import { transferCall } from "../../../../lib/chain/counterfactual";
import { createPaymentLog } from "../../../../lib/chain/payment-log";
import { purchase } from "../../../../lib/payments/purchase/purchase";
import type { LocalAccount } from "../../../../scripts/local/accounts";
import { logVendors } from "../../../support/base-node/log-limits";
import { type BaseWorld, createBaseWorld } from "../../../support/base-node/world";
import { claimAndGiveUp } from "../../../support/unfinished";
import { isServed, type Scene, sweepLater } from "../../adversity/stage";

let world: BaseWorld;
let payer: LocalAccount;

beforeAll(async () => {
  world = await createBaseWorld();
  payer = world.chain.accounts.readers[0] as LocalAccount;
});
afterAll(() => world?.stop());
afterEach(() => world.behave());

/** A payment that was refused, for the payer had no money then, and that somebody else settles many blocks later. */
async function settledByOthers(): Promise<Scene> {
  const offer = await world.sellItem(20_000_000_000n);
  const payment = await world.sign(payer, offer);
  await claimAndGiveUp(world, offer, payment);
  await world.node.seal(25);
  world.behave({ blockMs: 50 });
  await world.chain.mint(payer.address, 20_000_000_000n);
  const data = transferCall(payment.authorization);
  const { account } = world.chain.accounts.minter;
  await world.chain.client.sendTransactionSync({ account, to: world.chain.usdc, data });
  world.behave();
  await world.node.seal(40);
  return { world, offer, payer, payment };
}

describe.each(logVendors)("ten blocks a query, refused in the words of %s", (vendor) => {
  it("a payment that others settled is found, and served", async () => {
    const scene = await settledByOthers();
    world.behave({ logRange: { blocks: 10, vendor } });
    await sweepLater(world);
    expect(await isServed(scene)).toBe(true);
  });
});

it("what fits is remembered: the next search is not refused any more", async () => {
  const { authorization } = (await settledByOthers()).payment;
  world.behave({ logRange: { blocks: 10, vendor: "Alchemy" } });
  const { number } = await world.usdc.head();
  const refusals = () => world.node.misfortunes.get("-32600") ?? 0;
  expect(await world.usdc.findSettlement(authorization, number - 60n)).not.toBeNull();
  const before = refusals();
  expect(await world.usdc.findSettlement(authorization, number - 60n)).not.toBeNull();
  expect(refusals()).toBe(before);
});

it("an authorization that nobody used costs one call and no query of logs", async () => {
  const offer = await world.sellItem();
  const { authorization } = await world.sign(payer, offer);
  const queries = () => world.node.calls.get("eth_getLogs") ?? 0;
  const before = queries();
  expect(await world.usdc.findSettlement(authorization, 0n)).toBeNull();
  expect(queries()).toBe(before);
});

it("the payment log brings all payments of a long range, also where few logs fit into one answer", async () => {
  const offers = await Promise.all(Array.from({ length: 6 }, () => world.sellItem()));
  // Of the chain itself: the node tells its head late, and earlier tests' payments must lie before it.
  const before = await world.chain.client.getBlockNumber({ cacheTime: 0 });
  world.behave({ blockMs: 50 });
  for (const offer of offers) await purchase(world, offer, await world.sign(payer, offer), "agent");
  world.behave({ logRange: { blocks: 10, vendor: "proxyd" }, logResultsMax: 2 });
  await world.node.seal(30);
  const log = createPaymentLog(createChainClient(world.node.url), world.network);
  const found = await log.list(
    offers.slice(0, 1).map(({ payTo }) => payTo),
    before + 1n,
    await log.latestBlock(),
  );
  expect(found).toHaveLength(offers.length);
});

it("a payment that was front-run is answered in its own request, and paid once", async () => {
  const offer = await world.sellItem();
  const payment = await world.sign(payer, offer);
  await world.node.seal(25);
  world.behave({ blockMs: 100, logRange: { blocks: 10, vendor: "Alchemy" } });
  const submit: typeof world.facilitator.submit = async (...attempt) => {
    const data = transferCall(payment.authorization);
    const { account } = world.chain.accounts.minter;
    await world.chain.client.sendTransactionSync({ account, to: world.chain.usdc, data });
    return world.facilitator.submit(...attempt);
  };
  const outcome = await purchase({ ...world, facilitator: { ...world.facilitator, submit } }, offer, payment, "agent");
  expect(outcome.state).toBe("confirmed");
  expect(await isServed({ world, offer, payer, payment })).toBe(true);
});
