// Where a creator is paid: changed by two signatures of one message and nothing less, while no payment of a reader's is lost.
import type { Hex } from "viem";
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { isSigned } from "@/lib/auth/sign-in";
import {
  cancelPayoutChange,
  forgetUnsigned,
  getPayout,
  type PayoutDeps,
  signPayoutChange,
  startPayoutChange,
} from "@/lib/catalog/creators/change-payout";
import { payoutMessage } from "@/lib/catalog/creators/payout-message";
import { saveCreator } from "@/lib/catalog/creators/save-creator";
import { findOffer, type ItemOffer } from "@/lib/catalog/items/offer";
import { createChainClient } from "@/lib/chain/client";
import { type Address, toAddress } from "@/lib/kernel/address";
import { checksum } from "@/lib/kernel/checksum";
import { listSoldItems } from "@/lib/payments/books/rebuild-queries";
import { purchase } from "@/lib/payments/purchase/purchase";
import { issueQuote } from "@/lib/payments/terms/quotes";
import type { LocalAccount } from "../../scripts/local/accounts";
import { createPaymentWorld, type PaymentWorld, PRICE } from "../support/payments";
import { newWallet, walletCode } from "./attack/counterfactual-wallet";

const refusal = (code: string) => expect.objectContaining({ name: "Refusal", code });
let world: PaymentWorld;
let deps: PayoutDeps;
/** The creator of the world's items. */
let owner: LocalAccount;
let account: Address;
let ahead = 0;

beforeAll(async () => {
  world = await createPaymentWorld();
  const { verifyMessage } = createChainClient(world.chain.rpcUrl);
  deps = {
    db: world.db,
    clock: { now: () => new Date(Date.now() + ahead) },
    origin: world.origin,
    chainId: world.network.chainId,
    asset: toAddress(world.network.asset),
    isSigned: (signed) => isSigned({ verifyMessage }, signed),
  };
  owner = world.chain.accounts.creators[0] as LocalAccount;
  account = toAddress(owner.address);
});
afterAll(() => world.stop());
beforeEach(async () => {
  ahead = 0;
  await world.db.payoutChange.deleteMany();
  await world.db.creator.updateMany({ where: { wallet: account }, data: { payTo: account } });
});

const inLowerCase = <T extends { address: Hex }>(key: T) => ({ ...key, address: toAddress(key.address) });
type Key = Pick<PrivateKeyAccount, "signMessage"> & { address: Address };
const newPayee = (): Key => inLowerCase(privateKeyToAccount(generatePrivateKey()));
const payTo = async () => (await getPayout(deps, account)).payTo;
const sign = (changeId: string, signer: Address, signature: Hex) =>
  signPayoutChange(deps, account, changeId, { signer, signature });

/** Begins a change and hands in both signatures. */
async function change(payee: Key) {
  const { id, message } = await startPayoutChange(deps, account, payee.address);
  await sign(id, account, await owner.account.signMessage({ message }));
  return sign(id, payee.address, await payee.signMessage({ message }));
}

describe("a change of payout", () => {
  it("is history once it is completed; what nobody completed is forgotten in a month", async () => {
    const done = await change(newPayee());
    const left = await startPayoutChange(deps, account, newPayee().address);
    const cancelled = await startPayoutChange(deps, account, newPayee().address);
    await cancelPayoutChange(deps, account, cancelled.id);
    ahead = 30 * 86_400_000;
    await forgetUnsigned(deps);
    const ids = async () => (await world.db.payoutChange.findMany()).map(({ id }) => id).sort();
    expect(await ids()).toEqual([done.id, left.id, cancelled.id].sort());
    ahead = 32 * 86_400_000;
    await forgetUnsigned(deps);
    expect(await ids()).toEqual([done.id]);
  });

  it("holds once both wallets have signed, in either order, and not before", async () => {
    for (const order of ["account first", "payee first"]) {
      const payee = newPayee();
      const { id, message } = await startPayoutChange(deps, account, payee.address);
      const before = await payTo();
      const signatures: [Address, Hex][] = [
        [account, await owner.account.signMessage({ message })],
        [payee.address, await payee.signMessage({ message })],
      ];
      const [first, second] = order === "account first" ? signatures : signatures.toReversed();
      expect(await sign(id, ...(first as [Address, Hex]))).toMatchObject({ completedAt: null });
      expect(await payTo()).toBe(before);
      expect((await sign(id, ...(second as [Address, Hex]))).completedAt).toBeInstanceOf(Date);
      expect(await payTo()).toBe(payee.address);
    }
    const { history, pending } = await getPayout(deps, account);
    expect(history).toHaveLength(2);
    expect(pending).toBeNull();
    expect(history[0]?.fromPayTo).toBe(history[1]?.toPayTo);
  });

  it("says in its message who, where, on which chain, once and until when", async () => {
    const payee = newPayee();
    const { message, expiresAt } = await startPayoutChange(deps, account, payee.address);
    for (const part of [
      owner.address,
      checksum(payee.address),
      "localhost:3000",
      "Chain ID: 84532",
      `Expiration Time: ${expiresAt.toISOString()}`,
    ])
      expect(message).toContain(part);
    expect(message).toMatch(/^Nonce: [0-9a-f]{32}$/m);
  });

  it("is not made by one wallet alone, by a stranger, or by other words", async () => {
    const [payee, stranger] = [newPayee(), newPayee()];
    const { id, message } = await startPayoutChange(deps, account, payee.address);
    const terms = { chainId: 84532, account, fromPayTo: account, toPayTo: payee.address, nonce: "0", issuedAt: new Date() };
    const elsewhere = payoutMessage({ ...terms, origin: "https://evil.example", expiresAt: new Date() });
    const wrong: [Address, Hex][] = [
      [stranger.address, await stranger.signMessage({ message })],
      [account, await payee.signMessage({ message })],
      [payee.address, await owner.account.signMessage({ message })],
      [payee.address, await payee.signMessage({ message: elsewhere })],
      [payee.address, await payee.signMessage({ message: message.replace("localhost", "evil.test") })],
      [payee.address, "0x00"],
    ];
    for (const [signer, signature] of wrong)
      await expect(sign(id, signer, signature)).rejects.toEqual(refusal("signature_refused"));
    await sign(id, account, await owner.account.signMessage({ message }));
    await sign(id, account, await owner.account.signMessage({ message }));
    expect(await payTo()).toBe(account);
  });

  it("takes no signature of another change, and none twice", async () => {
    const payee = newPayee();
    const old = await startPayoutChange(deps, account, payee.address);
    const signatures = [await owner.account.signMessage(old), await payee.signMessage(old)] as const;
    const { id } = await startPayoutChange(deps, account, payee.address);
    await expect(sign(old.id, account, signatures[0])).rejects.toEqual(refusal("conflict"));
    await expect(sign(id, account, signatures[0])).rejects.toEqual(refusal("signature_refused"));
    await cancelPayoutChange(deps, account, id);

    await change(payee);
    await change(newPayee());
    const [, done] = (await getPayout(deps, account)).history;
    await expect(sign(done?.id ?? "", payee.address, await payee.signMessage({ message: done?.message ?? "" }))).rejects.toEqual(
      refusal("conflict"),
    );
  });

  it("ends after a day, and when it is cancelled", async () => {
    const payee = newPayee();
    const late = await startPayoutChange(deps, account, payee.address);
    await sign(late.id, account, await owner.account.signMessage(late));
    ahead = 24 * 3600 * 1000 + 1;
    await expect(sign(late.id, payee.address, await payee.signMessage(late))).rejects.toEqual(refusal("conflict"));
    ahead = 0;
    await cancelPayoutChange(deps, account, late.id);
    await expect(sign(late.id, payee.address, await payee.signMessage(late))).rejects.toEqual(refusal("conflict"));
    await expect(cancelPayoutChange(deps, account, late.id)).rejects.toEqual(refusal("conflict"));
    expect(await payTo()).toBe(account);
  });

  it("is completed once however many hand in the last signature, and never from a payee that changed meanwhile", async () => {
    const payee = newPayee();
    const { id, message } = await startPayoutChange(deps, account, payee.address);
    const both: [Address, Hex][] = [
      [account, await owner.account.signMessage({ message })],
      [payee.address, await payee.signMessage({ message })],
    ];
    await Promise.allSettled([...both, ...both, ...both].map(([signer, signature]) => sign(id, signer, signature)));
    expect((await getPayout(deps, account)).history).toHaveLength(1);
    expect(await payTo()).toBe(payee.address);

    const other = newPayee();
    const stale = await startPayoutChange(deps, account, other.address);
    await world.db.creator.updateMany({ where: { wallet: account }, data: { payTo: account } });
    await sign(stale.id, account, await owner.account.signMessage(stale));
    await expect(sign(stale.id, other.address, await other.signMessage(stale))).rejects.toEqual(refusal("conflict"));
    expect(await payTo()).toBe(account);
  });

  it("is not another creator's business, and leads to no address that loses money", async () => {
    const stranger = toAddress(`0x${"5".repeat(40)}`);
    await saveCreator(deps, stranger, { handle: "stranger", displayName: "S" });
    const { id } = await startPayoutChange(deps, account, newPayee().address);
    await expect(cancelPayoutChange(deps, stranger, id)).rejects.toEqual(refusal("not_found"));
    await expect(signPayoutChange(deps, stranger, id, { signer: stranger, signature: "0x00" })).rejects.toEqual(
      refusal("not_found"),
    );
    for (const payee of [`0x${"0".repeat(40)}`, world.network.asset, owner.address])
      await expect(startPayoutChange(deps, account, toAddress(payee))).rejects.toEqual(refusal("invalid_request"));
  });

  it("is signed by a smart wallet's own word (ERC-1271), once it is deployed", async () => {
    const safe = inLowerCase(newWallet());
    await world.chain.client.setCode({ address: safe.address, bytecode: walletCode(safe.key.address) });
    const { id, message } = await startPayoutChange(deps, account, safe.address);
    const stranger = newPayee();
    await expect(sign(id, safe.address, await stranger.signMessage({ message }))).rejects.toEqual(refusal("signature_refused"));
    await sign(id, safe.address, await safe.key.signMessage({ message }));
    await sign(id, account, await owner.account.signMessage({ message }));
    expect(await payTo()).toBe(safe.address);
  });
});

describe("payments across a change", () => {
  const reader = (n: number) => world.chain.accounts.readers[n] as LocalAccount;
  const offerOf = async (id: string) => (await findOffer(world, id)) as ItemOffer;

  it("for terms shown just before are honoured and go where they were signed for; the receipt's payee is that one", async () => {
    const before = await world.sellItem();
    const payment = await world.sign(reader(0), before);
    const payee = newPayee();
    await change(payee);
    const now = await offerOf(before.id);
    expect(now.payTo).toBe(payee.address);
    const outcome = await purchase(world, now, payment, "agent");
    expect(outcome.state).toBe("confirmed");
    expect(await world.chain.balanceOf(payee.address)).toBe(0n);
    expect(await world.db.purchase.findFirst({ where: { itemId: before.id } })).toMatchObject({ payTo: account });
  });

  it("for terms of today pay the new wallet", async () => {
    const item = await world.sellItem();
    const payee = newPayee();
    await change(payee);
    const now = await offerOf(item.id);
    expect((await purchase(world, now, await world.sign(reader(0), now), "agent")).state).toBe("confirmed");
    expect(await world.chain.balanceOf(payee.address)).toBe(PRICE);
  });

  it("for a payee of longer ago are refused before anything moves, and so are those for one who never was", async () => {
    const item = await world.sellItem();
    const old = await world.sign(reader(1), item);
    ahead = -16 * 60_000;
    await change(newPayee());
    ahead = 0;
    const now = await offerOf(item.id);
    const balance = await world.chain.balanceOf(reader(1).address);
    const reason = "invalid_exact_evm_payload_recipient_mismatch";
    expect(await purchase(world, now, old, "agent")).toEqual({ state: "refused", reason });
    const never = await world.sign(reader(1), now, { to: newPayee().address });
    expect(await purchase(world, now, never, "agent")).toEqual({ state: "refused", reason });
    expect(await world.chain.balanceOf(reader(1).address)).toBe(balance);
  });

  it("with an old quote at an old price and payee are honoured for its quarter of an hour", async () => {
    const before = await world.sellItem();
    const { quoteKey, network } = world;
    const quoted = { chainId: network.chainId, itemId: before.id, payTo: before.payTo, amount: before.amount };
    const payment = { ...(await world.sign(reader(2), before)), quote: issueQuote(quoteKey, quoted, new Date()) };
    await change(newPayee());
    await world.db.item.update({ where: { id: before.id }, data: { amount: 2n * PRICE } });
    expect((await purchase(world, await offerOf(before.id), payment, "agent")).state).toBe("confirmed");
  });

  it("from a wallet to itself buy nothing", async () => {
    const payee = reader(3);
    await change(inLowerCase(payee.account));
    const now = await world.sellItem();
    await expect(purchase(world, now, await world.sign(payee, now), "agent")).rejects.toEqual(refusal("own_item"));
  });

  it("are looked for at every wallet there was, when the books are made from the chain", async () => {
    const item = await world.sellItem();
    const payee = newPayee();
    await change(payee);
    const sold = (await listSoldItems(world.db)).filter(({ itemId }) => itemId === item.id);
    expect(sold.map(({ payTo }) => payTo).sort()).toEqual([account, payee.address].sort());
  });
});
