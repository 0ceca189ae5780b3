// A node that forgets transactions: all later ones of their key wait for them, so they are sent again in the order of their nonces.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Facilitator } from "../../../../lib/chain/facilitator";
import type { Hash } from "../../../../lib/kernel/address";
import { preparedOf, requestOf, syncRelayersAndResend } from "../../../../lib/payments/settlement/relay";
import { type BaseWorld, createBaseWorld } from "../../../support/base-node/world";
import { buy } from "../../../support/company";
import { storeAndDie } from "../../../support/unfinished";
import { newPayer, type Scene, sweepLater } from "../../adversity/stage";

const FORGOTTEN = 3;

let world: BaseWorld;

beforeAll(async () => {
  world = await createBaseWorld();
});
afterAll(() => world?.stop());
afterEach(() => world.behave());

const relayed = () => world.chain.client.getTransactionCount({ address: world.chain.accounts.relayer.address });
const waiting = async () => Number((await world.chain.client.getTxpoolStatus()).pending);

async function newScene(): Promise<Scene> {
  world.behave({ blockMs: 20 });
  const [offer, payer] = [await world.sellItem(50_000n), await newPayer(world)];
  const scene = { world, offer, payer, payment: await world.sign(payer, offer) };
  world.behave();
  return scene;
}

/** Sent by servers that have died since, and then lost by the node. */
async function forget(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let each = 0; each < count; each++) {
    const { offer, payment } = await newScene();
    const { claimed, attempt } = await storeAndDie(world, offer, payment);
    await world.facilitator.submit(preparedOf(attempt), requestOf(world, claimed), false);
    await world.chain.dropTransaction(attempt.transaction as Hash);
    ids.push(claimed.id);
  }
  expect(await waiting()).toBe(0);
  return ids;
}

/** The world's facilitator, and what it was given to send. */
function recording() {
  const sent: { nonce: number; isAwaited: boolean }[] = [];
  const submit: Facilitator["submit"] = (attempt, request, isAwaited = true) => {
    sent.push({ nonce: attempt.signed?.relayerNonce ?? -1, isAwaited });
    return world.facilitator.submit(attempt, request, isAwaited);
  };
  return { sent, facilitator: { ...world.facilitator, submit } };
}

const statesOf = async (ids: string[]) =>
  (await world.db.purchase.findMany({ where: { id: { in: ids } } })).map(({ state }) => state);

describe.each([
  { node: "that keeps what comes too early", keepsGaps: true },
  { node: "that refuses what comes too early", keepsGaps: false },
])("behind a node $node", ({ keepsGaps }) => {
  it("who buys next is served by its first answer: those before it are sent again, and then its own", async () => {
    const scene = await newScene();
    const ids = await forget(FORGOTTEN);
    const before = await relayed();
    const { sent, facilitator } = recording();
    world.behave({ keepsGaps, blockMs: 300 });
    // It waits for as long as the machine needs.
    const now = new Date();
    const outcome = await buy({ ...world, facilitator, clock: { now: () => now } }, scene);
    expect(outcome).toMatchObject({ state: "confirmed" });
    const nonces = sent.map(({ nonce }) => nonce - before);
    expect(nonces.slice(0, FORGOTTEN + 2)).toEqual([FORGOTTEN, ...ids.keys(), FORGOTTEN]);
    expect(await relayed()).toBe(before + FORGOTTEN + 1);
    await sweepLater(world);
    expect(await statesOf(ids)).toEqual(ids.map(() => "confirmed"));
  }, 120_000);

  it("a sweep sends all of them before the next block, and waits for the last alone", async () => {
    const ids = await forget(FORGOTTEN);
    const before = await relayed();
    world.behave({ keepsGaps });
    const { sent, facilitator } = recording();
    const caring = syncRelayersAndResend({ ...world, facilitator });
    await expect.poll(waiting, { timeout: 60_000 }).toBe(FORGOTTEN);
    await world.node.seal();
    await caring;
    expect(sent).toEqual(ids.map((_, index) => ({ nonce: before + index, isAwaited: index === FORGOTTEN - 1 })));
    expect(await relayed()).toBe(before + FORGOTTEN);
    await sweepLater(world);
    expect(await statesOf(ids)).toEqual(ids.map(() => "confirmed"));
  }, 120_000);
});
