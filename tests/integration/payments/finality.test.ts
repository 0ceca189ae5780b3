// Depth by price, and what happens to a sale whose block leaves the chain: closed, sent again, open again, paid once.
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { ItemOffer } from "../../../lib/catalog/items/offer";
import { LostLease, takeLease, underLease } from "../../../lib/db/lease";
import type { Hex } from "../../../lib/kernel/address";
import type { Clock } from "../../../lib/kernel/clock";
import { leaseOf } from "../../../lib/payments/ledger/lease-of";
import { tryMove } from "../../../lib/payments/ledger/purchase-queries";
import { openPurchased } from "../../../lib/payments/library/open-content";
import { purchase } from "../../../lib/payments/purchase/purchase";
import { sweep } from "../../../lib/payments/settlement/sweep";
import { parseConfirmations } from "../../../lib/payments/terms/confirmations";
import type { PresentedPayment } from "../../../lib/x402/payment-header";
import type { LocalAccount } from "../../../scripts/local/accounts";
import { createPaymentWorld, impatient, type PaymentWorld, PRICE } from "../../support/payments";
import { cancel, setScene } from "../adversity/stage";

/** anvil calls a block final when this many lie on top of it. */
const FINAL = 64;

let world: PaymentWorld;
let minutes = 1;
const later: Clock = { now: () => new Date(Date.now() + ++minutes * 60_000) };
const sweepLater = () => sweep({ ...world, clock: later });
const reader = (index: number): LocalAccount => world.chain.accounts.readers[index] as LocalAccount;

beforeAll(async () => {
  world = await createPaymentWorld();
});
afterAll(() => world?.stop());
beforeEach(() => world.events.splice(0));

async function buy(offer: ItemOffer, payment: PresentedPayment, deps: PaymentWorld = world): Promise<string> {
  const outcome = await purchase(deps, offer, payment, "agent");
  if (outcome.state !== "confirmed") throw new Error(`the purchase is ${outcome.state}`);
  return outcome.purchaseId;
}

const rowOf = (id: string) =>
  world.db.purchase.findUniqueOrThrow({ where: { id }, include: { settlement: true, attempts: true } });
const isOpen = async (id: string) => (await openPurchased(world, id)) !== undefined;
const discrepancyOf = (subject: string) => world.db.discrepancy.findFirst({ where: { kind: "reorganised", subject } });
const earned = () => world.chain.balanceOf(world.chain.accounts.creators[0]?.address as Hex);

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe("a payment that must lie three blocks deep", () => {
  const three = () => ({ ...world, confirmations: parseConfirmations("0.1:1,*:3") });

  it("opens nothing in its first block, and what it bought in its third", async () => {
    const offer = await world.sellItem();
    const deps = three();
    const outcome = purchase(deps, offer, await world.sign(reader(0), offer), "agent");
    await until(() => world.events.some(({ type }) => type === "submitted"));
    const { id, state } = await world.db.purchase.findFirstOrThrow({ where: { itemId: offer.id } });
    expect([state, await isOpen(id)]).toEqual(["settling", false]);
    await world.chain.mine(2);
    expect(await outcome).toMatchObject({ state: "confirmed", purchaseId: id });
    expect(await isOpen(id)).toBe(true);
  });

  it("is pending and never refused while nobody mines, cannot be paid twice meanwhile, and is confirmed by the sweep", async () => {
    const offer = await world.sellItem();
    // Its own block is waited for: two more are then enough.
    const deps = { ...impatient(three()), facilitator: world.facilitator };
    const before = await earned();
    const first = await world.sign(reader(1), offer);
    const outcome = await purchase(deps, offer, first, "agent");
    expect(outcome).toMatchObject({ state: "pending", transaction: expect.stringMatching(/^0x/) });
    expect((await purchase(deps, offer, await world.sign(reader(1), offer), "agent")).state).toBe("pending");
    await sweep({ ...deps, clock: later });
    expect(await world.db.entitlement.count({ where: { itemId: offer.id } })).toBe(0);
    await world.chain.mine(2);
    await sweep({ ...deps, clock: later });
    expect((await purchase(deps, offer, first, "agent")).state).toBe("confirmed");
    expect((await earned()) - before).toBe(PRICE);
  });

  it("is asked of dear things only", async () => {
    const offer = await world.sellItem(100_000n);
    expect((await purchase(three(), offer, await world.sign(reader(2), offer), "agent")).state).toBe("confirmed");
  });

  it("can be as deep as finality", async () => {
    const offer = await world.sellItem();
    const deps = { ...world, confirmations: parseConfirmations("*:finalized") };
    const outcome = purchase(deps, offer, await world.sign(reader(2), offer), "agent");
    await until(() => world.events.some(({ type }) => type === "submitted"));
    await world.chain.mine(FINAL);
    expect((await outcome).state).toBe("confirmed");
  });
});

describe("a sale whose block leaves the chain", () => {
  it.each([1, 2, 3, 4, 5])("%i deep is sent again by itself, is open again, and was paid once", async (depth) => {
    const offer = await world.sellItem();
    const before = await earned();
    const id = await buy(offer, await world.sign(reader(depth % 5), offer));
    await world.chain.mine(depth - 1);
    const old = (await rowOf(id)).settlement;
    await world.chain.reorg(depth);
    expect(await earned()).toBe(before);
    await sweepLater();
    await sweepLater();
    const { state, settlement, attempts } = await rowOf(id);
    expect([state, await isOpen(id), attempts.length]).toEqual(["confirmed", true, 1]);
    expect(settlement?.blockHash).not.toBe(old?.blockHash);
    expect((await earned()) - before).toBe(PRICE);
    expect(await discrepancyOf(id)).toMatchObject({ resolvedAt: expect.any(Date), detail: { blockHash: old?.blockHash } });
    expect(world.events.map(({ type }) => type)).toContain("reorganised");
  });

  it("opens nothing until it is back, and cannot be paid a second time meanwhile", async () => {
    const offer = await world.sellItem();
    const id = await buy(offer, await world.sign(reader(0), offer));
    await world.chain.reorg(1);
    await world.chain.setAutomine(false);
    try {
      await sweep({ ...impatient(world), clock: later });
      expect([(await rowOf(id)).state, await isOpen(id)]).toEqual(["settling", false]);
      const again = await purchase(world, offer, await world.sign(reader(0), offer), "agent");
      expect(again.state).toBe("pending");
      expect(await discrepancyOf(id)).toMatchObject({ resolvedAt: null });
    } finally {
      await world.chain.setAutomine(true);
    }
    await world.chain.mine();
    await sweepLater();
    expect([(await rowOf(id)).state, await isOpen(id)]).toEqual(["confirmed", true]);
  });

  it("stays open when its transaction lies in another block already", async () => {
    const offer = await world.sellItem();
    const id = await buy(offer, await world.sign(reader(1), offer));
    const { attempts, settlement: old } = await rowOf(id);
    await world.chain.reorg(2);
    const serializedTransaction = attempts[0]?.rawTransaction as Hex;
    await world.chain.client.sendRawTransaction({ serializedTransaction });
    await world.chain.mine();
    await sweepLater();
    const { state, settlement } = await rowOf(id);
    expect([state, settlement?.transaction]).toEqual(["confirmed", old?.transaction]);
    expect(settlement?.blockHash).not.toBe(old?.blockHash);
    expect(world.events.map(({ type }) => type)).not.toContain("reorganised");
  });

  it("comes back in the order of its relayer's nonces, with all that were sold in those blocks", async () => {
    const offers = await Promise.all([1, 2, 3].map(() => world.sellItem()));
    const before = await earned();
    const ids: string[] = [];
    for (const [index, offer] of offers.entries()) ids.push(await buy(offer, await world.sign(reader(index), offer)));
    await world.chain.reorg(3);
    await sweepLater();
    await sweepLater();
    for (const id of ids) expect([(await rowOf(id)).state, await isOpen(id)]).toEqual(["confirmed", true]);
    expect((await earned()) - before).toBe(3n * PRICE);
  });

  it("is over when its payer cancelled the authorization meanwhile, on final evidence; the item can then be bought again", async () => {
    const scene = await setScene(world);
    const id = await buy(scene.offer, scene.payment);
    await world.chain.reorg(1);
    await cancel(scene);
    await sweepLater();
    await sweepLater();
    expect(await isOpen(id)).toBe(false);
    expect((await rowOf(id)).state).not.toBe("expired");
    await world.chain.mine(FINAL + 1);
    await sweepLater();
    expect((await rowOf(id)).state).toBe("expired");
    const second = await buy(scene.offer, await world.sign(scene.payer, scene.offer));
    expect([await isOpen(id), await isOpen(second)]).toEqual([false, true]);
  });
});

describe("finality", () => {
  it("is noted once, and asked of the chain until then", async () => {
    const offer = await world.sellItem();
    const id = await buy(offer, await world.sign(reader(3), offer));
    await sweepLater();
    expect((await rowOf(id)).settlement?.finalizedAt).toBeNull();
    await world.chain.mine(FINAL);
    await sweepLater();
    const { settlement } = await rowOf(id);
    expect(settlement?.finalizedAt).toBeInstanceOf(Date);
    expect(await world.db.settlement.count({ where: { finalizedAt: null } })).toBe(0);
  });
});

describe("a lease", () => {
  /** As soon as the first holder's lease of no length has ended: the end is kept in milliseconds. */
  const takeOver = (name: string) => vi.waitUntil(() => takeLease(world.db, name, "two", 60), { interval: 2, timeout: 5_000 });

  it("that was taken over lets its former holder write nothing", async () => {
    const offer = await world.sellItem();
    const id = await buy(offer, await world.sign(reader(4), offer));
    const old = await takeLease(world.db, "fence", "one", 0);
    const taken = await takeOver("fence");
    expect(taken?.token).toBe((old?.token ?? 0n) + 1n);
    if (!old || !taken) throw new Error("no lease");
    await expect(underLease(world.db, old, (tx) => tryMove(tx, id, "vanish"))).rejects.toBeInstanceOf(LostLease);
    expect((await rowOf(id)).state).toBe("confirmed");
    expect(await underLease(world.db, taken, async () => "written")).toBe("written");
  });

  it("cannot be taken over in the midst of a write", async () => {
    const lease = await takeLease(world.db, "midst", "one", 0);
    if (!lease) throw new Error("no lease");
    const order: string[] = [];
    let other: Promise<unknown> = Promise.resolve();
    await underLease(world.db, lease, async () => {
      other = takeLease(world.db, "midst", "two", 60).then(() => order.push("taken over"));
      await Promise.race([other, new Promise((resolve) => setTimeout(resolve, 200))]);
      order.push("written");
    });
    await other;
    expect(order).toEqual(["written", "taken over"]);
  });

  it("stops a sweep at its next write, and leaves the rest to the new holder", async () => {
    const offer = await world.sellItem();
    const id = await buy(offer, await world.sign(reader(4), offer));
    await world.chain.reorg(1);
    const old = await takeLease(world.db, leaseOf("sweep", world.network), "one", 0);
    await takeOver(leaseOf("sweep", world.network));
    if (!old) throw new Error("no lease");
    await expect(sweep({ ...world, clock: later }, old)).rejects.toBeInstanceOf(LostLease);
    expect((await rowOf(id)).state).toBe("confirmed");
    await sweepLater();
    await sweepLater();
    expect([(await rowOf(id)).state, await isOpen(id)]).toEqual(["confirmed", true]);
  });
});
