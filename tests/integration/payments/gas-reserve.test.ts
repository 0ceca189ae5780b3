// Who may draw on the half of a day's gas that is kept in reserve.
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { ItemOffer } from "../../../lib/catalog/items/offer";
import { toAddress } from "../../../lib/kernel/address";
import { newId } from "../../../lib/kernel/ids";
import { purchase } from "../../../lib/payments/purchase/purchase";
import { networks } from "../../../lib/x402/networks";
import { createPaymentWorld, insertItem, type PaymentWorld, PRICE } from "../../support/payments";
import { newPayer } from "../adversity/stage";

let world: PaymentWorld;

beforeAll(async () => {
  world = await createPaymentWorld();
});
afterAll(() => world?.stop());

/** By nobody's rules but the chain's. */
async function buy() {
  const offer = await world.sellItem();
  await purchase(world, offer, await world.sign(await newPayer(world), offer), "agent");
  const row = await world.db.purchase.findFirst({ where: { itemId: offer.id }, include: { attempts: true } });
  return { row };
}

describe("half of a day's gas is a reserve", () => {
  const today = new Date(new Date().toISOString().slice(0, 10));
  const { chainId } = networks.local;
  const creatorNamed = async (handle: string) => {
    const wallet = toAddress(privateKeyToAccount(generatePrivateKey()).address);
    const creator = await world.db.creator.create({
      data: { id: newId("cre"), wallet, payTo: wallet, handle, displayName: handle },
    });
    return { creator, offer: await insertItem(world, creator, PRICE) };
  };
  const sell = async (deps: PaymentWorld, offer: ItemOffer) =>
    purchase(deps, offer, await world.sign(await newPayer(world), offer), "agent").catch(({ code }: { code: string }) => code);
  /** Final sales to so many wallets, so many to each. */
  const soldTo = ({ creatorId }: ItemOffer, wallets: number, sales = 1) =>
    world.db.creatorBuyer.createMany({
      data: Array.from({ length: wallets }, (_, wallet) => {
        return { creatorId, wallet: toAddress(`0x${wallet.toString(16).padStart(40, "0")}`), sales };
      }),
    });
  let one: bigint;
  let deps: PaymentWorld;
  beforeEach(async () => {
    await world.db.gasDay.deleteMany();
    await world.db.gasShare.deleteMany();
    const { row } = await buy();
    one = (row?.attempts[0]?.gasLimit ?? 0n) * (row?.attempts[0]?.maxFeePerGas ?? 0n);
    deps = { ...world, dailyWei: one * 100n };
    await world.db.gasDay.create({ data: { chainId, day: today, wei: one * 60n } });
  });

  it("for who has sold to ten wallets, and no new creator draws on it, with however many wallets", async () => {
    for (let shop = 0; shop < 5; shop++) {
      const { creator, offer } = await creatorNamed(`new-${shop}`);
      expect(await sell(deps, offer)).toBe("payments_paused");
      expect(await world.db.purchase.count({ where: { creatorId: creator.id } })).toBe(0);
    }
    expect(world.events).toContainEqual({ type: "capped", cap: "share" });
    const [known, crony] = [await creatorNamed("known"), await creatorNamed("crony")];
    await soldTo(known.offer, 10);
    await soldTo(crony.offer, 9, 30);
    expect(await sell(deps, known.offer)).toMatchObject({ state: "confirmed" });
    expect(await sell(deps, crony.offer)).toBe("payments_paused");
  });

  it("of which a creator draws a tenth of the whole, and then is paused alone", async () => {
    const [own, other] = [await creatorNamed("one"), await creatorNamed("other")];
    for (const { offer } of [own, other]) await soldTo(offer, 10);
    await world.db.gasShare.create({ data: { chainId, day: today, subject: own.creator.id, wei: one * 10n } });
    // Within the share when it was looked at, and over it with what it would draw: only the sum under the lock knows.
    expect(await sell(deps, own.offer)).toBe("payments_paused");
    await world.db.gasShare.updateMany({ where: { subject: own.creator.id }, data: { wei: one * 11n } });
    expect(await sell(deps, own.offer)).toBe("payments_paused");
    expect(await sell(deps, other.offer)).toMatchObject({ state: "confirmed" });
  });

  it("of which a payer draws a fiftieth", async () => {
    const { offer } = await creatorNamed("shop");
    await soldTo(offer, 10);
    const payer = await newPayer(world);
    await world.db.gasShare.create({ data: { chainId, day: today, subject: toAddress(payer.address), wei: one * 2n } });
    const paying = purchase(deps, offer, await world.sign(payer, offer), "agent");
    await expect(paying).rejects.toMatchObject({ code: "payments_paused" });
  });
});
