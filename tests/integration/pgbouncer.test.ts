// Behind PgBouncer in transaction mode: purchases, limits, and notifications by a way of their own.
import { AsyncLocalStorage } from "node:async_hooks";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { ItemOffer } from "../../lib/catalog/items/offer";
import { createDb, createPooledDb, type Db, isBounded, isRefusedByPooler, queryPool } from "../../lib/db/client";
import { createNotificationListener } from "../../lib/db/notification-listener";
import { toAddress } from "../../lib/kernel/address";
import type { PaymentDeps } from "../../lib/payments/deps";
import { purchase } from "../../lib/payments/purchase/purchase";
import { sweep } from "../../lib/payments/settlement/sweep";
import { PublicCache } from "../../lib/public-cache/public-cache";
import type { PresentedPayment } from "../../lib/x402/payment-header";
import type { LocalAccount } from "../../scripts/local/accounts";
import { createDeps, createPaymentWorld, type PaymentWorld, PRICE } from "../support/payments";
import { type PgBouncer, startPgBouncer } from "../support/pgbouncer";
import { newPayer } from "./adversity/stage";

let pgBouncer: PgBouncer;
let world: PaymentWorld;

beforeAll(async () => {
  pgBouncer = await startPgBouncer(process.env.TEST_POSTGRES_URL ?? "");
  world = await createPaymentWorld({ connect: (url) => createPooledDb(pgBouncer.through(url), url) });
});
afterAll(async () => {
  await world?.stop();
  await pgBouncer?.stop();
});

describe("behind PgBouncer in transaction mode", () => {
  it("everybody who pays at once is served, and the sweep finds nothing to do", async () => {
    const buyers = 40;
    const offers = await Promise.all(Array.from({ length: buyers }, () => world.sellItem()));
    const payers = await Promise.all(Array.from({ length: buyers }, () => newPayer(world)));
    const bought = offers.map(async (offer, index) => {
      const payer = payers[index];
      return payer && purchase(world, offer, await world.sign(payer, offer), "agent");
    });
    const outcomes = await Promise.all(bought);
    expect(outcomes.map((outcome) => outcome?.state)).toEqual(outcomes.map(() => "confirmed"));
    expect(await world.db.entitlement.count()).toBe(buyers);
    world.events.splice(0);
    await sweep(world);
    expect(world.events).toContainEqual(expect.objectContaining({ type: "sweep", failed: 0, repaired: 0 }));
  });

  it("two servers with one relayer key serve everybody who pays at once, also who pays at both: none fails, and none is charged twice", async () => {
    const connected = [0, 1].map(() => createPooledDb(pgBouncer.through(world.databaseUrl), world.databaseUrl));
    const settings = { rpcUrl: world.chain.rpcUrl, relayerKey: world.chain.accounts.relayer.privateKey };
    const { confirmations } = world.network;
    const servers = await Promise.all(connected.map((db) => createDeps({ db, ...settings, confirmations, emit: () => {} })));
    const buyers = 40;
    const offers = await Promise.all(Array.from({ length: buyers }, () => world.sellItem()));
    const payers = await Promise.all(Array.from({ length: buyers }, () => newPayer(world, 2n * PRICE)));
    const payments = await Promise.all(offers.map((offer, index) => world.sign(payers[index] as LocalAccount, offer)));
    const buyAt = (server: PaymentDeps, index: number) =>
      purchase(server, offers[index] as ItemOffer, payments[index] as PresentedPayment, "agent");
    // Every fourth shows its payment at both.
    const turns = payments.flatMap((_, index) => (index % 4 === 0 ? [0, 1] : [index % 2]).map((at) => ({ at, index })));
    const outcomes = await Promise.all(turns.map(({ at, index }) => buyAt(servers[at] as PaymentDeps, index)));
    expect(outcomes.map(({ state }) => state)).toEqual(turns.map(() => "confirmed"));
    const itemId = { in: offers.map(({ id }) => id) };
    expect(await world.db.entitlement.count({ where: { itemId } })).toBe(buyers);
    expect(await world.db.settlement.count({ where: { itemId } })).toBe(buyers);
    const left = await Promise.all(payers.map(({ address }) => world.chain.balanceOf(address)));
    expect(left).toEqual(payers.map(() => PRICE));
    const { relayer } = world.chain.accounts;
    const key = { chainId_address: { chainId: world.network.chainId, address: toAddress(relayer.address) } };
    const { nextNonce } = await world.db.relayer.findUniqueOrThrow({ where: key });
    expect(nextNonce).toBe(await world.chain.client.getTransactionCount({ address: relayer.address }));
    await Promise.all(connected.map((db) => db.$disconnect()));
  });

  it("a day's gas is drawn within its bound", async () => {
    const offer = await world.sellItem();
    const payment = await world.sign(await newPayer(world), offer);
    expect(await purchase({ ...world, dailyWei: 10n ** 18n }, offer, payment, "agent")).toMatchObject({ state: "confirmed" });
    expect(await world.db.gasDay.count()).toBe(1);
  });

  it("statements with names of their own are prepared anew for whoever asks, and limits are counted", async () => {
    const many = Array.from({ length: 60 }, (_, index) => queryPool<{ n: number }>(world.db, "SELECT $1::int AS n", [index]));
    expect((await Promise.all(many)).flat().map(({ n }) => n)).toEqual(many.map((_, index) => index));
    const limit = { requests: 30, seconds: 60, isShared: true } as const;
    const asked = await Promise.allSettled(Array.from({ length: 40 }, () => world.limits.take("dear", limit, "ada")));
    expect(asked.filter(({ status }) => status === "fulfilled")).toHaveLength(30);
  });

  it("what visitors see is cached, and thrown away when it changes: notifications come directly", async () => {
    const reads: string[] = [];
    const onError = vi.fn();
    const cache = new PublicCache(
      createNotificationListener(world.db, "public_changes"),
      { entries: 10, bytes: 1_000_000 },
      { onRead: (from) => reads.push(from), onError },
      new AsyncLocalStorage(),
    );
    cache.open();
    const offer = await world.sellItem();
    const find = () => world.db.item.findUniqueOrThrow({ where: { id: offer.id }, select: { amount: true } });
    const read = async () => (await cache.get("an item", find, () => [offer.creatorId])).amount;
    try {
      await vi.waitFor(async () => {
        await read();
        expect(reads.at(-1)).toBe("memory");
      });
      await world.db.item.update({ where: { id: offer.id }, data: { amount: 990_000n } });
      await vi.waitFor(async () => expect(await read()).toBe(990_000n));
      expect(onError).not.toHaveBeenCalled();
    } finally {
      await cache.close();
    }
  });

  it("a role that bounds nothing is told of, and one that does is not", async () => {
    expect(await isBounded(world.db)).toBe(false);
    const direct = createDb(world.db.directUrl);
    expect(await isBounded(direct)).toBe(true);
    const { pathname, username } = new URL(world.db.directUrl);
    for (const setting of ["statement_timeout", "idle_in_transaction_session_timeout"]) {
      await direct.pool.query(`ALTER ROLE ${username} IN DATABASE ${pathname.slice(1)} SET ${setting} = '15s'`);
    }
    await direct.$disconnect();
    const other = await startPgBouncer(world.db.directUrl);
    const bounded = createPooledDb(other.through(world.db.directUrl), world.db.directUrl);
    expect(await isBounded(bounded)).toBe(true);
    await bounded.$disconnect();
    await other.stop();
  });

  it("a server that was not told of the pooler says what to set", async () => {
    const untold: Db = createDb(pgBouncer.through(world.db.directUrl));
    const error = await isBounded(untold).catch((reason: unknown) => reason);
    expect(isRefusedByPooler(error)).toBe(true);
    await untold.$disconnect();
  });
});
