// A node that refuses every fifth call as one too many, in turn as each vendor says it: nobody who buys hears of it.
import { afterAll, beforeAll, expect, it } from "vitest";
import { checkChain } from "../../../../lib/chain/check-chain";
import { createChainClient } from "../../../../lib/chain/client";
import { purchase } from "../../../../lib/payments/purchase/purchase";
import { sweep } from "../../../../lib/payments/settlement/sweep";
import type { LocalAccount } from "../../../../scripts/local/accounts";
import { type BaseWorld, createBaseWorld } from "../../../support/base-node/world";
import { claimAndGiveUp } from "../../../support/unfinished";

const ROUNDS = 4;
let world: BaseWorld;

beforeAll(async () => {
  world = await createBaseWorld();
  world.behave({ blockMs: 200, rateLimitEvery: 5 });
});
afterAll(() => world?.stop());

it("the chain is checked, and payments open", async () => {
  for (let round = 0; round < ROUNDS; round++) await checkChain(createChainClient(world.node.url), "local");
});

it("purchases side by side are all confirmed, none of them twice charged", async () => {
  const refusals = () => world.node.misfortunes.get("rate limit") ?? 0;
  const before = refusals();
  const readers = world.chain.accounts.readers as LocalAccount[];
  const offers = await Promise.all(Array.from({ length: ROUNDS * readers.length }, () => world.sellItem()));
  const bought = offers.map(async (offer, index) => {
    const payment = await world.sign(readers[index % readers.length] as LocalAccount, offer);
    return (await purchase(world, offer, payment, "agent")).state;
  });
  expect(await Promise.all(bought)).toEqual(offers.map(() => "confirmed"));
  expect(refusals()).toBeGreaterThan(before);
  expect(await world.db.settlement.count()).toBe(offers.length);
});

it("sweeps look at everything that is open", async () => {
  const offers = await Promise.all(Array.from({ length: 10 }, () => world.sellItem(20_000_000_000n)));
  for (const offer of offers)
    await claimAndGiveUp(world, offer, await world.sign(world.chain.accounts.readers[0] as LocalAccount, offer));
  const report = await sweep({ ...world, clock: { now: () => new Date(Date.now() + 60_000) } });
  expect(report).toMatchObject({ looked: offers.length, failed: 0 });
});
