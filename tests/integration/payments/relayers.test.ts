// Relayer keys: many at once without a gap, what they may spend, and transactions that are stuck.
import { parseGwei } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createChainClient } from "../../../lib/chain/client";
import { createLocalFacilitator } from "../../../lib/chain/local-facilitator";
import { type Hex, toAddress } from "../../../lib/kernel/address";
import type { Clock } from "../../../lib/kernel/clock";
import { purchase } from "../../../lib/payments/purchase/purchase";
import { syncRelayers } from "../../../lib/payments/settlement/relay";
import { sweep } from "../../../lib/payments/settlement/sweep";
import { watchGas } from "../../../lib/payments/settlement/watch-gas";
import type { LocalAccount } from "../../../scripts/local/accounts";
import { createPaymentWorld, impatient, type PaymentWorld } from "../../support/payments";
import { meddled, newPayer, setScene, submitElsewhere } from "../adversity/stage";

let world: PaymentWorld;
let keys: Hex[] = [];
let minutes = 1;
const later: Clock = { now: () => new Date(Date.now() + ++minutes * 60_000) };

beforeAll(async () => {
  world = await createPaymentWorld();
});
afterAll(() => world?.stop());

/** Each test has keys of its own, and a day on which nothing was spent. */
beforeEach(async () => {
  keys = [generatePrivateKey(), generatePrivateKey(), generatePrivateKey()];
  for (const key of keys) await world.chain.client.setBalance({ address: privateKeyToAccount(key).address, value: 10n ** 18n });
  await world.chain.setAutomine(true);
  await world.db.gasDay.deleteMany();
  await world.db.gasShare.deleteMany();
  world.events.splice(0);
});

/** The world with these keys as its own, counted as at boot. */
async function withKeys(
  relayerKeys: Hex[],
  more: Partial<PaymentWorld> = {},
  maxFeePerGas = parseGwei("50"),
): Promise<PaymentWorld> {
  const client = createChainClient(world.chain.rpcUrl);
  const facilitator = createLocalFacilitator(client, world.usdc, world.network, relayerKeys, { maxFeePerGas });
  const deps = { ...world, facilitator, ...more };
  await syncRelayers(deps);
  return deps;
}

async function buy(deps: PaymentWorld, payer?: LocalAccount) {
  const [offer, buyer] = [await world.sellItem(), payer ?? (await newPayer(world))];
  const outcome = await purchase(deps, offer, await world.sign(buyer, offer), "agent").catch(
    (error: { code: string }) => error.code,
  );
  const row = await world.db.purchase.findFirst({
    where: { itemId: offer.id },
    include: { attempts: { orderBy: { createdAt: "asc" } } },
  });
  return { outcome, row, offer };
}

/** A purchase whose transaction is in nobody's block: not mined until the test says so. */
async function begin(deps: PaymentWorld) {
  const payer = await newPayer(world);
  const before = await world.db.settlementAttempt.count();
  await world.chain.setAutomine(false);
  const waiting = buy(deps, payer);
  await until(async () => (await world.db.settlementAttempt.count()) > before);
  const attempt = await world.db.settlementAttempt.findFirstOrThrow({ orderBy: { createdAt: "desc" } });
  await until(
    async () => (await world.chain.client.getTransaction({ hash: attempt.transaction as Hex }).catch(() => null)) !== null,
  );
  return { waiting, attempt };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe("several keys", () => {
  it("settle side by side, each in its own order without a gap", async () => {
    const deps = await withKeys(keys);
    const payers = await Promise.all(Array.from({ length: 24 }, () => newPayer(world)));
    const bought = await Promise.all(payers.map((payer) => buy(deps, payer)));
    expect(bought.map(({ outcome }) => typeof outcome === "object" && outcome.state)).toEqual(payers.map(() => "confirmed"));
    // Payments that share a transaction share its number.
    const sent = await world.db.settlementAttempt.groupBy({
      by: ["relayer", "relayerNonce"],
      where: { purchaseId: { in: bought.map(({ row }) => row?.id ?? "") } },
      orderBy: { relayerNonce: "asc" },
    });
    const used = new Set(sent.map(({ relayer }) => relayer));
    expect(used.size).toBe(keys.length);
    for (const relayer of used) {
      const transactions = sent.filter((one) => one.relayer === relayer);
      expect(transactions.map(({ relayerNonce }) => relayerNonce)).toEqual(transactions.map((_, n) => n));
      expect(await world.chain.client.getTransactionCount({ address: relayer as Hex })).toBe(transactions.length);
    }
  });

  it("go on when one of them is taken out while its transaction is under way", async () => {
    const both = await withKeys(keys.slice(0, 2));
    const { waiting } = await begin(both);
    await world.chain.setAutomine(true);
    await world.chain.mine();
    expect((await waiting).outcome).toMatchObject({ state: "confirmed" });
    const one = await withKeys(keys.slice(1, 2));
    await sweep({ ...one, clock: later });
    expect((await buy(one)).outcome).toMatchObject({ state: "confirmed" });
  });
});

describe("the key that settles next", () => {
  it("is the one with the fewest transactions that the chain has not counted, however many it sent before", async () => {
    const deps = await withKeys(keys.slice(1));
    const [busy = "0x", idle = "0x"] = deps.facilitator.relayers.map(({ address }) => address);
    await sweep(deps);
    const rows = await world.db.relayer.findMany({ where: { address: { in: [busy, idle] } } });
    expect(rows.map(({ nextNonce, countedNonce }) => nextNonce - countedNonce)).toEqual([0, 0]);
    const used = async () => {
      const taken: string[] = [];
      for (let count = 0; count < 3; count++) taken.push((await buy(deps)).row?.attempts[0]?.relayer ?? "none");
      return taken.sort();
    };
    await world.db.relayer.updateMany({ where: { address: idle }, data: { countedNonce: { decrement: 3 } } });
    expect(await used()).toEqual([busy, busy, busy]);
    await sweep(deps);
    expect(new Set(await used()).size).toBe(2);
  });
});

describe("a key that runs dry", () => {
  it("is told to the operator, and others settle instead of it", async () => {
    const [dry = "0x", ...full] = keys;
    const { address } = privateKeyToAccount(dry);
    const deps = await withKeys(keys);
    await world.chain.client.setBalance({ address, value: 1_000n });
    const low = async () => (await watchGas(deps, 10n ** 15n)).filter(({ isLow }) => isLow).map((key) => key.address);
    expect(await low()).toEqual([toAddress(address)]);
    expect(world.events).toContainEqual({ type: "balance", relayer: toAddress(address), wei: 1_000n, isLow: true });
    for (let count = 0; count < full.length + 1; count++) {
      const { outcome, row } = await buy(deps);
      expect([outcome, row?.attempts[0]?.relayer === toAddress(address)]).toEqual([
        expect.objectContaining({ state: "confirmed" }),
        false,
      ]);
    }
    await world.chain.client.setBalance({ address, value: 10n ** 18n });
    expect(await low()).toEqual([]);
  });

  it("and is the last one pauses the selling: nothing is stored, nobody is charged", async () => {
    const [only = "0x"] = keys;
    const { address } = privateKeyToAccount(only);
    const deps = await withKeys([only]);
    await world.chain.client.setBalance({ address, value: 1_000n });
    await watchGas(deps, 1n);
    const { outcome, row } = await buy(deps);
    expect([outcome, row]).toEqual(["payments_paused", null]);
    await world.chain.client.setBalance({ address, value: 10n ** 18n });
    await watchGas(deps, 1n);
    expect((await buy(deps)).outcome).toMatchObject({ state: "confirmed" });
  });
});

describe("what gas may cost", () => {
  it("is written down for each settlement as the receipt says", async () => {
    const { row } = await buy(await withKeys(keys));
    const [attempt] = row?.attempts ?? [];
    const receipt = await world.chain.client.getTransactionReceipt({ hash: attempt?.transaction as Hex });
    expect(attempt?.feePaid).toBe(receipt.gasUsed * receipt.effectiveGasPrice);
    expect(world.events).toContainEqual({ type: "gas", wei: attempt?.feePaid, wasted: false });
  });

  it("in a day is never more than the cap, however many pay at once; who comes too late is not charged", async () => {
    // Before the first: each block that brings them their money makes gas cheaper.
    const payers = await Promise.all(Array.from({ length: 12 }, () => newPayer(world)));
    const { row } = await buy(await withKeys(keys));
    const dailyWei = (row?.attempts[0]?.gasLimit ?? 0n) * (row?.attempts[0]?.maxFeePerGas ?? 0n) * 5n;
    const deps = await withKeys(keys, { dailyWei });
    // No block until each of them has asked: what a mined one cost less than it might have is free for the next.
    await world.chain.setAutomine(false);
    const all = { payer: { in: payers.map(({ address }) => toAddress(address)) } };
    let paused = 0;
    const count = <T extends { outcome: unknown }>(bought: T) => {
      if (bought.outcome === "payments_paused") paused++;
      return bought;
    };
    const buying = Promise.all(payers.map((payer) => buy(deps, payer).then(count)));
    await until(async () => (await world.db.purchase.count({ where: { ...all, state: "settling" } })) + paused === 12);
    await world.chain.setAutomine(true);
    await world.chain.mine();
    const bought = await buying;
    const refused = bought.filter(({ outcome }) => outcome === "payments_paused");
    expect(refused.length).toBeGreaterThan(0);
    // All buy from one creator, who may not draw from the half that is kept for the others.
    const mayCost = bought
      .flatMap(({ row }) => row?.attempts ?? [])
      .map((each) => (each.gasLimit ?? 0n) * (each.maxFeePerGas ?? 0n));
    expect(mayCost.length).toBeGreaterThan(0);
    expect(mayCost.reduce((sum, wei) => sum + wei, 0n)).toBeLessThanOrEqual(dailyWei / 2n);
    for (const { row: late } of refused) expect(late).toBeNull();
    const [day] = await world.db.gasDay.findMany();
    expect(day?.wei).toBeLessThanOrEqual(dailyWei);
    expect(world.events).toContainEqual({ type: "capped", cap: "share" });
  });

  it("is given back to the day once a transaction was replaced, though its replacement was not mined yet", async () => {
    const deps = impatient(await withKeys(keys.slice(0, 1), { dailyWei: 10n ** 18n }));
    const { waiting, attempt } = await begin(deps);
    // The first sees that the chain waits for it.
    for (let count = 0; count < 3; count++) await sweep({ ...deps, clock: later });
    const where = { purchaseId: attempt.purchaseId };
    const attempts = await world.db.settlementAttempt.findMany({ where, orderBy: { createdAt: "asc" } });
    expect(attempts).toHaveLength(3);
    const reserved = (each?: (typeof attempts)[number]) => (each?.gasLimit ?? 0n) * (each?.maxFeePerGas ?? 0n);
    const spent = async () => (await world.db.gasDay.findFirstOrThrow()).wei;
    const shares = async () => (await world.db.gasShare.findMany()).map(({ wei }) => wei);
    expect(await spent()).toBe(reserved(attempts[2]));
    expect(await shares()).toEqual([reserved(attempts[2]), reserved(attempts[2])]);

    await world.chain.setAutomine(true);
    await world.chain.mine();
    await waiting;
    await sweep({ ...deps, clock: later });
    const fees = await world.db.settlementAttempt.findMany({ where, orderBy: { createdAt: "asc" }, select: { feePaid: true } });
    expect(fees.map(({ feePaid }) => feePaid)).toEqual([0n, 0n, expect.toSatisfy((wei: bigint) => wei > 0n)]);
    expect(await spent()).toBe(fees[2]?.feePaid);
    expect(await shares()).toEqual([fees[2]?.feePaid, fees[2]?.feePaid]);
  });

  it("is given back to the day where another's settlement overtook ours, but for what ours burnt", async () => {
    const deps = await withKeys(keys.slice(0, 1), { dailyWei: 10n ** 18n });
    const scene = await setScene(deps);
    const overtaken = meddled(scene, "signed", () => submitElsewhere(world, scene.payment.authorization));
    expect((await purchase(overtaken, scene.offer, scene.payment, "agent")).state).toBe("confirmed");
    await sweep({ ...deps, clock: later });
    const attempt = await world.db.settlementAttempt.findFirstOrThrow({ where: { purchase: { itemId: scene.offer.id } } });
    const receipt = await world.chain.client.getTransactionReceipt({ hash: attempt.transaction as Hex });
    expect([receipt.status, attempt.feePaid]).toEqual(["reverted", receipt.gasUsed * receipt.effectiveGasPrice]);
    expect((await world.db.gasDay.findFirstOrThrow()).wei).toBe(attempt.feePaid);
  });

  it("for one transaction is bounded: while gas is dearer, nothing is sent and nobody is charged", async () => {
    const { outcome, row } = await buy(await withKeys(keys, {}, 1n));
    expect([outcome, row]).toEqual(["payments_paused", null]);
    expect(world.events).toContainEqual({ type: "capped", cap: "transaction" });
  });
});

describe("a transaction that is stuck", () => {
  it("because gas has become dearer is outbid under its own nonce, and pays once", async () => {
    const deps = impatient(await withKeys(keys.slice(0, 1)));
    const { waiting, attempt } = await begin(deps);
    await world.chain.client.setNextBlockBaseFeePerGas({ baseFeePerGas: parseGwei("12") });
    await world.chain.mine();
    await until(async () => (await world.usdc.head()).baseFee > parseGwei("5"));
    await sweep({ ...deps, clock: later });
    expect(await world.db.settlementAttempt.count({ where: { purchaseId: attempt.purchaseId } })).toBe(2);
    await world.chain.setAutomine(true);
    await world.chain.mine();
    await sweep({ ...deps, clock: later });
    const { offer } = await waiting;
    const row = await world.db.purchase.findFirstOrThrow({
      where: { itemId: offer.id },
      include: { attempts: true, settlement: true },
    });
    expect(row.state).toBe("confirmed");
    expect(new Set(row.attempts.map(({ relayerNonce }) => relayerNonce)).size).toBe(1);
    expect(row.attempts.length).toBeGreaterThan(1);
    expect(row.settlement?.transaction).not.toBe(attempt.transaction);
    // Each empty block makes gas cheaper: the next test finds it as this one did.
    await world.chain.mine(60);
  });

  it("though it offers enough for the block has its tip raised with each look, up to a bound, and pays once", async () => {
    const deps = impatient(await withKeys(keys.slice(1, 2), {}, parseGwei("500")));
    const { waiting, attempt } = await begin(deps);
    for (let count = 0; count < 16; count++) await sweep({ ...deps, clock: later });
    const attempts = await world.db.settlementAttempt.findMany({
      where: { purchaseId: attempt.purchaseId },
      orderBy: { createdAt: "asc" },
    });
    expect(attempts.length).toBeGreaterThan(5);
    for (const [index, { priorityFee, maxFeePerGas, relayerNonce }] of attempts.slice(1).entries()) {
      const before = attempts[index];
      expect(relayerNonce).toBe(before?.relayerNonce);
      expect((priorityFee ?? 0n) * 10n).toBeGreaterThanOrEqual((before?.priorityFee ?? 0n) * 11n);
      expect((maxFeePerGas ?? 0n) * 10n).toBeGreaterThanOrEqual((before?.maxFeePerGas ?? 0n) * 11n);
      expect(priorityFee).toBeLessThanOrEqual(parseGwei("1"));
    }
    expect(attempts.at(-1)?.priorityFee).toBeGreaterThan(parseGwei("0.5"));
    await world.chain.setAutomine(true);
    await world.chain.mine();
    await waiting;
    await sweep({ ...deps, clock: later });
    const row = await world.db.purchase.findUniqueOrThrow({ where: { id: attempt.purchaseId }, include: { settlement: true } });
    expect([row.state, row.settlement?.transaction]).toEqual(["confirmed", attempts.at(-1)?.transaction]);
  });

  it("and can pay nobody any more gives its nonce to a plain transfer, so that later ones go through", async () => {
    const deps = await withKeys(keys.slice(2));
    const { waiting, attempt: stuck } = await begin(impatient(deps));
    await waiting;
    await world.chain.dropTransaction(stuck.transaction as Hex);
    await world.db.purchase.update({ where: { id: stuck.purchaseId }, data: { state: "expired" } });
    await world.chain.setAutomine(true);
    await sweep({ ...deps, clock: later });
    const replaced = await world.db.settlementAttempt.findMany({
      where: { purchaseId: stuck.purchaseId },
      orderBy: { createdAt: "asc" },
    });
    expect(replaced.map(({ gasLimit, relayerNonce }) => [gasLimit, relayerNonce])).toEqual([
      [stuck.gasLimit, stuck.relayerNonce],
      [21_000n, stuck.relayerNonce],
    ]);
    const receipt = await world.chain.client.getTransactionReceipt({ hash: replaced[1]?.transaction as Hex });
    expect(receipt.gasUsed).toBe(21_000n);
    await sweep({ ...deps, clock: later });
    const cancelled = await world.db.settlementAttempt.findUniqueOrThrow({ where: { id: replaced[1]?.id ?? "" } });
    expect(cancelled.feePaid).toBe(receipt.gasUsed * receipt.effectiveGasPrice);
    expect((await buy(deps)).outcome).toMatchObject({ state: "confirmed" });
  });
});
