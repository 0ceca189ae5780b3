// Payments that begin together: who is at fault is put out, and the others lose nothing by it.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ItemOffer } from "../../../lib/catalog/items/offer";
import { toAddress } from "../../../lib/kernel/address";
import type { PaymentDeps } from "../../../lib/payments/deps";
import { purchase } from "../../../lib/payments/purchase/purchase";
import type { PresentedPayment } from "../../../lib/x402/payment-header";
import type { LocalAccount } from "../../../scripts/local/accounts";
import { atOnce as goOnAtOnce } from "../../support/at-once";
import { createPaymentWorld, type PaymentWorld, PRICE } from "../../support/payments";
import { gatedDb } from "../../support/statement-gate";
import { statementsOf } from "../../support/statements";
import { cancel, newPayer, play, setScene } from "../adversity/stage";

let world: PaymentWorld;

beforeAll(async () => {
  world = await createPaymentWorld();
});
afterAll(() => world?.stop());

interface Paying {
  offer: ItemOffer;
  payment: PresentedPayment;
  deps?: PaymentDeps;
  isAwaited?: () => boolean;
}

async function paying(buyer?: LocalAccount): Promise<Paying> {
  const [offer, payer] = [await world.sellItem(), buyer ?? (await newPayer(world))];
  return { offer, payment: await world.sign(payer, offer) };
}

const several = (count: number) => Promise.all(Array.from({ length: count }, () => paying()));

const buy = ({ offer, payment, deps = world, isAwaited }: Paying): Promise<string> =>
  purchase(deps, offer, payment, "agent", undefined, isAwaited).then(
    ({ state }) => state,
    (error: { code?: string }) => error.code ?? String(error),
  );

/** All go on at once when the last of them was simulated, so that they are stored together but for the first. */
const atOnce = (count: number, more: Partial<PaymentDeps> = {}) => goOnAtOnce(count, { ...world, ...more });

const inserts = (statements: string[]) => statements.filter((text) => text.includes("INSERT INTO settlement_attempt")).length;
const tally = (states: string[]) =>
  Object.fromEntries([...new Set(states)].map((each) => [each, states.filter((s) => s === each).length]));

describe("of several that begin together", () => {
  it("one whose payer shows two payments for one item is put out alone: the others share their commit", async () => {
    const [many, buyer] = [await several(8), await newPayer(world, PRICE * 2n)];
    const first = await paying(buyer);
    const second = { offer: first.offer, payment: await world.sign(buyer, first.offer) };
    const all = [...many, first, second];
    let states: string[] = [];
    const deps = atOnce(all.length);
    const statements = await statementsOf(async () => {
      states = await Promise.all(all.map((each) => buy({ ...each, deps })));
    });
    expect(tally(states)).toEqual({ confirmed: 9, pending: 1 });
    expect(inserts(statements)).toBeLessThanOrEqual(3);
  });

  it("one that was begun elsewhere while it waited is put out alone", async () => {
    const [many, late] = [await several(8), await paying()];
    const deps = atOnce(many.length + 1);
    // Another server begins the same one, after this server's look.
    const elsewhere = { ...world, db: Object.create(world.db) as typeof world.db };
    const statements = await statementsOf(async () => {
      const states = Promise.all([...many, late].map((each) => buy({ ...each, deps })));
      const other = buy({ ...late, deps: elsewhere });
      expect(tally([...(await states), await other])).toEqual({ confirmed: 10 });
    });
    // How many share a commit depends on how closely they come.
    expect(inserts(statements)).toBeLessThan(many.length);
    expect(await world.db.purchase.count({ where: { itemId: late.offer.id } })).toBe(1);
  });
});

describe("where a group cannot be stored as it is", () => {
  it("one who would draw more gas than its share is put out alone: the others share their commit", async () => {
    const [many, greedy] = [await several(8), await paying()];
    const { chainId } = world.network;
    const day = new Date(new Date().toISOString().slice(0, 10));
    const dailyWei = 10n ** 18n;
    await world.db.gasDay.create({ data: { chainId, day, wei: dailyWei / 2n + 1n } });
    const share = { chainId, day, subject: greedy.payment.authorization.from, wei: dailyWei / 50n };
    await world.db.gasShare.create({ data: share });
    const wallets = Array.from({ length: 10 }, (_, index) => toAddress(`0x${String(index).padStart(40, "0")}`));
    const { creatorId } = greedy.offer;
    await world.db.creatorBuyer.createMany({ data: wallets.map((wallet) => ({ creatorId, wallet, sales: 1 })) });
    const deps = atOnce(9, { dailyWei });
    let states: string[] = [];
    const statements = await statementsOf(async () => {
      states = await Promise.all([...many, greedy].map((each) => buy({ ...each, deps })));
    });
    expect(tally(states)).toEqual({ confirmed: 8, payments_paused: 1 });
    expect(states.at(-1)).toBe("payments_paused");
    expect(inserts(statements)).toBeLessThanOrEqual(3);
  });

  it("and another transaction was in its way, it is stored again: nobody is told to come later", async () => {
    const many = await several(6);
    let times = 0;
    const db = gatedDb(world.db, (text, run) => {
      if (!text.includes("INSERT INTO settlement_attempt") || ++times !== 2) return run();
      return Promise.reject(Object.assign(new Error("deadlock detected"), { code: "40P01" }));
    });
    const deps = atOnce(6, { db });
    const states = await Promise.all(many.map((each) => buy({ ...each, deps })));
    expect(tally(states)).toEqual({ confirmed: 6 });
    expect(times).toBeGreaterThan(2);
  });
});

describe("who waits for a turn", () => {
  it("and is gone, or was kept too long, or is about to be over, is not stored, and nothing is charged", async () => {
    const [first, gone, old, over] = (await several(4)) as [Paying, Paying, Paying, Paying];
    const deps = atOnce(4);
    /** So much time goes by until its turn comes. */
    const late = (ms: number): PaymentDeps => {
      let passed = 0;
      const knownTime = () => {
        passed = ms;
        return deps.usdc.knownTime();
      };
      return { ...deps, clock: { now: () => new Date(Date.now() + passed) }, usdc: { ...deps.usdc, knownTime } };
    };
    const nearEnd = { ...deps.usdc, knownTime: () => over.payment.authorization.validBefore - 5n };
    const states = await Promise.all([
      buy({ ...first, deps, isAwaited: () => false }),
      buy({ ...gone, deps: late(2_000), isAwaited: () => false }),
      buy({ ...old, deps: late(20_000) }),
      buy({ ...over, deps: { ...deps, usdc: nearEnd } }),
    ]);
    expect(states).toEqual(["confirmed", "payments_paused", "payments_paused", "payments_paused"]);
    for (const { offer } of [gone, old, over]) expect(await world.db.purchase.count({ where: { itemId: offer.id } })).toBe(0);
  });
});

it("a payer of whom a payment failed begins no more at once than may fail", async () => {
  const scene = await setScene(world, PRICE * 20n);
  expect((await play(scene, "signed", cancel)).outcome.state).toBe("refused");
  const all = await Promise.all(Array.from({ length: 10 }, () => paying(scene.payer)));
  const deps = atOnce(2);
  const states = await Promise.all(all.map((each) => buy({ ...each, deps })));
  expect(tally(states)).toEqual({ confirmed: 2, too_many_requests: 8 });
});
