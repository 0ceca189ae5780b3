// Smart wallets that exist only as an address until their first payment (ERC-6492), with a real factory on a real chain.
import { type Hex, parseTransaction } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ItemOffer } from "../../../lib/catalog/items/offer";
import { createChainClient } from "../../../lib/chain/client";
import { createLocalFacilitator } from "../../../lib/chain/local-facilitator";
import { createUsdc } from "../../../lib/chain/usdc";
import { toAddress } from "../../../lib/kernel/address";
import { refuseAtSight } from "../../../lib/payments/purchase/at-sight";
import { purchase } from "../../../lib/payments/purchase/purchase";
import type { SignedAuthorization } from "../../../lib/x402/exact/signed-authorization";
import type { PresentedPayment } from "../../../lib/x402/payment-header";
import type { LocalAccount } from "../../../scripts/local/accounts";
import { createPaymentWorld, type PaymentWorld, PRICE } from "../../support/payments";
import { type CounterfactualWallet, FACTORY, newWallet, walletCode, wrapSignature } from "./counterfactual-wallet";

/** A world that knows the factory, beside one whose list is empty. */
let plain: PaymentWorld;
let world: PaymentWorld;

beforeAll(async () => {
  plain = await createPaymentWorld();
  const client = createChainClient(plain.chain.rpcUrl);
  const usdc = createUsdc(client, plain.network, [FACTORY]);
  const facilitator = createLocalFacilitator(client, usdc, plain.network, [plain.chain.accounts.relayer.privateKey]);
  world = { ...plain, usdc, facilitator };
});
afterAll(() => plain.stop());

/** A payment that the wallet's key signed, the signature wrapped by `wrap`. */
async function sign(
  wallet: CounterfactualWallet,
  offer: ItemOffer,
  wrap = (signature: Hex): Hex => wrapSignature(wallet, signature),
): Promise<PresentedPayment> {
  const account = { address: wallet.address, account: wallet.key } as unknown as LocalAccount;
  const payment = await world.sign(account, offer);
  return { ...payment, authorization: { ...payment.authorization, signature: wrap(payment.authorization.signature) } };
}

async function fundedWallet(amount = PRICE): Promise<CounterfactualWallet> {
  const wallet = newWallet();
  if (amount) await world.chain.mint(wallet.address, amount);
  return wallet;
}

const sent = () => world.chain.client.getTransactionCount({ address: world.chain.accounts.relayer.address });
const codeOf = (address: Hex) => world.chain.client.getCode({ address });
const deploy = ({ deployment }: CounterfactualWallet) =>
  world.chain.client.sendTransactionSync({ account: world.chain.accounts.minter.account, to: FACTORY, data: deployment });

describe("a wallet that is not deployed yet", () => {
  it("buys: one transaction deploys it and pays", async () => {
    const offer = await world.sellItem();
    const wallet = await fundedWallet();
    const before = await sent();
    const outcome = await purchase(world, offer, await sign(wallet, offer), "agent");
    expect(outcome.state).toBe("confirmed");
    expect(await sent()).toBe(before + 1);
    expect(await world.chain.balanceOf(wallet.address)).toBe(0n);
    expect(await codeOf(wallet.address)).toBe(walletCode(wallet.key.address));
    expect(await world.db.entitlement.count({ where: { itemId: offer.id, wallet: wallet.address } })).toBe(1);
  });

  it("is the same payment when the same header comes again, deployed by now", async () => {
    const offer = await world.sellItem();
    const wallet = await fundedWallet();
    const payment = await sign(wallet, offer);
    const first = await purchase(world, offer, payment, "agent");
    const before = await sent();
    const { purchaseId } = first as { purchaseId: string };
    expect(await purchase(world, offer, payment, "agent")).toMatchObject({ state: "confirmed", purchaseId });
    expect(await sent()).toBe(before);
  });

  it("is refused with the reason, and without gas or a deployment, where its factory is not listed", async () => {
    const offer = await plain.sellItem();
    const wallet = await fundedWallet();
    const before = await sent();
    const outcome = await purchase(plain, offer, await sign(wallet, offer), "agent");
    expect(outcome).toEqual({ state: "refused", reason: "eip6492_factory_not_allowed" });
    expect([await sent(), await codeOf(wallet.address)]).toEqual([before, undefined]);
    expect(await plain.db.purchase.count({ where: { itemId: offer.id } })).toBe(0);
  });

  it("cannot be bought for by who does not hold its key", async () => {
    const offer = await world.sellItem();
    const wallet = await fundedWallet();
    const stranger = { ...wallet, key: privateKeyToAccount(generatePrivateKey()) };
    const before = await sent();
    const outcome = await purchase(world, offer, await sign(stranger, offer), "agent");
    expect(outcome).toEqual({ state: "refused", reason: "invalid_exact_evm_payload_signature" });
    expect([await sent(), await codeOf(wallet.address)]).toEqual([before, undefined]);
    expect(await world.db.purchase.count({ where: { itemId: offer.id } })).toBe(0);
  });

  it("without money is told so: no gas, no deployment", async () => {
    const offer = await world.sellItem();
    const wallet = await fundedWallet(PRICE - 1n);
    const before = await sent();
    const outcome = await purchase(world, offer, await sign(wallet, offer), "agent");
    expect(outcome).toEqual({ state: "refused", reason: "insufficient_funds" });
    expect([await sent(), await codeOf(wallet.address)]).toEqual([before, undefined]);
  });

  it.each<[string, (wallet: CounterfactualWallet) => Hex]>([
    ["another wallet's", () => newWallet().deployment],
    ["no", () => "0x"],
    ["a reverting", () => "0x00"],
  ])("is not charged where the signature brings %s deployment", async (_, deployment) => {
    const offer = await world.sellItem();
    const wallet = await fundedWallet();
    const before = await sent();
    const wrap = (signature: Hex) => wrapSignature({ ...wallet, deployment: deployment(wallet) }, signature);
    const outcome = await purchase(world, offer, await sign(wallet, offer, wrap), "agent");
    expect(outcome).toEqual({ state: "refused", reason: "invalid_exact_evm_payload_signature" });
    expect(await sent()).toBe(before);
  });

  it("an unreadable wrapper is no signature", async () => {
    const offer = await world.sellItem();
    const payment = await sign(await fundedWallet(), offer, (signature) => `${signature}${"6492".repeat(16)}`);
    const outcome = await purchase(world, offer, payment, "agent");
    expect(outcome).toEqual({ state: "refused", reason: "invalid_exact_evm_payload_signature" });
  });
});

it("a factory that is not listed is never called, also where the wallet's code is gone between two looks", async () => {
  const offer = await plain.sellItem();
  const wallet = await fundedWallet();
  await deploy(wallet);
  const usdc = {
    ...plain.usdc,
    async findContractBreach(authorization: SignedAuthorization) {
      const breach = await plain.usdc.findContractBreach(authorization);
      await plain.chain.client.setCode({ address: wallet.address, bytecode: "0x" });
      return breach;
    },
  };
  const before = await sent();
  const outcome = await purchase({ ...plain, usdc }, offer, await sign(wallet, offer), "agent");
  expect(outcome).toEqual({ state: "refused", reason: "eip6492_factory_not_allowed" });
  expect([await sent(), await codeOf(wallet.address)]).toEqual([before, undefined]);
});

it("the transaction that is stored makes the very call that was simulated", async () => {
  const offer = await world.sellItem();
  const wallet = await fundedWallet();
  const simulated: unknown[] = [];
  const usdc = {
    ...world.usdc,
    async simulate(authorization: SignedAuthorization) {
      const simulation = await world.usdc.simulate(authorization);
      if (simulation.ok) simulated.push(simulation.call.data);
      return simulation;
    },
  };
  await purchase({ ...world, usdc }, offer, await sign(wallet, offer), "agent");
  const attempts = await world.db.settlementAttempt.findMany({ where: { purchase: { itemId: offer.id } } });
  expect(attempts.map(({ rawTransaction }) => parseTransaction(rawTransaction as Hex).data)).toEqual(simulated);
});

describe("a wallet that was deployed meanwhile", () => {
  it("pays with what is inside the wrapper, by a plain transfer, whatever factories are listed", async () => {
    const offer = await plain.sellItem();
    const wallet = await fundedWallet();
    await deploy(wallet);
    const outcome = await purchase(plain, offer, await sign(wallet, offer), "agent");
    if (outcome.state !== "confirmed") throw new Error(JSON.stringify(outcome));
    const { to, gas } = await world.chain.client.getTransaction({ hash: outcome.transaction });
    expect(toAddress(to ?? "")).toBe(toAddress(world.network.asset));
    expect(gas).toBeLessThan(200_000n);
  });

  it("between our simulation and our transaction still pays once, or not at all and is told so", async () => {
    const offer = await world.sellItem();
    const wallet = await fundedWallet();
    const usdc = {
      ...world.usdc,
      simulate: async (authorization: SignedAuthorization) => {
        const simulation = await world.usdc.simulate(authorization);
        await deploy(wallet);
        return simulation;
      },
    };
    const outcome = await purchase({ ...world, usdc }, offer, await sign(wallet, offer), "agent");
    const isCharged = (await world.chain.balanceOf(wallet.address)) === 0n;
    expect(isCharged).toBe(outcome.state === "confirmed");
    if (isCharged) return;
    // The same wallet's next payment needs no deployment, and goes through.
    expect((await purchase(world, offer, await sign(wallet, offer), "agent")).state).toBe("confirmed");
  });
});

it("a wallet that burns all the gas it is given is no signature, and no error of ours", async () => {
  const address: Hex = "0x00000000000000000000000000000000000c0de3";
  await world.chain.client.setCode({ address, bytecode: "0x5b600056" });
  await world.chain.mint(address, PRICE);
  const offer = await world.sellItem();
  const payment = await world.sign({ ...(world.chain.accounts.readers[0] as LocalAccount), address }, offer);
  const outcome = await purchase(world, offer, payment, "agent");
  expect(outcome).toEqual({ state: "refused", reason: "invalid_exact_evm_payload_signature" });
});

it("a payment that was begun is not refused at sight: neither by what is remembered of its wallet, nor while the node is silent", async () => {
  const offer = await world.sellItem();
  const wallet = await fundedWallet();
  const payment = await sign(wallet, offer, (signature) => signature);
  let known = 0;
  const admit = { contract: async () => {}, payer: async () => {}, known: () => void known++ };
  const unsigned = { state: "refused", reason: "invalid_exact_evm_payload_signature" };
  expect(await refuseAtSight(world, payment, admit)).toEqual(unsigned);
  await deploy(wallet);
  // As on another server, which has not looked before.
  expect(await purchase(world, offer, payment, "agent")).toMatchObject({ state: "confirmed" });
  expect(await refuseAtSight(world, payment, admit)).toBeNull();
  const silent = { ...world.usdc, findBreachAtSight: () => Promise.reject(new Error("no answer")) };
  expect(await refuseAtSight({ ...world, usdc: silent }, payment, admit)).toBeNull();
  const another = await sign(wallet, offer, (signature) => signature);
  expect(await refuseAtSight(world, another, admit)).toEqual(unsigned);
  expect(known).toBe(2);
});

it("a payment that another request began after it was seen as new takes no place among the signatures that are asked about", async () => {
  const offer = await world.sellItem();
  const wallet = await fundedWallet();
  await deploy(wallet);
  const payment = await sign(wallet, offer, (signature) => signature);
  const told: string[] = [];
  const admit = { contract: async () => {}, payer: async () => void told.push("begun"), known: () => void told.push("known") };
  expect(await refuseAtSight(world, payment, admit)).toBeNull();
  expect(told).toEqual([]);
  expect(await purchase(world, offer, payment, "agent")).toMatchObject({ state: "confirmed" });
  expect(await purchase(world, offer, payment, "agent", admit)).toMatchObject({ state: "confirmed", claimant: "late" });
  expect(told).toEqual(["known"]);
});
