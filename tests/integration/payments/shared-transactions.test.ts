// One transaction for many authorizations: who shares one, what each gets of it, and what becomes of the others where one fails.
import { keccak256 } from "viem";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { transferCall } from "../../../lib/chain/counterfactual";
import { MULTICALL3 } from "../../../lib/chain/multicall";
import { type Hex, toAddress } from "../../../lib/kernel/address";
import type { Clock } from "../../../lib/kernel/clock";
import { submitAgain } from "../../../lib/payments/settlement/relay";
import { sweep } from "../../../lib/payments/settlement/sweep";
import type { LocalAccount } from "../../../scripts/local/accounts";
import { buy, buyInCompany, type Company } from "../../support/company";
import { createPaymentWorld, impatient, type PaymentWorld, PRICE } from "../../support/payments";
import { drain, isServed, newPayer, type Scene, submitElsewhere } from "../adversity/stage";
import { walletCode } from "../attack/counterfactual-wallet";

let world: PaymentWorld;
let minutes = 1;
const later: Clock = { now: () => new Date(Date.now() + ++minutes * 60_000) };

beforeAll(async () => {
  world = await createPaymentWorld();
});
afterAll(() => world?.stop());
beforeEach(async () => {
  world.events.splice(0);
  await world.db.relayer.updateMany({ data: { burntAt: null } });
});
afterEach(() => world.chain.setAutomine(true));

async function setScene(buyer?: LocalAccount, seconds = 300n): Promise<Scene> {
  const [offer, payer] = [await world.sellItem(), buyer ?? (await newPayer(world))];
  const { time } = await world.usdc.head();
  return { world, offer, payer, payment: await world.sign(payer, offer, { validBefore: time + seconds }) };
}

const setScenes = (count: number) => Promise.all(Array.from({ length: count }, () => setScene()));

const buyTogether = (scenes: Scene[], company: Company = {}) => buyInCompany(world, scenes, company);

const attemptsOf = ({ offer }: Scene) =>
  world.db.settlementAttempt.findMany({ where: { purchase: { itemId: offer.id } }, orderBy: { createdAt: "asc" } });
const newestOf = async (scene: Scene) => (await attemptsOf(scene)).at(-1);
const transactionsOf = async (scenes: Scene[]) =>
  new Set((await Promise.all(scenes.map(newestOf))).map((attempt) => attempt?.transaction));
const relayed = () => world.chain.client.getTransactionCount({ address: world.chain.accounts.relayer.address });
const receiptOf = (transaction: string | null | undefined) =>
  world.chain.client.getTransactionReceipt({ hash: transaction as Hex });

describe("payments of plain accounts that begin together", () => {
  it("share transactions of sixteen at most: fewer than buyers, each confirmed by its own logs, each paid in full", async () => {
    const scenes = await setScenes(24);
    const before = await relayed();
    const outcomes = await buyTogether(scenes);
    expect(outcomes).toEqual(scenes.map(() => expect.objectContaining({ state: "confirmed" })));
    expect((await relayed()) - before).toBe(3);
    for (const transaction of await transactionsOf(scenes)) expect((await receiptOf(transaction)).status).toBe("success");
    const settlements = await world.db.settlement.findMany({ where: { itemId: { in: scenes.map(({ offer }) => offer.id) } } });
    expect(new Set(settlements.map(({ transaction, logIndex }) => `${transaction} ${logIndex}`)).size).toBe(24);
    for (const scene of scenes)
      expect([await isServed(scene), await world.chain.balanceOf(scene.payer.address)]).toEqual([true, 0n]);
  });

  it("split what the transaction cost to the last wei", async () => {
    const scenes = await setScenes(8);
    await buyTogether(scenes);
    const [, ...shared] = scenes;
    const [transaction, ...none] = await transactionsOf(shared);
    expect(none).toEqual([]);
    const { gasUsed, effectiveGasPrice } = await receiptOf(transaction);
    const attempts = (await Promise.all(shared.map(newestOf))).map((attempt) => attempt as NonNullable<typeof attempt>);
    const sum = (of: (each: (typeof attempts)[number]) => bigint) => attempts.reduce((all, each) => all + of(each), 0n);
    expect(sum(({ feePaid }) => feePaid ?? 0n)).toBe(gasUsed * effectiveGasPrice);
    const { gas } = await world.chain.client.getTransaction({ hash: transaction as Hex });
    expect(sum(({ gasLimit }) => gasLimit ?? 0n)).toBe(gas);
    expect(attempts.map(({ members, place }) => [members, place]).sort()).toEqual(shared.map((_, place) => [7, place]));
  });

  it("keep its bytes once, and each of them can send it again, also where each row has them from before", async () => {
    const scenes = await setScenes(6);
    await buyTogether(scenes);
    const [, ...shared] = scenes;
    const [hash] = await transactionsOf(shared);
    const where = { transaction: hash };
    const rows = await world.db.settlementAttempt.findMany({ where, orderBy: { place: "asc" }, include: { purchase: true } });
    const [raw] = rows.map(({ rawTransaction }) => rawTransaction);
    expect(keccak256(raw as Hex)).toBe(hash);
    expect(rows.map(({ rawTransaction }) => rawTransaction)).toEqual([raw, null, null, null, null]);
    const sent: unknown[] = [];
    const submit: typeof world.facilitator.submit = async ({ signed }) => {
      sent.push(signed?.rawTransaction);
      return { transaction: null, receipt: null };
    };
    const deps = { ...world, facilitator: { ...world.facilitator, submit } };
    for (const { purchase } of rows) await submitAgain(deps, purchase);
    await world.db.settlementAttempt.updateMany({ where, data: { rawTransaction: raw } });
    for (const { purchase } of rows) await submitAgain(deps, purchase);
    expect(sent).toEqual(Array(10).fill(raw));
  });

  it("have a transaction each where the chain has no Multicall3, and where a contract wallet pays", async () => {
    const client = world.chain.client;
    const wallet = toAddress(`0x${"c0".repeat(20)}`);
    const key = await newPayer(world, 0n);
    await client.setCode({ address: wallet, bytecode: walletCode(key.address) });
    await world.chain.mint(wallet, PRICE);
    const contract = await setScene({ ...key, address: wallet } as LocalAccount);
    const scenes = [...(await setScenes(3)), contract];
    const outcomes = await buyTogether(scenes);
    expect(outcomes).toEqual(scenes.map(() => expect.objectContaining({ state: "confirmed" })));
    expect(await newestOf(contract)).toMatchObject({ members: 1 });
    const apart = await setScenes(4);
    await buyTogether(apart, { membersMax: 1 });
    expect((await transactionsOf(apart)).size).toBe(4);
    expect(await client.getCode({ address: MULTICALL3 })).toBeDefined();
  });
});

describe("where members of a shared transaction fail", () => {
  it("the others are paid, each failure is named, and whom somebody else has paid for is served", async () => {
    const [first, good, another, frontRun, poor] = (await setScenes(5)) as [Scene, Scene, Scene, Scene, Scene];
    const expiring = await setScene(undefined, 25n);
    const scenes = [first, good, another, frontRun, poor, expiring];
    const outcomes = await buyTogether(scenes, {
      async before() {
        await submitElsewhere(world, frontRun.payment.authorization);
        await drain(poor);
        await world.chain.setNextBlockTimestamp(expiring.payment.authorization.validBefore + 1n);
        await world.chain.mine();
      },
    });
    await world.chain.followWallClock();
    const confirmed = expect.objectContaining({ state: "confirmed" });
    const refused = (reason: string) => ({ state: "refused", reason });
    expect(outcomes).toEqual([
      confirmed,
      confirmed,
      confirmed,
      confirmed,
      refused("insufficient_funds"),
      refused("invalid_exact_evm_payload_authorization_valid_before"),
    ]);
    expect(await Promise.all(scenes.map(isServed))).toEqual([true, true, true, true, false, false]);
    const [transaction, ...none] = await transactionsOf([good, another, frontRun, poor, expiring]);
    expect([none, (await receiptOf(transaction)).status]).toEqual([[], "success"]);
    // Each failure counts against its own payer, once, and is not sent again.
    const before = await relayed();
    for (const scene of [poor, expiring]) expect(await buy(world, scene)).toMatchObject({ state: "refused" });
    expect(await relayed()).toBe(before);
  });

  it("and one of them takes the gas of all, the others are sent again alone, once: nobody is told to sign anew", async () => {
    const [first, thief, ...victims] = (await setScenes(5)) as [Scene, Scene, ...Scene[]];
    // A wallet that had no code a moment ago, and whose code now burns what it is given (EIP-7702).
    const burn = () => world.chain.client.setCode({ address: thief.payer.address, bytecode: "0x5b600056" });
    const outcomes = await buyTogether([first, thief, ...victims], { before: burn });
    const confirmed = expect.objectContaining({ state: "confirmed" });
    expect(outcomes).toEqual([confirmed, expect.objectContaining({ state: "refused" }), ...victims.map(() => confirmed)]);
    for (const victim of victims) {
      expect((await attemptsOf(victim)).map(({ members }) => members)).toEqual([4, 1]);
      expect(await isServed(victim)).toBe(true);
    }
    expect((await attemptsOf(thief)).map(({ members }) => members)).toEqual([4]);
  });
});

describe("a shared transaction that is stuck", () => {
  /** The first is mined, and what the others share is in nobody's block until the test says so. */
  async function hold(scenes: Scene[]) {
    const before = await relayed();
    const waiting = buyTogether(scenes, {
      async before() {
        await expect.poll(relayed, { timeout: 60_000 }).toBe(before + 1);
        await world.chain.setAutomine(false);
      },
    });
    const [, ...shared] = scenes;
    const pending = async () => Number((await world.chain.client.getTxpoolStatus()).pending);
    await expect.poll(pending, { timeout: 60_000 }).toBe(1);
    return { waiting, shared };
  }

  const sweepLater = () => sweep({ ...impatient(world), clock: later });

  async function letGo(waiting: Promise<unknown>): Promise<void> {
    await world.chain.setAutomine(true);
    await world.chain.mine();
    await waiting;
    await sweepLater();
  }

  it("is replaced with the same members, and every one of them has its attempt", async () => {
    const { waiting, shared } = await hold(await setScenes(4));
    for (let count = 0; count < 3; count++) await sweepLater();
    const attempts = (await Promise.all(shared.map(attemptsOf))).map((each) => each.map(({ transaction }) => transaction));
    expect(new Set(attempts.map((each) => each.join())).size).toBe(1);
    expect(attempts[0]?.length).toBeGreaterThan(1);
    await letGo(waiting);
    for (const scene of shared) expect(await isServed(scene)).toBe(true);
    const mined = await receiptOf(attempts[0]?.at(-1));
    expect(mined.status).toBe("success");
    const fees = (await Promise.all(shared.map(attemptsOf))).map((each) => each.map(({ feePaid }) => feePaid ?? 0n));
    expect(fees.flat().reduce((sum, fee) => sum + fee, 0n)).toBe(mined.gasUsed * mined.effectiveGasPrice);
  }, 240_000);

  it("fills its nonce for nobody only when all its members are over", async () => {
    const { waiting, shared } = await hold(await setScenes(3));
    const [one, two] = shared as [Scene, Scene];
    const expire = ({ offer }: Scene) =>
      world.db.purchase.updateMany({ where: { itemId: offer.id }, data: { state: "expired" } });
    await expire(one);
    for (let count = 0; count < 3; count++) await sweepLater();
    const replaced = await newestOf(two);
    expect([replaced?.members, (replaced?.gasLimit ?? 0n) > 21_000n]).toEqual([2, true]);
    await expire(two);
    const newest = () => Promise.all([newestOf(one), newestOf(two)]);
    const sweptTo = async () => {
      await sweepLater();
      return (await newest()).map((each) => [each?.members, each?.gasLimit]);
    };
    await expect.poll(sweptTo, { timeout: 60_000 }).toEqual([
      [2, 10_500n],
      [2, 10_500n],
    ]);
    const cancelled = await newest();
    await letGo(waiting);
    expect((await receiptOf(cancelled[0]?.transaction)).gasUsed).toBe(21_000n);
    expect(cancelled[0]?.transaction).toBe(cancelled[1]?.transaction);
  }, 240_000);
});

describe("a reorganisation", () => {
  it("that splits what shared a transaction, by somebody else's before it, leaves every one its own evidence", async () => {
    const scenes = await setScenes(5);
    const outcomes = await buyTogether(scenes);
    expect(outcomes).toEqual(scenes.map(() => expect.objectContaining({ state: "confirmed" })));
    const [, ...shared] = scenes;
    const hash = (await newestOf(shared[0] as Scene))?.transaction as Hex;
    const raw = await world.chain.client.request({ method: "eth_getRawTransactionByHash" as never, params: [hash] as never });
    const before = await world.db.settlement.findMany({ where: { transaction: hash }, orderBy: { logIndex: "asc" } });
    await world.chain.setAutomine(false);
    await world.chain.reorg(1);
    // In the new block another pays for the second first, so that logs of the others lie elsewhere.
    const other = shared[1] as Scene;
    const data = transferCall(other.payment.authorization);
    const rival = { account: world.chain.accounts.minter.account, to: world.chain.usdc, data, gas: 200_000n };
    await world.chain.client.sendTransaction({ ...rival, maxFeePerGas: 60n * 10n ** 9n, maxPriorityFeePerGas: 10n ** 9n });
    await world.chain.client.sendRawTransaction({ serializedTransaction: raw as Hex }).catch(() => {});
    await world.chain.mine();
    await world.chain.setAutomine(true);
    for (let count = 0; count < 3; count++) await sweep({ ...world, clock: later });
    for (const scene of scenes) {
      expect(await isServed(scene)).toBe(true);
      const row = await world.db.settlement.findFirstOrThrow({ where: { itemId: scene.offer.id } });
      const found = await world.usdc.findSettlement(scene.payment.authorization, 0n);
      expect([row.transaction, row.logIndex, row.blockHash]).toEqual([found?.transaction, found?.logIndex, found?.blockHash]);
    }
    expect(before).toHaveLength(4);
  }, 240_000);
});
