// What operators find: purchases by whatever they have at hand, pieces and creators hidden or not, and the state of the market.
import { json } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportAccount } from "../../../lib/account/export-account";
import type { ItemOffer } from "../../../lib/catalog/items/offer";
import { findPurchases } from "../../../lib/desk/find-purchases";
import { lookUp } from "../../../lib/desk/look-up";
import { readOverview } from "../../../lib/desk/read-overview";
import { toAddress } from "../../../lib/kernel/address";
import { hideItem } from "../../../lib/moderation/hide-item";
import { suspendCreator } from "../../../lib/moderation/suspend-creator";
import { purchase } from "../../../lib/payments/purchase/purchase";
import { createJobRuns } from "../../../lib/telemetry/job-runs";
import type { LocalAccount } from "../../../scripts/local/accounts";
import { operator, requestId } from "../../support/operator";
import { createPaymentWorld, type PaymentWorld, railOf } from "../../support/payments";
import { newPayer } from "../adversity/stage";

let world: PaymentWorld;
let offer: ItemOffer;
let buyer: LocalAccount;
let purchaseId: string;
beforeAll(async () => {
  world = await createPaymentWorld();
  offer = await world.sellItem();
  buyer = await newPayer(world);
  const bought = await purchase(world, offer, await world.sign(buyer, offer), "agent");
  if (bought.state !== "confirmed") throw new Error("not bought");
  ({ purchaseId } = bought);
});
afterAll(() => world.stop());

const deps = () => ({ db: world.db, rails: [railOf(world)] });
const find = async (q: string, cursor?: string) => findPurchases(deps(), { q, cursor });
const settlement = () => world.db.settlement.findUniqueOrThrow({ where: { purchaseId } });

describe("a purchase", () => {
  it("is found by its id, transaction, wallet, piece and creator, and by the pages of both", async () => {
    const { transaction } = await settlement();
    const asked = [
      purchaseId,
      transaction,
      buyer.address,
      offer.id,
      offer.creatorId,
      `@${offer.handle}`,
      `/@${offer.handle}/${offer.slug}`,
    ];
    for (const q of asked) {
      const { rows, next } = await find(q);
      expect([q, rows, next]).toEqual([
        q,
        [
          expect.objectContaining({
            id: purchaseId,
            state: "confirmed",
            payer: toAddress(buyer.address),
            payTo: offer.payTo,
            amount: offer.amount,
            payerKind: "agent",
            transaction,
            item: { id: offer.id, title: "A piece", slug: offer.slug, handle: offer.handle },
            settledAt: expect.any(Date),
          }),
        ],
        null,
      ]);
    }
  });

  it("that came to nothing is found by who paid", async () => {
    const other = await world.sellItem();
    const wallet = toAddress((await newPayer(world)).address);
    const { id: _id, deliveredAt: _at, ...row } = await world.db.purchase.findUniqueOrThrow({ where: { id: purchaseId } });
    const refused = {
      ...row,
      id: `pur_${"1".repeat(26)}`,
      itemId: other.id,
      payer: wallet,
      state: "refused",
      paymentId: null,
    } as const;
    await world.db.purchase.create({ data: { ...refused, reason: "insufficient_funds" } });
    const { rows } = await find(wallet);
    expect(rows).toMatchObject([
      { id: refused.id, state: "refused", reason: "insufficient_funds", transaction: null, settledAt: null },
    ]);
  });

  it("is found on its page, none twice", async () => {
    const payer = await newPayer(world);
    const wallet = toAddress(payer.address);
    const { id: _id, deliveredAt: _at, ...row } = await world.db.purchase.findUniqueOrThrow({ where: { id: purchaseId } });
    const at = (index: number) => new Date(Date.now() - index * 1000);
    const nonce = (index: number) => `0x${index.toString(16).padStart(64, "0")}` as typeof row.nonce;
    const many = Array.from({ length: 60 }, (_, index) => ({
      ...row,
      id: `pur_${String(index).padStart(26, "0")}`,
      payer: wallet,
      state: "expired" as const,
      nonce: nonce(index),
      createdAt: at(index),
    }));
    await world.db.purchase.createMany({ data: many });
    const first = await find(wallet);
    const second = await find(wallet, first.next ?? "");
    const third = await find(wallet, second.next ?? "");
    const ids = [first, second, third].flatMap(({ rows }) => rows.map(({ id }) => id));
    expect([ids.length, new Set(ids).size, third.next]).toEqual([60, 60, null]);
    await expect(find(wallet, "no-cursor")).rejects.toMatchObject({ code: "invalid_request" });
  });

  it("whose block left the chain is found once by its wallet, as one that is being settled", async () => {
    const [piece, payer] = [await world.sellItem(), await newPayer(world)];
    const bought = await purchase(world, piece, await world.sign(payer, piece), "agent");
    const id = bought.state === "confirmed" ? bought.purchaseId : "";
    const wallet = toAddress(payer.address);
    await world.db.settlement.delete({ where: { purchaseId: id } });
    await world.db.purchase.update({ where: { id }, data: { state: "settling" } });
    expect(await world.db.entitlement.count({ where: { wallet } })).toBe(1);
    expect((await find(wallet)).rows).toEqual([expect.objectContaining({ id, state: "settling" })]);
    const clock = { now: () => new Date() };
    const stored = await json(exportAccount({ db: world.db, clock }, wallet));
    expect(stored).toMatchObject({ purchases: [], otherPayments: [{ id, state: "settling" }] });
  });

  it("and its piece are found by the addresses that both had before", async () => {
    const [piece, payer] = [await world.sellItem(), await newPayer(world)];
    const bought = await purchase(world, piece, await world.sign(payer, piece), "agent");
    expect(bought).toMatchObject({ state: "confirmed" });
    const { creatorId, id: itemId } = piece;
    await world.db.formerSlug.create({ data: { creatorId, slug: "a-slug-of-before", itemId } });
    await world.db.formerHandle.create({ data: { handle: "a-handle-of-before", creatorId } });
    for (const q of [`@${piece.handle}/a-slug-of-before`, "/@a-handle-of-before/a-slug-of-before"]) {
      expect((await find(q)).rows.map(({ item }) => item.id)).toEqual([itemId]);
      expect((await lookUp(world, { q })).items.map(({ id }) => id)).toEqual([itemId]);
    }
    expect((await find("@a-handle-of-before")).rows.length).toBeGreaterThan(0);
    expect((await lookUp(world, { q: "@a-handle-of-before" })).creator).toMatchObject({ id: creatorId });
  });

  it.each(["", "nothing", "@nobody", "pur_0", `0x${"0".repeat(64)}`, `0x${"0".repeat(40)}`, "%", "'; --"])(
    "is not found by %j",
    async (q) => {
      expect(await find(q)).toEqual({ rows: [], next: null });
    },
  );
});

describe("a piece", () => {
  it("and its creator are found, hidden and suspended too, with the reason", async () => {
    const { id, creatorId, creatorWallet, handle, slug } = await world.sellItem();
    const why = { reason: "privacy", note: "A note." } as const;
    await hideItem({ ...world, requestId }, operator, id, why);
    for (const q of [id, `/@${handle}/${slug}`])
      expect(await lookUp(world, { q })).toMatchObject({ items: [{ id, status: "hidden", hidden: why }], creator: { handle } });
    await suspendCreator({ ...world, requestId }, operator, creatorId, why);
    for (const q of [creatorId, creatorWallet, `@${handle.toUpperCase()}`]) {
      const found = await lookUp(world, { q });
      expect(found.creator).toMatchObject({ id: creatorId, suspension: why });
      expect(found.items.map((item) => item.id)).toContain(id);
    }
  });

  it("that was never published is not found: drafts are their creator's", async () => {
    const { id } = await world.sellItem();
    await world.db.item.update({ where: { id }, data: { publishedVersionId: null, status: "draft" } });
    expect(await lookUp(world, { q: id })).toEqual({ creator: null, items: [], next: null });
  });
});

it("the overview tells what relayers hold, what gas was spent, and how jobs go", async () => {
  const jobRuns = createJobRuns(world.clock);
  jobRuns.schedule({ name: "sweep", everyMs: 2_500 }, new Date());
  jobRuns.begin("sweep");
  jobRuns.fail("sweep", 0.1, new RangeError("a message that quotes a statement"));
  await world.db.lease.create({ data: { name: "uploads", holder: "host:7:a-secret-start", token: 1n, expiresAt: new Date() } });
  await world.db.gasDay.upsert({
    where: { chainId_day: { chainId: world.network.chainId, day: new Date() } },
    create: { chainId: world.network.chainId, day: new Date(), wei: 7n },
    update: { wei: 7n },
  });
  const relayer = { address: toAddress(world.chain.accounts.relayer.address), wei: 10n, isLow: true };
  const rail = { ...railOf(world), pausedBy: () => "chain_silent", state: { balances: [relayer] } };
  const overview = await readOverview({
    db: world.db,
    rails: [rail],
    dailyWei: 100n,
    jobRuns,
    findStorage: async () => "unreachable",
  });
  expect(overview).toMatchObject({
    openReports: 0,
    openDiscrepancies: 0,
    storage: "unreachable",
    rails: [{ payments: "paused", reason: "chain_silent", relayers: [relayer], gasToday: 7n, gasDaily: 100n }],
    jobs: [{ name: "sweep", everySeconds: 2.5, failures: 1, lastError: { name: "RangeError", code: null } }],
  });
  expect(JSON.stringify(overview.jobs)).not.toContain("statement");
  expect(overview.leases).toContainEqual(expect.objectContaining({ name: "uploads", holder: "host:7" }));
});
