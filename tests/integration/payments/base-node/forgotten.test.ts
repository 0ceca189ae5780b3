// A node that forgets transactions: all later ones of their key wait for them, so they are sent again in the order of their nonces.
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Facilitator, Relayer, Submitted } from "../../../../lib/chain/facilitator";
import type { Hash } from "../../../../lib/kernel/address";
import type { PaymentDeps } from "../../../../lib/payments/deps";
import { findNewestAttempt } from "../../../../lib/payments/ledger/journal-queries";
import { findPurchase, type PurchaseRow } from "../../../../lib/payments/ledger/purchase-queries";
import { awaitSettlement } from "../../../../lib/payments/settlement/await-settlement";
import { preparedOf, requestOf, resendInOrder, syncRelayersAndResend } from "../../../../lib/payments/settlement/relay";
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
  await world.node.idle();
  return scene;
}

/** Sent by servers that have died since, and then lost by the node. */
async function forget(count: number): Promise<string[]> {
  const scenes: Scene[] = [];
  for (let each = 0; each < count; each++) scenes.push(await newScene());
  const sent: Awaited<ReturnType<typeof storeAndDie>>[] = [];
  for (const { offer, payment } of scenes) {
    const stored = await storeAndDie(world, offer, payment);
    await world.facilitator.submit(preparedOf(stored.attempt), requestOf(world, stored.claimed), false);
    sent.push(stored);
  }
  // The last first: anvil keeps what waits for another.
  for (const { attempt } of sent.toReversed()) await world.chain.dropTransaction(attempt.transaction as Hash);
  expect(await world.chain.client.getTxpoolStatus()).toEqual({ pending: 0, queued: 0 });
  return sent.map(({ claimed }) => claimed.id);
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
    const nonces = () => sent.map(({ nonce }) => nonce - before);
    await expect.poll(() => nonces().slice(0, FORGOTTEN + 2), { timeout: 60_000 }).toEqual([FORGOTTEN, ...ids.keys(), FORGOTTEN]);
    expect(await relayed()).toBe(before + FORGOTTEN + 1);
    await sweepLater(world);
    expect(await statesOf(ids)).toEqual(ids.map(() => "confirmed"));
  }, 240_000);

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
  }, 240_000);
});

describe("what is sent again beside a request", () => {
  const relayer = () => world.facilitator.relayers[0] as Relayer;

  /** All of them are mined, so that the next test begins with none. */
  async function deliver(ids: string[]): Promise<void> {
    world.behave({ blockMs: 20 });
    await syncRelayersAndResend(world);
    const swept = async () => {
      await sweepLater(world);
      return statesOf(ids);
    };
    await expect.poll(swept, { timeout: 60_000 }).toEqual(ids.map(() => "confirmed"));
    world.behave();
    await world.node.idle();
  }

  it("does not hold it up: behind a node that answers reads alone, it has its end in its time", async () => {
    const ids = await forget(FORGOTTEN);
    let answer = () => {};
    const hanging = new Promise<Submitted>((resolve) => {
      answer = () => resolve({ transaction: null, receipt: null, isKnown: true });
    });
    let [sent, now, { number }] = [0, Date.now(), await world.usdc.head()];
    const submit: Facilitator["submit"] = () => {
      sent++;
      return hanging;
    };
    const deps: PaymentDeps = {
      ...world,
      facilitator: { ...world.facilitator, submit },
      usdc: { ...world.usdc, head: async () => ({ ...(await world.usdc.head()), number: ++number }) },
      clock: { now: () => new Date(now) },
      sleep: async (ms) => {
        now += ms;
      },
    };
    const own = (await findPurchase(world.db, ids[0] ?? "")) as PurchaseRow;
    const transaction = (await findNewestAttempt(world.db, own.id))?.transaction as Hash;
    expect(await awaitSettlement(deps, own, { transaction, receipt: null })).toEqual({ state: "unknown" });
    await expect.poll(() => sent, { timeout: 60_000 }).toBe(1);
    answer();
    await deliver(ids);
  }, 120_000);

  it.each(["reset", "html 502"] as const)(
    "ends at the first send that is lost (%s)",
    async (kind) => {
      const ids = await forget(FORGOTTEN);
      const { sent, facilitator } = recording();
      world.behave({ fault: { kind, share: 1, methods: ["eth_sendRawTransaction"] } });
      await resendInOrder({ ...world, facilitator }, relayer());
      expect(sent).toHaveLength(1);
      await deliver(ids);
    },
    120_000,
  );

  it("ends at the first that the node holds", async () => {
    const ids = await forget(FORGOTTEN);
    const { sent, facilitator } = recording();
    await resendInOrder({ ...world, facilitator }, relayer());
    expect(sent).toHaveLength(FORGOTTEN);
    await resendInOrder({ ...world, facilitator }, relayer());
    expect(sent).toHaveLength(FORGOTTEN + 1);
    await deliver(ids);
  }, 120_000);
});
