import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { transferCall } from "../../../lib/chain/counterfactual";
import { toAddress } from "../../../lib/kernel/address";
import { newId } from "../../../lib/kernel/ids";
import { purchase } from "../../../lib/payments/purchase/purchase";
import type { SignedAuthorization } from "../../../lib/x402/exact/signed-authorization";
import type { LocalAccount } from "../../../scripts/local/accounts";
import { createPaymentWorld, impatient, type PaymentWorld, PRICE } from "../../support/payments";
import { newPayer } from "../adversity/stage";

let world: PaymentWorld;
let readers: LocalAccount[];

beforeAll(async () => {
  world = await createPaymentWorld();
  readers = world.chain.accounts.readers;
});
afterAll(() => world.stop());

const reader = (index: number): LocalAccount => readers[index] as LocalAccount;
const payTo = () => world.chain.accounts.creators[0]?.address as `0x${string}`;
const relayerNonce = () => world.chain.client.getTransactionCount({ address: world.chain.accounts.relayer.address });

/** Somebody else puts the authorization on chain. */
async function submitElsewhere(authorization: SignedAuthorization): Promise<void> {
  const stranger = world.chain.accounts.minter.account;
  await world.chain.client.sendTransactionSync({ account: stranger, to: world.chain.usdc, data: transferCall(authorization) });
}

describe("a purchase", () => {
  it("moves the money to the creator and grants an entitlement that rests on the chain's log pair", async () => {
    const offer = await world.sellItem();
    const before = await world.chain.balanceOf(payTo());
    const outcome = await purchase(world, offer, await world.sign(reader(0), offer), "person");

    expect(outcome.state).toBe("confirmed");
    expect(await world.chain.balanceOf(payTo())).toBe(before + PRICE);
    const row = await world.db.purchase.findFirstOrThrow({
      where: { itemId: offer.id },
      include: { settlement: true, entitlement: true, attempts: true },
    });
    expect(row).toMatchObject({ state: "confirmed", amount: PRICE, payerKind: "person" });
    expect(row.settlement?.transaction).toBe(row.attempts[0]?.transaction);
    expect(row.entitlement?.wallet).toBe(reader(0).address.toLowerCase());
  });

  it("settles one authorization once, however many present it at once", async () => {
    const offer = await world.sellItem();
    const payment = await world.sign(reader(1), offer);
    const sentBefore = await relayerNonce();
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => purchase(world, offer, payment, "agent")));

    expect(outcomes.map((outcome) => outcome.state)).toEqual(Array(20).fill("confirmed"));
    expect(await relayerNonce()).toBe(sentBefore + 1);
    expect(await world.db.entitlement.count({ where: { itemId: offer.id } })).toBe(1);
  });

  it("sells nothing new while payments are paused, and never says so of a payment that is on its way", async () => {
    const offer = await world.sellItem();
    const payment = await world.sign(reader(0), offer);
    const closed = { ...world, isOpen: () => false };
    await expect(purchase(closed, offer, payment, "agent")).rejects.toMatchObject({ code: "payments_paused" });
    await purchase(world, offer, payment, "agent");
    expect((await purchase(closed, offer, payment, "agent")).state).toBe("confirmed");
  });

  it("looks again after a look that failed, though the chain stands still", async () => {
    const offer = await world.sellItem();
    const deps = impatient(world);
    let looks = 0;
    const settlementIn: typeof world.usdc.settlementIn = async (...of) => {
      if (looks++ === 0) throw new Error("the node had no time");
      return world.usdc.settlementIn(...of);
    };
    const outcome = await purchase(
      { ...deps, usdc: { ...world.usdc, settlementIn } },
      offer,
      await world.sign(reader(0), offer),
      "agent",
    );
    expect(outcome.state).toBe("confirmed");
    expect(looks).toBeGreaterThan(1);
  });

  it("joins what was begun and settled while it was looking", async () => {
    const offer = await world.sellItem();
    const payment = await world.sign(reader(3), offer);
    const simulate: typeof world.usdc.simulate = async (authorization) => {
      await purchase(world, offer, payment, "agent");
      return world.usdc.simulate(authorization);
    };
    const slow = { ...world, usdc: { ...world.usdc, simulate } };
    expect((await purchase(slow, offer, payment, "agent")).state).toBe("confirmed");
  });

  it("takes one of two authorizations signed by the same payer for the same item at the same time", async () => {
    const offer = await world.sellItem();
    const before = await world.chain.balanceOf(reader(2).address);
    const payments = await Promise.all([
      world.sign(reader(2), offer),
      world.sign(reader(2), offer),
      world.sign(reader(2), offer),
    ]);
    const outcomes = await Promise.allSettled(payments.map((payment) => purchase(world, offer, payment, "agent")));

    const confirmed = outcomes.filter((each) => each.status === "fulfilled" && each.value.state === "confirmed");
    expect(confirmed).toHaveLength(1);
    expect(await world.chain.balanceOf(reader(2).address)).toBe(before - PRICE);
  });

  it("grants one item for an authorization shown to many items of the same price", async () => {
    const offers = await Promise.all(Array.from({ length: 5 }, () => world.sellItem()));
    const [first] = offers;
    if (!first) throw new Error("no item");
    const payment = await world.sign(reader(0), first);
    const outcomes = await Promise.allSettled(offers.map((offer) => purchase(world, offer, payment, "agent")));

    expect(outcomes.filter((each) => each.status === "fulfilled" && each.value.state === "confirmed")).toHaveLength(1);
    const conflicts = outcomes.filter((each) => each.status === "rejected" && each.reason.code === "payment_conflict");
    expect(conflicts).toHaveLength(4);
  });

  it("refuses a second payment by an owner before anything settles", async () => {
    const offer = await world.sellItem();
    await purchase(world, offer, await world.sign(reader(0), offer), "person");
    const sentBefore = await relayerNonce();
    const again = purchase(world, offer, await world.sign(reader(0), offer), "person");

    await expect(again).rejects.toMatchObject({ code: "already_owned" });
    expect(await relayerNonce()).toBe(sentBefore);
  });

  it("tells nobody what a wallet owns who does not show its signature", async () => {
    const offer = await world.sellItem();
    await purchase(world, offer, await world.sign(reader(0), offer), "person");
    const other = await world.sign(reader(3), offer);
    const forged = { ...other, authorization: { ...other.authorization, from: toAddress(reader(0).address) } };
    expect(await purchase(world, offer, forged, "agent")).toEqual({
      state: "refused",
      reason: "invalid_exact_evm_payload_signature",
    });
  });

  it("takes a signature with a v of 0 or 1, as some wallets give it, and knows the same payment by either form", async () => {
    const offer = await world.sellItem();
    const payment = await world.sign(reader(0), offer);
    const { signature } = payment.authorization;
    const parity = Number(`0x${signature.slice(-2)}`) - 27;
    const short = `${signature.slice(0, -2)}0${parity}` as const;
    const first = await purchase(
      world,
      offer,
      { ...payment, authorization: { ...payment.authorization, signature: short as `0x${string}` } },
      "agent",
    );
    expect(first.state).toBe("confirmed");
    const { purchaseId } = first as { purchaseId: string };
    expect(await purchase(world, offer, payment, "agent")).toMatchObject({ state: "confirmed", purchaseId });
  });

  it("refuses the creator's own payment", async () => {
    const offer = await world.sellItem();
    const creator = world.chain.accounts.creators[0] as LocalAccount;
    await expect(purchase(world, offer, await world.sign(creator, offer), "person")).rejects.toMatchObject({ code: "own_item" });
  });

  it.each([
    ["a wrong amount", { value: PRICE - 1n }, "invalid_exact_evm_payload_authorization_value"],
    ["a larger amount", { value: PRICE + 1n }, "invalid_exact_evm_payload_authorization_value"],
    [
      "another recipient",
      { to: toAddress("0x000000000000000000000000000000000000dead") },
      "invalid_exact_evm_payload_recipient_mismatch",
    ],
    ["an authorization that has expired", { validBefore: 1n }, "invalid_exact_evm_payload_authorization_valid_before"],
    ["an authorization that never expires", { validBefore: 2n ** 62n }, "invalid_exact_evm_payload_authorization_valid_before"],
    ["an authorization that begins later", { validAfter: 2n ** 40n }, "invalid_exact_evm_payload_authorization_valid_after"],
  ])("refuses %s without a row and without gas", async (_name, overrides, reason) => {
    const offer = await world.sellItem();
    const sentBefore = await relayerNonce();
    const outcome = await purchase(world, offer, await world.sign(reader(3), offer, overrides), "agent");

    expect(outcome).toEqual({ state: "refused", reason });
    expect(await relayerNonce()).toBe(sentBefore);
    expect(await world.db.purchase.count({ where: { itemId: offer.id } })).toBe(0);
  });

  it("refuses a signature of somebody else without a row and without gas", async () => {
    const offer = await world.sellItem();
    const payment = await world.sign(reader(3), offer);
    const forged = {
      ...payment,
      authorization: { ...payment.authorization, from: toAddress(reader(4).address) },
    };
    expect(await purchase(world, offer, forged, "agent")).toEqual({
      state: "refused",
      reason: "invalid_exact_evm_payload_signature",
    });
    expect(await world.db.purchase.count({ where: { itemId: offer.id } })).toBe(0);
  });

  it("refuses a payer without enough USDC without a row and without gas, and takes the same header once the money is there", async () => {
    const offer = await world.sellItem(500_000_000n);
    const payment = await world.sign(reader(4), offer);
    const sentBefore = await relayerNonce();
    expect(await purchase(world, offer, payment, "person")).toEqual({ state: "refused", reason: "insufficient_funds" });
    expect(await relayerNonce()).toBe(sentBefore);
    expect(await world.db.purchase.count({ where: { itemId: offer.id } })).toBe(0);

    await world.chain.mint(reader(4).address, 500_000_000n);
    expect((await purchase(world, offer, payment, "person")).state).toBe("confirmed");
  });

  it.each([
    ["has the money for both", PRICE * 2n],
    ["has the money for one", PRICE],
  ])("asks a payer who %s for no second signature while a payment for this item is on its way", async (_, money) => {
    const offer = await world.sellItem();
    const buyer = await newPayer(world, money);
    const second = await world.sign(buyer, offer);
    let meanwhile: Promise<unknown> | undefined;
    const submit: typeof world.facilitator.submit = async (...attempt) => {
      const sent = await world.facilitator.submit(...attempt);
      meanwhile = purchase(world, offer, second, "agent");
      await meanwhile;
      return sent;
    };
    const first = { ...world, facilitator: { ...world.facilitator, submit } };
    expect((await purchase(first, offer, await world.sign(buyer, offer), "agent")).state).toBe("confirmed");
    expect(await meanwhile).toMatchObject({ state: "pending" });
  });

  it("honours a price that was shown minutes ago, and not one from yesterday", async () => {
    const offer = await world.sellItem(1_000n);
    const setPrice = (amount: bigint, minutesAgo: number) =>
      world.db.itemPrice.create({
        data: { id: `price_${amount}`, itemId: offer.id, amount, startedAt: new Date(Date.now() - minutesAgo * 60_000) },
      });
    await world.db.item.update({ where: { id: offer.id }, data: { publishedAt: new Date(Date.now() - 3000 * 60_000) } });
    await world.db.itemPrice.deleteMany({ where: { itemId: offer.id } });
    await setPrice(1_001n, 3000);
    await setPrice(1_002n, 1500);
    await setPrice(1_003n, 5);
    const pay = async (value: bigint, index: number) =>
      (await purchase(world, offer, await world.sign(reader(index), offer, { value }), "agent")).state;
    expect(await pay(1_001n, 0)).toBe("refused");
    expect(await pay(1_002n, 1)).toBe("confirmed");
    expect(await pay(1_003n, 2)).toBe("confirmed");
  });

  it("honours no price that an item had before it was published, for nobody was shown it", async () => {
    const offer = await world.sellItem(1_000n);
    const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
    const price = (amount: bigint, minutes: number) => ({
      id: newId("price"),
      itemId: offer.id,
      amount,
      startedAt: minutesAgo(minutes),
    });
    await world.db.itemPrice.deleteMany({ where: { itemId: offer.id } });
    await world.db.itemPrice.createMany({ data: [price(1_000n, 9), price(5_000n, 6), price(6_000n, 2)] });
    await world.db.item.update({ where: { id: offer.id }, data: { amount: 6_000n, publishedAt: minutesAgo(4) } });
    const pay = async (value: bigint) =>
      purchase(world, { ...offer, amount: 6_000n }, await world.sign(reader(0), offer, { value }), "agent");
    expect(await pay(1_000n)).toEqual({ state: "refused", reason: "invalid_exact_evm_payload_authorization_value" });
    expect((await pay(5_000n)).state).toBe("confirmed");
  });
});

describe("an authorization that somebody else puts on chain", () => {
  it("buys nothing when it was spent before our claim", async () => {
    const offer = await world.sellItem();
    const payment = await world.sign(reader(0), offer);
    await submitElsewhere(payment.authorization);
    expect(await purchase(world, offer, payment, "agent")).toEqual({ state: "refused", reason: "invalid_transaction_state" });
    expect(await world.db.entitlement.count({ where: { itemId: offer.id } })).toBe(0);
  });

  it("still grants the entitlement when it is front-run after our claim", async () => {
    const offer = await world.sellItem();
    const payment = await world.sign(reader(0), offer);
    const { simulate } = world.usdc;
    const usdc = {
      ...world.usdc,
      simulate: async (authorization: SignedAuthorization) => {
        const verdict = await simulate(authorization);
        await submitElsewhere(authorization);
        return verdict;
      },
    };
    const outcome = await purchase({ ...world, usdc }, offer, payment, "agent");
    expect(outcome.state).toBe("confirmed");
    const row = await world.db.purchase.findFirstOrThrow({
      where: { itemId: offer.id },
      include: { settlement: true, attempts: true },
    });
    expect(row.settlement?.transaction).not.toBe(row.attempts[0]?.transaction);
  });

  it("is not paid when its nonce was cancelled: used is not paid", async () => {
    const offer = await world.sellItem();
    const payment = await world.sign(reader(0), offer);
    const { from, nonce } = payment.authorization;
    const signature = await reader(0).account.signTypedData({
      domain: { ...world.network.domain, chainId: world.network.chainId, verifyingContract: world.network.asset },
      types: {
        CancelAuthorization: [
          { name: "authorizer", type: "address" },
          { name: "nonce", type: "bytes32" },
        ],
      },
      primaryType: "CancelAuthorization",
      message: { authorizer: from, nonce },
    });
    const { simulate } = world.usdc;
    const usdc = {
      ...world.usdc,
      simulate: async (authorization: SignedAuthorization) => {
        const verdict = await simulate(authorization);
        await world.chain.client.writeContractSync({
          account: world.chain.accounts.minter.account,
          address: world.chain.usdc,
          abi: world.chain.usdcAbi,
          functionName: "cancelAuthorization",
          args: [from, nonce, signature],
        });
        return verdict;
      },
    };
    expect(await purchase({ ...world, usdc }, offer, payment, "agent")).toEqual({
      state: "refused",
      reason: "invalid_transaction_state",
    });
    expect(await world.db.entitlement.count({ where: { itemId: offer.id } })).toBe(0);
  });
});
