// Who shares a transaction with one at fault: neither charged in vain, nor blamed, nor told what is not so.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { toAddress } from "../../../lib/kernel/address";
import type { Clock } from "../../../lib/kernel/clock";
import { findStanding } from "../../../lib/payments/ledger/standing-queries";
import { sweep } from "../../../lib/payments/settlement/sweep";
import { blockWallet } from "../../../lib/screening/blocklist";
import { newNonce } from "../../../lib/x402/exact/authorization";
import { buy, buyInCompany } from "../../support/company";
import { operator, requestId } from "../../support/operator";
import { createPaymentWorld, type PaymentWorld, PRICE } from "../../support/payments";
import { isServed, newPayer, type Scene, setScene } from "../adversity/stage";
import { walletCode } from "../attack/counterfactual-wallet";

let world: PaymentWorld;
let minutes = 1;
const later: Clock = { now: () => new Date(Date.now() + ++minutes * 60_000) };

beforeAll(async () => {
  world = await createPaymentWorld();
});
afterAll(() => world?.stop());
beforeEach(() => world.db.relayer.updateMany({ data: { burntAt: null } }));

const setScenes = (count: number) => Promise.all(Array.from({ length: count }, () => setScene(world)));

const newestOf = ({ offer }: Scene) =>
  world.db.settlementAttempt.findFirst({ where: { purchase: { itemId: offer.id } }, orderBy: { createdAt: "desc" } });

describe("where a member takes the gas of all, an innocent one", () => {
  const burning = async () => {
    const [first, thief, ...victims] = (await setScenes(5)) as [Scene, Scene, ...Scene[]];
    const burn = () => world.chain.client.setCode({ address: thief.payer.address, bytecode: "0x5b600056" });
    return { all: [first, thief, ...victims], victims, burn };
  };
  const strikesOf = async ({ offer, payment }: Scene) => {
    const { chainId, asset } = world.network;
    const next = { ...payment.authorization, nonce: newNonce() };
    return (await findStanding(world.db, offer.id, chainId, toAddress(asset), next, null)).strikes;
  };

  it("is served by its own request though a sweep has looked first, and has no strike", async () => {
    const { all, victims, burn } = await burning();
    const strikes: number[] = [];
    const outcomes = await buyInCompany(world, all, {
      before: burn,
      async after() {
        await sweep({ ...world, clock: later });
        for (const victim of victims) strikes.push(await strikesOf(victim));
      },
    });
    expect(outcomes.slice(2)).toEqual(victims.map(() => expect.objectContaining({ state: "confirmed", claimant: "first" })));
    expect(strikes).toEqual([0, 0, 0]);
  });

  it("is left to its request by a sweep that comes in the first seconds", async () => {
    const { all, victims, burn } = await burning();
    const soon: Clock = { now: () => new Date(Date.now() + 9_000) };
    const states: string[] = [];
    await buyInCompany(world, all, {
      before: burn,
      async after() {
        await sweep({ ...world, clock: soon });
        for (const { offer } of victims)
          states.push((await world.db.purchase.findFirstOrThrow({ where: { itemId: offer.id } })).state);
      },
    });
    expect(states).toEqual(["settling", "settling", "settling"]);
  });

  it("whose node fails then is told to come again with a secret, by which it is served, whoever copies its header", async () => {
    const { all, victims, burn } = await burning();
    const victim = victims[0] as Scene;
    // Before it shared a transaction, it was simulated together with the others.
    const simulate: typeof world.usdc.simulate = async (authorization) => {
      if (authorization.nonce === victim.payment.authorization.nonce) throw new Error("no answer");
      return world.usdc.simulate(authorization);
    };
    const outcomes = await buyInCompany(world, all, { before: burn, usdc: { ...world.usdc, simulate } });
    const told = outcomes[2];
    expect(told).toMatchObject({ state: "pending", claim: expect.any(String) });
    expect(await buy(world, victim)).toMatchObject({ claimant: "late" });
    const claim = typeof told === "object" && "claim" in told ? told.claim : null;
    const mine = { ...victim, payment: { ...victim.payment, ...(claim ? { claim } : {}) } };
    expect(await buy(world, mine)).toMatchObject({ state: "confirmed", claimant: "proved" });
    expect(await isServed(victim)).toBe(true);
  });

  it("is served when it comes again, though its wallet was blocked meanwhile: its header is public", async () => {
    const { all, victims, burn } = await burning();
    const victim = victims[0] as Scene;
    const { from, nonce } = victim.payment.authorization;
    const simulate: typeof world.usdc.simulate = async (authorization) => {
      if (authorization.nonce === nonce) throw new Error("no answer");
      return world.usdc.simulate(authorization);
    };
    const told = (await buyInCompany(world, all, { before: burn, usdc: { ...world.usdc, simulate } }))[2];
    expect(told).toMatchObject({ state: "pending" });
    await sweep({ ...world, clock: later });
    expect(await world.db.purchase.findFirst({ where: { itemId: victim.offer.id } })).toMatchObject({ state: "refused" });
    await blockWallet({ ...world, requestId }, operator, from, "");
    expect(await buy({ ...world, screen: async () => true }, victim)).toMatchObject({ state: "confirmed" });
    expect(await isServed(victim)).toBe(true);
  });

  it("whose answer never came is served by the secret that it chose itself, and its header alone opens nothing", async () => {
    const { all, victims, burn } = await burning();
    const victim = victims[0] as Scene;
    victim.payment = { ...victim.payment, claim: "a-secret-of-its-own" };
    // As if the server died before it could go on with it, and its answer with it: alone, it is simulated by itself.
    const simulate: typeof world.usdc.simulate = async (authorization) => {
      if (authorization.nonce === victim.payment.authorization.nonce) throw new Error("died");
      return world.usdc.simulate(authorization);
    };
    await buyInCompany(world, all, { before: burn, usdc: { ...world.usdc, simulate } });
    const { claim: _, ...header } = victim.payment;
    expect(await buy(world, { ...victim, payment: header })).toMatchObject({ state: "confirmed", claimant: "late" });
    expect(await buy(world, victim)).toMatchObject({ state: "confirmed", claimant: "proved" });
  });
});

describe("payments of one payer", () => {
  it("never share a transaction", async () => {
    const payer = await newPayer(world, 2n * PRICE);
    const setAnother = async (): Promise<Scene> => {
      const offer = await world.sellItem();
      return { world, offer, payer, payment: await world.sign(payer, offer) };
    };
    const scenes = [...(await setScenes(2)), await setAnother(), await setAnother()];
    await buyInCompany(world, scenes);
    const [one, other] = await Promise.all(scenes.slice(2).map(newestOf));
    expect([one?.members, other?.members].sort()).toEqual([1, 2]);
    expect(one?.transaction).not.toBe(other?.transaction);
  });

  it("whose account got code a moment ago are sent alone", async () => {
    const scenes = (await setScenes(4)) as [Scene, Scene, Scene, Scene];
    const fresh = scenes[3];
    // Seen as plain at the door, within the last half minute.
    await world.usdc.findBreachAtSight(fresh.payment.authorization);
    await world.chain.client.setCode({ address: fresh.payer.address, bytecode: walletCode(fresh.payer.address) });
    await buyInCompany(world, scenes);
    expect(await newestOf(fresh)).toMatchObject({ members: 1 });
  });
});
