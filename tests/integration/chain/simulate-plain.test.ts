// Payments of plain accounts, simulated in one call: what the chain says of each is what it would say of it alone.
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, expect, it } from "vitest";
import { toAddress } from "../../../lib/kernel/address";
import type { PresentedPayment } from "../../../lib/x402/payment-header";
import type { LocalAccount } from "../../../scripts/local/accounts";
import { createPaymentWorld, type PaymentWorld, PRICE } from "../../support/payments";
import { newPayer, submitElsewhere } from "../adversity/stage";

let world: PaymentWorld;

beforeAll(async () => {
  world = await createPaymentWorld();
});
afterAll(() => world?.stop());

const authorizationsOf = (payments: PresentedPayment[]) => payments.map(({ authorization }) => authorization);

async function signedBy(buyer: LocalAccount, to?: LocalAccount) {
  const offer = await world.sellItem();
  return world.sign(buyer, to ? { ...offer, payTo: toAddress(to.address) } : offer);
}

/** Whether each would be settled: all in one call, and one by one. */
async function verdicts(payments: PresentedPayment[]) {
  const together = await world.usdc.simulatePlain(authorizationsOf(payments));
  const apart = await Promise.all(authorizationsOf(payments).map((authorization) => world.usdc.simulate(authorization)));
  return { together: together.map((each) => each !== null), apart: apart.map(({ ok }) => ok) };
}

it("one that is spent, one without money and one that nobody signed are told from the others, as when each is asked for alone", async () => {
  const buyers = await Promise.all(Array.from({ length: 5 }, () => newPayer(world)));
  const payments = await Promise.all(buyers.map((buyer) => signedBy(buyer)));
  const [, spent, forged] = payments as [PresentedPayment, PresentedPayment, PresentedPayment];
  await submitElsewhere(world, spent.authorization);
  forged.authorization.signature = (payments[0] as PresentedPayment).authorization.signature;
  const poor = await signedBy(await newPayer(world, 0n));
  const { together, apart } = await verdicts([...payments, poor]);
  expect(together).toEqual([true, false, false, true, true, false]);
  expect(apart).toEqual(together);
});

it("nobody pays with what another of them would bring, to a payee that holds nothing yet, and nothing moves", async () => {
  const rich = await newPayer(world);
  const poor = await newPayer(world, 0n);
  const payments = [await signedBy(rich, poor), await signedBy(poor)];
  expect((await verdicts(payments)).together).toEqual([true, false]);
  expect(await world.chain.balanceOf(rich.address)).toBe(PRICE);
  // Two that the payer has money for once are each told as if they were alone.
  expect((await verdicts([await signedBy(rich), await signedBy(rich)])).together).toEqual([true, true]);
});

it("what is to be sent is the call that was tried, with the gas of one that is simulated alone", async () => {
  const payment = await signedBy(await newPayer(world));
  const [tried] = await world.usdc.simulatePlain([payment.authorization]);
  expect(tried).toEqual(await world.usdc.simulate(payment.authorization));
});

it.each([
  ["a contract's", "0x60206000f3"],
  ["one whose key has lent it code (EIP-7702)", `0xef0100${"c0".repeat(20)}`],
] as const)("an account with code, %s, is none of these: it could burn the gas of all", async (_, bytecode) => {
  const [coded, plain] = [await newPayer(world), await newPayer(world)];
  const payments = [await signedBy(coded), await signedBy(plain)];
  await world.chain.client.setCode({ address: coded.address, bytecode });
  expect((await world.usdc.simulatePlain(authorizationsOf(payments))).map((each) => each !== null)).toEqual([false, true]);
});

it("thirty-two fit into one call", async () => {
  const key = privateKeyToAccount(generatePrivateKey());
  await world.chain.mint(key.address, PRICE);
  const buyer = { address: key.address, account: key } as unknown as LocalAccount;
  const payments = await Promise.all(Array.from({ length: 32 }, () => signedBy(buyer)));
  const simulated = await world.usdc.simulatePlain(authorizationsOf(payments));
  expect(simulated.every((each) => each !== null)).toBe(true);
});
