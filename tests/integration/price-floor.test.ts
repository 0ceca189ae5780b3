import { afterAll, beforeAll, expect, it } from "vitest";
import { saveCreator } from "@/lib/catalog/creators/save-creator";
import { createItem } from "@/lib/catalog/items/create-item";
import { findOffer } from "@/lib/catalog/items/offer";
import { publishItem } from "@/lib/catalog/items/publish-item";
import { saveItem } from "@/lib/catalog/items/save-item";
import { createDb, type Db } from "@/lib/db/client";
import { toAddress } from "@/lib/kernel/address";
import { systemClock } from "@/lib/kernel/clock";
import { createDatabase, type TestDatabase } from "../support/database";

const ADA = toAddress(`0x${"a1".repeat(20)}`);
let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createDatabase();
  db = createDb(database.url);
  await saveCreator({ db, clock: systemClock }, ADA, { handle: "ada", displayName: "Ada" });
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

const piece = (price: bigint) => ({ kind: "article", title: "A piece", price, content: "Paid." }) as const;

it("no price is set below what settling costs, and what was priced before stays as it is", async () => {
  const free = { db, clock: systemClock };
  const { id } = await createItem(free, ADA, piece(3_000n));
  await publishItem(free, ADA, id, { listed: true });
  const dear = { ...free, priceFloor: () => 4_000n };
  const tooCheap = { issues: [{ path: "price", code: "out_of_range", params: { min: "$0.004" } }] };
  await expect(createItem(dear, ADA, piece(3_999n))).rejects.toMatchObject(tooCheap);
  await expect(saveItem(dear, ADA, id, { price: 2_000n })).rejects.toMatchObject(tooCheap);
  await saveItem(dear, ADA, id, { title: "Another title", price: 3_000n });
  expect(await findOffer(free, id)).toMatchObject({ amount: 3_000n });
  expect(await saveItem(dear, ADA, id, { price: 4_000n })).toMatchObject({ amount: 4_000n });
});
