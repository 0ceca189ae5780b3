// Two servers on one database and one chain: what one left behind is repaired by both, and nothing by both at once.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDb } from "../../../lib/db/client";
import type { PaymentDeps } from "../../../lib/payments/deps";
import type { PaymentEvent } from "../../../lib/payments/events";
import { duringTurn, LostTurn, takeTurn } from "../../../lib/payments/ledger/turn-queries";
import { purchase } from "../../../lib/payments/purchase/purchase";
import { preparedOf, requestOf } from "../../../lib/payments/settlement/relay";
import { sweepOnLease, sweepShared } from "../../../lib/payments/settlement/sweep";
import type { LocalAccount } from "../../../scripts/local/accounts";
import { createDeps, createPaymentWorld, type PaymentWorld } from "../../support/payments";
import { statementsOf } from "../../support/statements";
import { claimAndGiveUp, storeAndDie } from "../../support/unfinished";
import { newPayer } from "../adversity/stage";

const PAYMENTS = 12;
const inMinutes = (minutes: number) => ({ now: () => new Date(Date.now() + minutes * 60_000) });

let world: PaymentWorld;
let other: PaymentDeps;
const events: PaymentEvent[] = [];

beforeAll(async () => {
  world = await createPaymentWorld();
  other = await createDeps({
    db: createDb(world.databaseUrl),
    rpcUrl: world.chain.rpcUrl,
    relayerKey: world.chain.accounts.relayer.privateKey,
    confirmations: world.network.confirmations,
    emit: (event) => void events.push(event),
  });
});
afterAll(async () => {
  await other.db.$disconnect();
  await world.stop();
});

const reader = (index: number) => world.chain.accounts.readers[index % 5] as LocalAccount;

/** Neither goes on with its first purchase before the other has one as well. */
function together(...servers: PaymentDeps[]): PaymentDeps[] {
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  let waiting = 0;
  return servers.map((server) => {
    let hasBegun = false;
    const settlementIn: PaymentDeps["usdc"]["settlementIn"] = async (...asked) => {
      if (!hasBegun && ++waiting === servers.length) open();
      hasBegun = true;
      await gate;
      return server.usdc.settlementIn(...asked);
    };
    return { ...server, usdc: { ...server.usdc, settlementIn } };
  });
}

/** A call to the node that stands still from when it has begun until it is opened. */
function hold() {
  let [begin, open] = [() => {}, () => {}];
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const wait = () => {
    begin();
    return opened;
  };
  return { wait, begun, open };
}

describe("two servers", () => {
  it("share what has to be recovered, and look at nothing twice", async () => {
    const ids: string[] = [];
    for (let each = 0; each < PAYMENTS; each++) {
      const offer = await world.sellItem();
      ids.push((await storeAndDie(world, offer, await world.sign(reader(each), offer))).claimed.id);
    }
    // Nobody looks after keys yet, and has sent anything.
    const servers = together({ ...world, clock: inMinutes(1) }, { ...other, clock: inMinutes(1) });
    const reports = await Promise.all(servers.map((server) => sweepShared(server)));
    for (const { looked } of reports) expect(looked).toBeGreaterThan(0);
    expect(reports.reduce((sum, { looked }) => sum + looked, 0)).toBe(PAYMENTS);
    expect(reports.reduce((sum, { failed }) => sum + failed, 0)).toBe(0);
    let minutes = 2;
    const sweepBoth = (clock: PaymentDeps["clock"]) =>
      Promise.all([sweepOnLease({ ...world, clock }, "a third"), sweepOnLease({ ...other, clock }, "one")]);
    // As often as a slow node needs: each sends what the other has not, and looks at what is mined by then.
    const swept = async () => {
      await sweepBoth(inMinutes(minutes++));
      return world.db.purchase.groupBy({ by: ["state"], where: { id: { in: ids } }, _count: true });
    };
    await expect.poll(swept, { timeout: 120_000 }).toEqual([{ state: "confirmed", _count: PAYMENTS }]);
    const confirmed = [...world.events, ...events].flatMap((event) => (event.type === "confirmed" ? [event.purchaseId] : []));
    expect(confirmed.sort()).toEqual(ids.sort());
    expect(await world.db.settlement.count()).toBe(PAYMENTS);
  }, 240_000);

  it("what one saw paid is recorded by it, though its look lasted so long that another took the purchase and saw nothing", async () => {
    const offer = await world.sellItem();
    const { claimed, attempt } = await storeAndDie(world, offer, await world.sign(reader(1), offer));
    await world.facilitator.submit(preparedOf(attempt), requestOf(world, claimed));
    const held = hold();
    const settlementIn: PaymentDeps["usdc"]["settlementIn"] = async (...asked) => {
      await held.wait();
      return world.usdc.settlementIn(...asked);
    };
    const slow = sweepShared({ ...world, clock: inMinutes(1), usdc: { ...world.usdc, settlementIn } });
    await held.begun;
    const failing = { ...other.usdc, settlementIn: () => Promise.reject(new Error("the node does not answer")) };
    expect(await sweepShared({ ...other, clock: inMinutes(2), usdc: failing })).toMatchObject({ looked: 1, failed: 1 });
    held.open();
    expect(await slow).toMatchObject({ looked: 1, repaired: 1 });
    expect(await world.db.purchase.findUnique({ where: { id: claimed.id } })).toMatchObject({ state: "confirmed" });
  });

  it("what one saw to be over for good is written by it, though another took the purchase meanwhile and saw nothing", async () => {
    const offer = await world.sellItem();
    const { id } = await claimAndGiveUp(world, offer, await world.sign(reader(4), offer));
    const held = hold();
    const finalized: PaymentDeps["usdc"]["finalized"] = async () => {
      await held.wait();
      return { ...(await world.usdc.finalized()), time: 2n ** 40n };
    };
    const slow = sweepShared({ ...world, clock: inMinutes(1), usdc: { ...world.usdc, finalized } });
    await held.begun;
    const failing = { ...other.usdc, finalized: () => Promise.reject(new Error("the node does not answer")) };
    expect(await sweepShared({ ...other, clock: inMinutes(2), usdc: failing })).toMatchObject({ looked: 1, failed: 1 });
    held.open();
    expect(await slow).toMatchObject({ looked: 1, expired: 1 });
    expect(await world.db.purchase.findUnique({ where: { id } })).toMatchObject({ state: "expired" });
  });

  it("what one saw to have failed is written by it, however long its look lasts: its turn is renewed, and nobody takes the purchase", async () => {
    await world.db.purchase.updateMany({ where: { state: { in: ["settling", "refused"] } }, data: { state: "expired" } });
    const [offer, poor] = [await world.sellItem(), await newPayer(world, 0n)];
    const { claimed, attempt } = await storeAndDie(world, offer, await world.sign(poor, offer));
    await world.facilitator.submit(preparedOf(attempt), requestOf(world, claimed));
    let now = inMinutes(20).now();
    const clock = { now: () => now };
    const held = hold();
    const settlementIn: PaymentDeps["usdc"]["settlementIn"] = async (...asked) => {
      await held.wait();
      return world.usdc.settlementIn(...asked);
    };
    const slow = sweepShared({ ...world, clock, usdc: { ...world.usdc, settlementIn } });
    await held.begun;
    const rowOf = () => world.db.purchase.findUniqueOrThrow({ where: { id: claimed.id } });
    // In all it lasts longer than a turn that nobody renews.
    for (let renewals = 0; renewals < 3; renewals++) {
      now = new Date(now.getTime() + 1_500);
      await expect.poll(async () => (await rowOf()).updatedAt, { timeout: 60_000 }).toEqual(now);
    }
    expect(await sweepShared({ ...other, clock })).toMatchObject({ looked: 0 });
    held.open();
    expect(await slow).toMatchObject({ failed: 0 });
    expect(await rowOf()).toMatchObject({ state: "refused", reason: "invalid_transaction_state" });
    await world.db.purchase.update({ where: { id: claimed.id }, data: { state: "expired" } });
  }, 240_000);

  it("a node that fails once for what is final is asked again for the next purchase", async () => {
    for (const index of [2, 3]) {
      const offer = await world.sellItem();
      await claimAndGiveUp(world, offer, await world.sign(reader(index), offer));
    }
    let asked = 0;
    const finalized = async () => {
      if (++asked === 1) throw new Error("the node does not answer");
      return world.usdc.finalized();
    };
    const report = await sweepShared({ ...world, clock: inMinutes(3), usdc: { ...world.usdc, finalized } });
    expect({ asked, ...report }).toMatchObject({ asked: 2, looked: 2, failed: 1 });
  });

  it("of a purchase that one took after the other, only the later one writes", async () => {
    const offer = await world.sellItem();
    const { id, chainId, asset } = await claimAndGiveUp(world, offer, await world.sign(reader(0), offer));
    await world.db.purchase.updateMany({ where: { id: { not: id }, state: "refused" }, data: { state: "expired" } });
    const at = (minutes: number) => ({ start: inMinutes(minutes).now(), now: inMinutes(minutes).now() });
    const early = await takeTurn(world.db, { chainId, asset }, at(10));
    expect(early?.id).toBe(id);
    expect(await takeTurn(other.db, { chainId, asset }, at(10))).toBeUndefined();
    const late = await takeTurn(other.db, { chainId, asset }, at(11));
    if (!early || !late) throw new Error("not taken");
    await expect(duringTurn(world.db, early, async () => "written")).rejects.toBeInstanceOf(LostTurn);
    expect(await duringTurn(other.db, late, async () => "written")).toBe("written");
  });
});

describe("two servers that sign with one key", () => {
  const buyAt = async (server: PaymentDeps) => {
    const [offer, payer] = [await world.sellItem(), await newPayer(world)];
    return purchase(server, offer, await world.sign(payer, offer), "agent");
  };

  it("take no nonce twice and leave none out, and each stores in vain once before it reads the counter first", async () => {
    const first = (await world.db.relayer.findFirstOrThrow()).nextNonce;
    const states: string[] = [];
    const statements = await statementsOf(async () => {
      for (let round = 0; round < 4; round++) for (const server of [world, other]) states.push((await buyAt(server)).state);
    });
    expect(states).toEqual(Array(8).fill("confirmed"));
    const attempts = await world.db.settlementAttempt.findMany({
      where: { relayerNonce: { gte: first } },
      orderBy: { relayerNonce: "asc" },
    });
    expect(attempts.map(({ relayerNonce }) => relayerNonce)).toEqual(Array.from({ length: 8 }, (_, index) => first + index));
    expect(statements.filter((text) => text.includes("INSERT INTO settlement_attempt"))).toHaveLength(8 + 2);
  }, 240_000);
});
