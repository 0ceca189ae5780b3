// What stands first: by sales that are final, of which those of a week ago count half; and what the operator chose.
import { afterAll, beforeAll, expect, it } from "vitest";
import { removeItem } from "@/lib/catalog/items/publish-item";
import { featureItems } from "@/lib/catalog/market/feature-items";
import { listFeatured, listMarket, openFront } from "@/lib/catalog/market/list-market";
import { toAddress } from "@/lib/kernel/address";
import { newId } from "@/lib/kernel/ids";
import { purchase } from "@/lib/payments/purchase/purchase";
import { operator, requestId } from "../support/operator";
import { createPaymentWorld, type PaymentWorld } from "../support/payments";
import { newPayer } from "./adversity/stage";

let world: PaymentWorld;
let offers: Awaited<ReturnType<PaymentWorld["sellItem"]>>[];
beforeAll(async () => {
  world = await createPaymentWorld();
  offers = [];
  for (let n = 0; n < 5; n++) offers.push(await world.sellItem());
});
afterAll(() => world?.stop());

const ids = (rows: { id: string }[]) => rows.map(({ id }) => id);
const idAt = (n: number) => offers[n]?.id ?? "";

async function sell(n: number, times: number): Promise<void> {
  const offer = offers[n];
  if (!offer) return;
  for (let time = 0; time < times; time++) {
    const paid = await purchase(world, offer, await world.sign(await newPayer(world), offer), "person");
    expect(paid).toMatchObject({ state: "confirmed" });
  }
}
const makeFinal = () => world.db.$executeRaw`UPDATE settlement SET finalized_at = now() WHERE finalized_at IS NULL`;
const weeksAgo = (n: number, weeks: number) =>
  world.db.$executeRaw`UPDATE item SET popularity = popularity - ${weeks * 7 * 24 * 3_600_000}::bigint WHERE id = ${idAt(n)}`;
const popular = async (cursor?: string) => listMarket(world, { sort: "popular", cursor });

it("what sold more stands before what is newer, once its sales are final", async () => {
  expect(ids((await popular()).rows)).toEqual([4, 3, 2, 1, 0].map(idAt));
  await sell(1, 3);
  await sell(0, 1);
  expect(ids((await popular()).rows)).toEqual([4, 3, 2, 1, 0].map(idAt));
  await makeFinal();
  expect(ids((await popular()).rows)).toEqual([1, 0, 4, 3, 2].map(idAt));
});

it("one sale of today weighs more than three of three weeks ago, and no row is written because time passes", async () => {
  await weeksAgo(1, 3);
  await weeksAgo(0, 3);
  await sell(2, 1);
  await makeFinal();
  expect(ids((await popular()).rows)).toEqual([2, 4, 3, 1, 0].map(idAt));
});

it("a sale counts at the time of its block, and once, whatever becomes of its row", async () => {
  const before = await world.db.item.findUniqueOrThrow({ where: { id: idAt(4) } });
  await sell(4, 1);
  const year = 365 * 24 * 3_600_000;
  await world.db.$executeRaw`
    UPDATE settlement SET settled_at = settled_at - interval '1 year', finalized_at = now() WHERE item_id = ${idAt(4)}`;
  const popularity = async () => (await world.db.item.findUniqueOrThrow({ where: { id: idAt(4) } })).popularity;
  expect(await popularity()).toBe(before.popularity);
  await world.db.$executeRaw`UPDATE settlement SET amount = amount WHERE item_id = ${idAt(4)}`;
  await world.db.$executeRaw`UPDATE item SET popularity = popularity - ${2 * year}::bigint WHERE id = ${idAt(4)}`;
  await world.db.$executeRaw`UPDATE settlement SET finalized_at = now() WHERE item_id = ${idAt(4)}`;
  expect(await popularity()).toBe(before.popularity - BigInt(2 * year));
  await world.db.$executeRaw`UPDATE item SET popularity = ${before.popularity}::bigint WHERE id = ${idAt(4)}`;
});

it("its weights are those of sales that fade by half in a week, and stay finite", async () => {
  const week = 7 * 24 * 3_600_000;
  const [row] = await world.db.$queryRaw<Record<string, bigint>[]>`
    SELECT popularity_with(${week}, 1, ${week}) AS two, popularity_with(0, 1, ${week}) AS "oneAndAHalf",
           popularity_with(0, 1, 4000000000000) AS late, popularity_with(4000000000000, 2147483647, 0) AS early`;
  expect(row).toEqual({
    two: BigInt(2 * week),
    oneAndAHalf: BigInt(Math.round(week + week * Math.log2(1.5))),
    late: 4_000_000_000_000n,
    early: 4_000_000_000_000n,
  });
});

it("the front begins with the most popular piece, or with what the operator chose, and shows no piece twice", async () => {
  expect(ids(await listFeatured(world))).toEqual([idAt(2)]);
  expect(ids((await openFront(world)).rows)).toEqual([4, 3, 1, 0].map(idAt));

  await featureItems({ ...world, requestId }, operator, [idAt(3), idAt(0)]);
  const front = await openFront(world);
  expect(ids(front.featured)).toEqual([3, 0].map(idAt));
  expect(ids(front.rows)).toEqual([4, 2, 1].map(idAt));
  expect(front.total).toEqual({ pieces: 5, isMore: false });

  await expect(featureItems({ ...world, requestId }, operator, [idAt(1), newId("item")])).rejects.toMatchObject({
    code: "not_found",
  });
  expect(ids(await listFeatured(world))).toEqual([3, 0].map(idAt));
  await removeItem(world, toAddress(offers[3]?.creatorWallet ?? ""), idAt(3));
  expect(ids(await listFeatured(world))).toEqual([idAt(0)]);
  await featureItems({ ...world, requestId }, operator, []);
  expect(ids(await listFeatured(world))).toEqual([idAt(2)]);
});

it("many who choose at once leave the choice of one", async () => {
  const choices = [[0, 1], [2], [4, 2, 1], []].map((each) => each.map(idAt));
  await Promise.all(choices.map((choice) => featureItems({ ...world, requestId }, operator, choice)));
  const chosen = ids(
    await world.db.featured.findMany({ orderBy: { position: "asc" } }).then((rows) => rows.map(({ itemId }) => ({ id: itemId }))),
  );
  expect(choices).toContainEqual(chosen);
});
