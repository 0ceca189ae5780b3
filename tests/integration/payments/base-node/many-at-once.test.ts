// More buyers at once than one key may have transactions waiting: the node takes sixteen of a sender, and every buyer is served by the
// first answer.
import { afterAll, beforeAll, expect, it } from "vitest";
import { networks } from "../../../../lib/x402/networks";
import { publicTraits } from "../../../support/base-node/traits";
import { type BaseWorld, createBaseWorld } from "../../../support/base-node/world";
import { newBuyers, openShop, type Shop } from "./shop";

const BUYERS = 48;

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

it(`${BUYERS} who pay at once through one key are all served by the first answer, by fewer transactions than buyers`, async () => {
  const buyers = await newBuyers(world, Array<"key">(BUYERS).fill("key"));
  const offers = await Promise.all(buyers.map(() => world.sellItem(50_000n)));
  const headers = await Promise.all(buyers.map((buyer, index) => shop.sign(offers[index]?.id ?? "", buyer, 2)));
  const { relayer } = world.chain.accounts;
  const before = await world.chain.client.getTransactionCount({ address: relayer.address });
  world.behave({ ...publicTraits, rateLimitEvery: null });
  const answers = await Promise.all(headers.map((header, index) => shop.get(offers[index]?.id ?? "", header)));
  const sent = (await world.chain.client.getTransactionCount({ address: relayer.address })) - before;
  console.log(`${BUYERS} buyers at once behind a node like Base: ${sent} transactions`);
  expect(answers.map(({ status }) => status)).toEqual(buyers.map(() => 200));
  // How many share depends on how closely they come; on a busy machine they trickle in.
  expect(sent).toBeLessThan(BUYERS);
}, 60_000);
