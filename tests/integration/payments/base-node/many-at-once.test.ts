// More buyers at once than one key may have transactions waiting: the node takes sixteen of a sender, and every buyer is served by the
// first answer. What they ask of the node they ask together.
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { networks } from "../../../../lib/x402/networks";
import { publicTraits } from "../../../support/base-node/traits";
import { type BaseWorld, createBaseWorld } from "../../../support/base-node/world";
import { buy, buyInCompany } from "../../../support/company";
import { newPayer, type Scene } from "../../adversity/stage";
import { newBuyers, openShop, type Shop } from "./shop";

const BUYERS = 64;

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

const relayed = () => world.chain.client.getTransactionCount({ address: world.chain.accounts.relayer.address });
const asked = (method: string) => world.node.calls.get(method) ?? 0;
const askedInAll = () => [...world.node.calls.values()].reduce((sum, each) => sum + each, 0);
const refusals = () => world.node.misfortunes.get("-32003") ?? 0;
const waiting = async () => Number((await world.chain.client.getTxpoolStatus()).pending);
const served = expect.objectContaining({ state: "confirmed" });

/** How many transactions 64 buyers took who came at once, and how many calls each. */
async function crowd(): Promise<{ sent: number; calls: number }> {
  world.behave();
  const buyers = await newBuyers(world, Array<"key">(BUYERS).fill("key"));
  const offers = await Promise.all(buyers.map(() => world.sellItem(50_000n)));
  const headers = await Promise.all(buyers.map((buyer, index) => shop.sign(offers[index]?.id ?? "", buyer, 2)));
  world.behave({ ...publicTraits, rateLimitEvery: null });
  const [sentBefore, askedBefore] = [await relayed(), askedInAll()];
  const answers = await Promise.all(headers.map((header, index) => shop.get(offers[index]?.id ?? "", header)));
  const [sent, calls] = [(await relayed()) - sentBefore, (askedInAll() - askedBefore) / BUYERS];
  console.log(`${BUYERS} buyers at once behind a node like Base: ${sent} transactions, ${calls} calls each`);
  expect(answers.map(({ status }) => status)).toEqual(buyers.map(() => 200));
  return { sent, calls };
}

it(`${BUYERS} who pay at once through one key are all served by the first answer, by a quarter as many transactions and two calls each`, async () => {
  // Who is held up by a busy machine on the way comes without company, and asks for himself: the better of two crowds.
  const crowds = [await crowd(), await crowd()];
  expect(Math.min(...crowds.map(({ sent }) => sent))).toBeLessThanOrEqual(BUYERS / 4);
  expect(Math.min(...crowds.map(({ calls }) => calls))).toBeLessThanOrEqual(2);
}, 120_000);

async function newScenes(count: number): Promise<Scene[]> {
  world.behave({ blockMs: 20 });
  const scenes: Scene[] = [];
  for (let index = 0; index < count; index++) {
    const [offer, payer] = [await world.sellItem(50_000n), await newPayer(world)];
    scenes.push({ world, offer, payer, payment: await world.sign(payer, offer) });
  }
  world.behave();
  return scenes;
}

it("those who share a transaction look at it together, and one of them sends it again when a block went by without it", async () => {
  const scenes = await newScenes(16);
  world.behave({ sendSync: -32601 });
  const before = await relayed();
  // Each comes to its look in its own moment, as requests do.
  let turn = 0;
  const scattered = { ...world, sleep: (ms: number) => sleep(ms + 15 * (turn++ % scenes.length)) };
  const outcomes = buyInCompany(scattered, scenes, {
    async before() {
      await expect.poll(waiting, { timeout: 9_000 }).toBe(1);
      await world.node.seal();
      await expect.poll(relayed).toBe(before + 1);
      const newest = await world.chain.client.getBlockNumber();
      await expect.poll(async () => (await world.usdc.head()).number, { timeout: 9_000 }).toBe(newest);
    },
  });
  // Fifteen share what waits now.
  await expect.poll(async () => [(await relayed()) - before, await waiting()], { timeout: 9_000 }).toEqual([1, 1]);
  const [sends, looks] = [asked("eth_sendRawTransaction"), asked("eth_getTransactionReceipt")];
  await expect.poll(() => asked("eth_getTransactionReceipt"), { timeout: 9_000 }).toBeGreaterThan(looks);
  const { pending } = await world.chain.client.getTxpoolContent();
  const [hash] = Object.values(pending).flatMap((each) => Object.values(each).map((transaction) => transaction.hash));
  await world.chain.dropTransaction(hash ?? "0x");
  await world.node.seal();
  await expect.poll(waiting, { timeout: 9_000 }).toBe(1);
  await world.node.seal();
  expect(await outcomes).toEqual(scenes.map(() => served));
  expect(asked("eth_sendRawTransaction") - sends).toBe(1);
  // Two or three blocks, each of which may be looked at once a second.
  expect(asked("eth_getTransactionReceipt") - looks).toBeLessThan(scenes.length);
  expect((await relayed()) - before).toBe(2);
}, 60_000);

it("a node that has no room is asked once a block", async () => {
  const [first, second] = (await newScenes(2)) as [Scene, Scene];
  world.behave({ pendingMax: 1 });
  await world.facilitator.check();
  const sends = () => asked("eth_sendRawTransactionSync") + asked("eth_sendRawTransaction");
  const held = buy(world, first);
  await expect.poll(waiting, { timeout: 9_000 }).toBe(1);
  const [tried, full] = [sends(), refusals()];
  const refused = buy(world, second);
  await expect.poll(refusals, { timeout: 9_000 }).toBe(full + 1);
  expect(sends() - tried).toBe(1);
  await world.node.seal();
  expect(await held).toEqual(served);
  await expect.poll(waiting, { timeout: 9_000 }).toBe(1);
  await world.node.seal();
  expect(await refused).toEqual(served);
  expect(sends() - tried).toBe(2);
}, 60_000);
