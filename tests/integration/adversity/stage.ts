// Bad luck and bad will on a real chain, at a chosen moment of a purchase, and what must be true afterwards whatever happened.

import { type Hex, parseAbi } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { expect } from "vitest";
import type { ItemOffer } from "../../../lib/catalog/items/offer";
import { transferCall } from "../../../lib/chain/counterfactual";
import { toAddress } from "../../../lib/kernel/address";
import type { Clock } from "../../../lib/kernel/clock";
import { hasEntitlement } from "../../../lib/payments/ledger/purchase-queries";
import type { PurchaseOutcome } from "../../../lib/payments/purchase/outcome";
import { purchase } from "../../../lib/payments/purchase/purchase";
import { sweep } from "../../../lib/payments/settlement/sweep";
import type { SignedAuthorization } from "../../../lib/x402/exact/signed-authorization";
import type { PresentedPayment } from "../../../lib/x402/payment-header";
import type { LocalAccount } from "../../../scripts/local/accounts";
import { noteFigures } from "../../support/figures";
import { type PaymentWorld, PRICE } from "../../support/payments";

/** `presented` · `looked`: before our simulation, and nothing is ours yet · `simulated`: before we store and sign · `signed`: before we send. */
export type Moment = "presented" | "looked" | "simulated" | "signed";

/** Whether the chain had let the payment through before: from then on we answer for it. */
export const isForeseen = (moment: Moment) => moment === "simulated" || moment === "signed";

export interface Scene {
  world: PaymentWorld;
  offer: ItemOffer;
  payer: LocalAccount;
  payment: PresentedPayment;
}

export type Act = (scene: Scene) => Promise<unknown>;

export interface Ending {
  outcome: PurchaseOutcome;
  /** Transactions our relayer has sent. */
  sent: number;
  /** The payer's money is gone to the payee. */
  charged: boolean;
}

/** The local USDC's minter is its pauser and blacklister as well. */
const controls = parseAbi([
  "function pause()",
  "function unpause()",
  "function blacklist(address account)",
  "function unBlacklist(address account)",
]);

export function control(world: PaymentWorld, functionName: "pause" | "unpause"): Promise<unknown>;
export function control(world: PaymentWorld, functionName: "blacklist" | "unBlacklist", account: Hex): Promise<unknown>;
export async function control({ chain }: PaymentWorld, functionName: string, account?: Hex): Promise<unknown> {
  const call = { account: chain.accounts.minter.account, address: chain.usdc, abi: controls } as const;
  const receipt = await chain.client.writeContractSync({ ...call, functionName, args: account ? [account] : [] } as never);
  expect(receipt.status).toBe("success");
  return receipt;
}

/** A payer nobody has seen, with so much USDC. */
export async function newPayer(world: PaymentWorld, amount = PRICE): Promise<LocalAccount> {
  const account = privateKeyToAccount(generatePrivateKey());
  if (amount > 0n) await world.chain.mint(account.address, amount);
  return { account, address: account.address } as unknown as LocalAccount;
}

/** The payer moves its money away by an authorization of its own, so that it needs no gas. */
export async function drain({ world, payer }: Scene): Promise<void> {
  const elsewhere = { payTo: toAddress("0x00000000000000000000000000000000000e15e0") } as unknown as ItemOffer;
  const value = await world.chain.balanceOf(payer.address);
  const { authorization } = await world.sign(payer, elsewhere, { to: elsewhere.payTo, value });
  await submitElsewhere(world, authorization);
}

/** Somebody else puts the authorization on chain. */
export async function submitElsewhere({ chain }: PaymentWorld, authorization: SignedAuthorization): Promise<void> {
  const { account } = chain.accounts.minter;
  const data = transferCall(authorization);
  const receipt = await chain.client.sendTransactionSync({ account, to: chain.usdc, data });
  expect(receipt.status).toBe("success");
}

/** What the payer signs to make the authorization unusable. */
export function signCancellation({ world, payer, payment }: Scene): Promise<Hex> {
  const { from, nonce } = payment.authorization;
  const { network } = world;
  return payer.account.signTypedData({
    domain: { ...network.domain, chainId: network.chainId, verifyingContract: network.asset },
    types: {
      CancelAuthorization: [
        { name: "authorizer", type: "address" },
        { name: "nonce", type: "bytes32" },
      ],
    },
    primaryType: "CancelAuthorization",
    message: { authorizer: from, nonce },
  });
}

export async function cancel(scene: Scene): Promise<void> {
  const { world, payment } = scene;
  const { from, nonce } = payment.authorization;
  const receipt = await world.chain.client.writeContractSync({
    account: world.chain.accounts.minter.account,
    address: world.chain.usdc,
    abi: world.chain.usdcAbi,
    functionName: "cancelAuthorization",
    args: [from, nonce, await signCancellation(scene)],
  });
  expect(receipt.status).toBe("success");
}

export const relayerNonce = ({ chain }: PaymentWorld): Promise<number> =>
  chain.client.getTransactionCount({ address: chain.accounts.relayer.address });

/** The world, with `act` happening once at that moment of the purchase. */
export function meddled(scene: Scene, moment: Moment, act: Act): PaymentWorld {
  const { world } = scene;
  let isDone = false;
  const once = async () => {
    if (isDone) return;
    isDone = true;
    await act(scene);
  };
  const usdc = {
    ...world.usdc,
    simulate: async (authorization: SignedAuthorization) => {
      if (moment === "looked") await once();
      const simulation = await world.usdc.simulate(authorization);
      if (moment === "simulated") await once();
      return simulation;
    },
  };
  const submit: typeof world.facilitator.submit = async (...attempt) => {
    if (moment === "signed") await once();
    return world.facilitator.submit(...attempt);
  };
  return { ...world, usdc, facilitator: { ...world.facilitator, submit } };
}

let minutes = 1;
const later: Clock = { now: () => new Date(Date.now() + ++minutes * 60_000) };
/** Everything that is open is looked at again, as if minutes had passed. */
export const sweepLater = (world: PaymentWorld) => sweep({ ...world, clock: later });

/** Whether the chain shows this authorization's transfer. */
export async function isCharged(world: PaymentWorld, { authorization }: PresentedPayment): Promise<boolean> {
  return (await world.usdc.findSettlement(authorization, 0n)) !== null;
}

/** The wallet owns the item by our books. */
export function isServed({ world, offer, payer }: Scene): Promise<boolean> {
  return hasEntitlement(world.db, offer.id, payer.address.toLowerCase());
}

/** Adds an ending of this kind to the figures. */
export function noteEnding(kind: string, { charged, served }: { charged: boolean; served: boolean }): void {
  noteFigures("R5", { [kind]: 1, unserved: charged && !served ? 1 : 0, unpaid: served && !charged ? 1 : 0 });
}

/** One purchase with one misfortune; checks what holds always, and returns the rest. */
export async function play(scene: Scene, moment: Moment, act: Act): Promise<Ending> {
  const { world, offer, payment } = scene;
  const before = await relayerNonce(world);
  if (moment === "presented") await act(scene);
  const outcome = await purchase(meddled(scene, moment, act), offer, payment, "agent");
  const charged = await isCharged(world, payment);
  // Who is told "refused" may sign again, and so must never have been charged after we had looked.
  if (isForeseen(moment)) expect([outcome.state, charged]).not.toEqual(["refused", true]);
  if (isForeseen(moment)) expect(await isServed(scene)).toBe(charged);
  expect((await isServed(scene)) && !charged).toBe(false);
  return { outcome, charged, sent: (await relayerNonce(world)) - before };
}

export async function setScene(world: PaymentWorld, funds = PRICE): Promise<Scene> {
  const [offer, payer] = await Promise.all([world.sellItem(), newPayer(world, funds)]);
  return { world, offer, payer, payment: await world.sign(payer, offer) };
}
