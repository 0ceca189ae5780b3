// What strangers, lying facilitators and unlucky moments must not be able to do to a purchase.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Facilitator } from "../../../lib/chain/facilitator";
import { type Hex, toAddress, toHash } from "../../../lib/kernel/address";
import { tryReclaim } from "../../../lib/payments/ledger/purchase-queries";
import { deliver } from "../../../lib/payments/purchase/deliver";
import { purchase } from "../../../lib/payments/purchase/purchase";
import type { PresentedPayment } from "../../../lib/x402/payment-header";
import type { LocalAccount } from "../../../scripts/local/accounts";
import { createPaymentWorld, impatient, type PaymentWorld, PRICE } from "../../support/payments";

let world: PaymentWorld;

beforeAll(async () => {
  world = await createPaymentWorld();
});
afterAll(() => world.stop());

const reader = (index: number): LocalAccount => world.chain.accounts.readers[index] as LocalAccount;

const withSignature = (payment: PresentedPayment, signature: Hex): PresentedPayment => ({
  ...payment,
  authorization: { ...payment.authorization, signature },
});

const GARBAGE: Hex = `0x${"11".repeat(65)}`;
/** ERC-1271's magic value while gas costs nothing, as in a simulation; a revert once it does. */
const LIAR: Hex = `0x3a602f577f1626ba7e${"0".repeat(56)}60005260206000f300005b60006000fd`;

describe("a stranger", () => {
  it("who knows payer and nonce, but not the signature, gets nothing of a purchase that waits for its delivery", async () => {
    const offer = await world.sellItem();
    const payment = await world.sign(reader(0), offer);
    expect((await purchase(world, offer, payment, "agent")).state).toBe("confirmed");
    const stranger = purchase(world, offer, withSignature(payment, GARBAGE), "person");
    await expect(stranger).rejects.toMatchObject({ code: "payment_conflict" });
    expect((await purchase(world, offer, payment, "agent")).state).toBe("confirmed");
  });

  it("cannot keep a smart wallet from buying: what its contract did not sign claims nothing and leaves no row", async () => {
    const offer = await world.sellItem();
    // USDC is a contract, and no wallet: whatever is said to come from it was not signed by it.
    const wallet = { ...reader(0), address: world.chain.usdc };
    const forged = withSignature(await world.sign(wallet, offer), GARBAGE);
    expect(await purchase(world, offer, forged, "agent")).toEqual({
      state: "refused",
      reason: "invalid_exact_evm_payload_signature",
    });
    expect(await world.db.purchase.count({ where: { itemId: offer.id } })).toBe(0);
  });
});

it("a smart wallet buys by its contract's word (ERC-1271)", async () => {
  const address: Hex = "0x00000000000000000000000000000000000c0de1";
  // Answers every question with ERC-1271's magic value.
  const bytecode: Hex = `0x7f1626ba7e${"0".repeat(56)}60005260206000f3`;
  await world.chain.client.setCode({ address, bytecode });
  await world.chain.mint(address, PRICE);
  const offer = await world.sellItem();
  const payment = withSignature(await world.sign({ ...reader(0), address }, offer), "0x01");
  expect((await purchase(world, offer, payment, "agent")).state).toBe("confirmed");
  expect(await world.chain.balanceOf(address)).toBe(0n);
});

it("an authorization that reverted is sent once: shown again, by many at once or later, it is refused and costs nothing more", async () => {
  const address: Hex = "0x00000000000000000000000000000000000c0de3";
  await world.chain.client.setCode({ address, bytecode: LIAR });
  await world.chain.mint(address, PRICE);
  const offer = await world.sellItem();
  const payment = withSignature(await world.sign({ ...reader(0), address }, offer), "0x01");
  const show = () => purchase(world, offer, payment, "agent");
  const refused = { state: "refused", reason: "invalid_transaction_state" };
  expect(await Promise.all([show(), show(), show()])).toEqual([refused, refused, refused]);
  for (let times = 0; times < 3; times++) expect(await show()).toEqual(refused);
  const { id } = await world.db.purchase.findFirstOrThrow({ where: { itemId: offer.id } });
  expect(await world.db.settlementAttempt.count({ where: { purchaseId: id } })).toBe(1);
  // What a second look at the same row would begin, had it seen it before it was sent.
  const { network } = world;
  const terms = { itemId: offer.id, versionId: offer.versionId, creatorId: offer.creatorId, chainId: network.chainId };
  const claim = { ...terms, asset: toAddress(network.asset), payerKind: "agent", x402Version: 1, claimedAtBlock: 1n } as const;
  const { authorization } = payment;
  expect(
    await tryReclaim(world.db, id, { ...claim, authorization, isBound: false, paymentId: null, claimHash: null }),
  ).toBeNull();
}, 60_000);

it("a payment whose transaction was replaced counts once against its payer", async () => {
  const address: Hex = "0x00000000000000000000000000000000000c0de4";
  await world.chain.client.setCode({ address, bytecode: LIAR });
  await world.chain.mint(address, PRICE);
  const offer = await world.sellItem();
  const buy = async () =>
    purchase(world, offer, withSignature(await world.sign({ ...reader(0), address }, offer), "0x01"), "agent");
  await buy();
  const [attempt] = await world.db.settlementAttempt.findMany({ where: { purchase: { itemId: offer.id } } });
  if (!attempt) throw new Error("nothing was sent");
  for (const id of ["att_a", "att_b"]) await world.db.settlementAttempt.create({ data: { ...attempt, id } });
  expect(await buy()).toEqual({ state: "refused", reason: "invalid_transaction_state" });
}, 60_000);

it("a wallet that agrees when asked and refuses when charged burns the relayer's gas three times, not for ever", async () => {
  const address: Hex = "0x00000000000000000000000000000000000c0de2";
  await world.chain.client.setCode({ address, bytecode: LIAR });
  await world.chain.mint(address, PRICE);
  const relayer = world.chain.accounts.relayer.address;
  const sentBefore = await world.chain.client.getTransactionCount({ address: relayer });
  const offer = await world.sellItem();
  for (let tries = 0; tries < 6; tries++) {
    const payment = withSignature(await world.sign({ ...reader(0), address }, offer), "0x01");
    expect((await purchase(world, offer, payment, "agent")).state).toBe("refused");
  }
  expect((await world.chain.client.getTransactionCount({ address: relayer })) - sentBefore).toBe(3);
  const honest = await world.sign(reader(3), offer);
  expect((await purchase(world, offer, honest, "agent")).state).toBe("confirmed");
}, 60_000);

it("a browser session that ends while its purchase settles costs nobody the bytes", async () => {
  const offer = await world.sellItem();
  const outcome = await purchase(world, offer, await world.sign(reader(4), offer), "person");
  if (outcome.state !== "confirmed") throw new Error("not bought");
  await deliver(world, outcome, "ses_gone");
});

describe("a facilitator that lies", () => {
  const remote = (submit: Facilitator["submit"]): Facilitator => ({
    relayers: [],
    check: async () => {},
    estimateFees: async () => ({ maxFeePerGas: 0n, priorityFee: 0n }),
    outbid: async () => null,
    membersMax: () => 1,
    prepare: async () => [{ facilitator: "https://facilitator.example", signed: null }],
    submit,
  });

  it("cannot make us ask for a second signature: a transaction of its choice that pays nobody is no end", async () => {
    const offer = await world.sellItem();
    const unrelated = await world.chain.client.sendTransactionSync({
      account: world.chain.accounts.minter.account,
      to: world.chain.accounts.minter.address,
    });
    const facilitator = remote(async () => ({ transaction: toHash(unrelated.transactionHash), receipt: null }));
    const payment = await world.sign(reader(1), offer);
    expect((await purchase({ ...impatient(world), facilitator }, offer, payment, "agent")).state).toBe("pending");
    expect(await world.db.purchase.findFirstOrThrow({ where: { itemId: offer.id } })).toMatchObject({ state: "settling" });
  });

  it("cannot hide a settlement behind a transaction that does not exist", async () => {
    const offer = await world.sellItem();
    const facilitator = remote(async (_attempt, { authorization }) => {
      const simulated = await world.usdc.simulate(authorization);
      if (!simulated.ok) throw new Error("not to be settled");
      const quote = await world.facilitator.estimateFees();
      const relayer = toAddress(world.chain.accounts.relayer.address);
      const chainNonce = await world.chain.client.getTransactionCount({ address: relayer });
      await world.db.relayer.updateMany({ data: { nextNonce: chainNonce + 1 } });
      const request = { x402Version: 1, resource: "", authorization };
      const slot = async () => ({ relayer, relayerNonce: chainNonce });
      const [prepared] = await world.facilitator.prepare([simulated], quote, slot);
      if (!prepared) throw new Error("nothing was prepared");
      await world.facilitator.submit(prepared, request);
      return { transaction: toHash(`0x${"ee".repeat(32)}`), receipt: null };
    });
    const outcome = await purchase({ ...world, facilitator }, offer, await world.sign(reader(1), offer), "agent");
    expect(outcome.state).toBe("confirmed");
  }, 30_000);
});

describe("money that has moved", () => {
  it("is never answered with an error because the node fell silent a moment later", async () => {
    const offer = await world.sellItem();
    const before = await world.chain.balanceOf(reader(2).address);
    let silences = 1;
    const usdc = {
      ...world.usdc,
      timeOf: (settlement: Parameters<typeof world.usdc.timeOf>[0]) =>
        silences-- > 0 ? Promise.reject(new Error("no answer")) : world.usdc.timeOf(settlement),
    };
    const outcome = await purchase({ ...world, usdc }, offer, await world.sign(reader(2), offer), "agent");
    expect(await world.chain.balanceOf(reader(2).address)).toBe(before - PRICE);
    expect(outcome.state).toBe("confirmed");
  }, 30_000);
});
