// Smart wallets that exist only as an address until their first payment (ERC-6492), with a real factory on a real chain.
import { concatHex, type Hex, keccak256, numberToHex, pad, serializeErc6492Signature, size } from "viem";
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ItemOffer } from "../../../lib/catalog/offer";
import { createChainClient } from "../../../lib/chain/client";
import { createLocalFacilitator } from "../../../lib/chain/local-facilitator";
import { createUsdc } from "../../../lib/chain/usdc";
import { lower } from "../../../lib/kernel/address";
import { purchase } from "../../../lib/payments/purchase";
import type { PresentedPayment } from "../../../lib/x402/payment-header";
import type { SignedAuthorization } from "../../../lib/x402/signed-authorization";
import type { LocalAccount } from "../../../scripts/local/accounts";
import { createPaymentWorld, type PaymentWorld, PRICE } from "../../support/payments";

/** The CREATE2 deployer that anvil has from its first block: salt, then creation code; it reverts where code stands already. */
const FACTORY: Hex = "0x4e59b44847b379578588920ca78fbf26c0b4956c";
const SALT: Hex = pad("0x1");

/** A world that knows the factory, beside one whose list is empty. */
let plain: PaymentWorld;
let world: PaymentWorld;

beforeAll(async () => {
  plain = await createPaymentWorld();
  const client = createChainClient(plain.chain.rpcUrl);
  const usdc = createUsdc(client, plain.network, [FACTORY]);
  const facilitator = createLocalFacilitator(client, usdc, plain.network, plain.chain.accounts.relayer.privateKey);
  world = { ...plain, usdc, facilitator };
});
afterAll(() => plain.stop());

interface Wallet {
  address: Hex;
  key: PrivateKeyAccount;
  /** What the factory is called with. */
  deployment: Hex;
}

/** ERC-1271 over ecrecover: valid is what `owner` signed. */
function walletCode(owner: Hex): Hex {
  const recover = "60043560005260a43560001a602052606435604052608435606052602060006080600060015afa50";
  const decide = `60005173${owner.slice(2).toLowerCase()}1460495760006000fd`;
  return `0x${recover}${decide}5b7f1626ba7e${"00".repeat(28)}60005260206000f3`;
}

function newWallet(): Wallet {
  const key = privateKeyToAccount(generatePrivateKey());
  const code = walletCode(key.address);
  const creation = concatHex(["0x61", numberToHex(size(code), { size: 2 }), "0x80600c6000396000f3", code]);
  const hash = keccak256(concatHex(["0xff", FACTORY, SALT, keccak256(creation)]));
  return { address: `0x${hash.slice(-40)}`, key, deployment: concatHex([SALT, creation]) };
}

/** A payment that the wallet's key signed, the signature wrapped by `wrap`. */
async function sign(
  wallet: Wallet,
  offer: ItemOffer,
  wrap = (signature: Hex): Hex => serializeErc6492Signature({ address: FACTORY, data: wallet.deployment, signature }),
): Promise<PresentedPayment> {
  const account = { address: wallet.address, account: wallet.key } as unknown as LocalAccount;
  const payment = await world.sign(account, offer);
  return { ...payment, authorization: { ...payment.authorization, signature: lower(wrap(payment.authorization.signature)) } };
}

async function fundedWallet(amount = PRICE): Promise<Wallet> {
  const wallet = newWallet();
  if (amount) await world.chain.mint(wallet.address, amount);
  return wallet;
}

const sent = () => world.chain.client.getTransactionCount({ address: world.chain.accounts.relayer.address });
const codeOf = (address: Hex) => world.chain.client.getCode({ address });
const deploy = ({ deployment }: Wallet) =>
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
    expect(await purchase(world, offer, payment, "agent")).toEqual(first);
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

  it.each<[string, (wallet: Wallet) => Hex]>([
    ["another wallet's", () => newWallet().deployment],
    ["no", () => "0x"],
    ["a reverting", () => "0x00"],
  ])("is not charged where the signature brings %s deployment", async (_, deployment) => {
    const offer = await world.sellItem();
    const wallet = await fundedWallet();
    const before = await sent();
    const wrap = (signature: Hex) => serializeErc6492Signature({ address: FACTORY, data: deployment(wallet), signature });
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

describe("a wallet that was deployed meanwhile", () => {
  it("pays with what is inside the wrapper, by a plain transfer, whatever factories are listed", async () => {
    const offer = await plain.sellItem();
    const wallet = await fundedWallet();
    await deploy(wallet);
    const outcome = await purchase(plain, offer, await sign(wallet, offer), "agent");
    if (outcome.state !== "confirmed") throw new Error(JSON.stringify(outcome));
    const { to, gas } = await world.chain.client.getTransaction({ hash: outcome.transaction });
    expect(lower(to ?? "")).toBe(lower(world.network.usdc));
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
