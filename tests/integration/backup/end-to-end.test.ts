// Sold, backed up, lost, restored, read again.
import { writeFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { checkSums } from "@/lib/earnings/check-sums";
import { createRpcReader } from "@/lib/x402/receipts/chain-reader";
import { verifyReceipt } from "@/lib/x402/receipts/verify-receipt";
import { createBareDatabase } from "../../support/database";
import { services } from "../tus";
import {
  backUpTo,
  buy,
  chain,
  makeFinal,
  openPayments,
  openShop,
  readBought,
  reader,
  readReceipt,
  removeStore,
  restoreInto,
  rowsOf,
  rulesOf,
  scratch,
} from "./shop";

it("what was sold is read again after database and files are lost, its receipts verify, its sums are right, and a new sale works", async () => {
  const shop = await openShop();
  const [buyer, other] = [reader(0), reader(1)];
  const receipts = [await buy(shop.articleId, buyer), await buy(shop.boxId, buyer)];
  await buy(shop.articleId, other);
  await makeFinal();
  const bought = await readBought(shop, buyer);
  expect(bought).toEqual({ text: [200, expect.stringContaining("ünïcode")], picture: [200, true], file: [200, true] });
  const { db, store, incoming } = services();
  const { directUrl } = db;

  const { folder, files } = await backUpTo(scratch.path("backups"));
  expect(files).toMatchObject({ missingCount: 0 });
  const [rows, rules] = [await rowsOf(directUrl), await rulesOf(directUrl)];
  // Lost, but for the chain, which has counted another transaction of our key.
  await buy(shop.boxId, reader(3));
  const bare = await createBareDatabase(directUrl);
  await removeStore();
  expect(await restoreInto(bare.url, folder, { store, incoming })).toMatchObject({ copied: files.count, damage: { count: 0 } });
  expect(await rowsOf(directUrl)).toEqual(rows);
  expect(await rulesOf(directUrl)).toEqual(rules);

  expect(await readBought(shop, buyer)).toEqual(bought);
  for (const id of receipts) {
    const text = await readReceipt(id, buyer);
    await writeFile(scratch.path(id), text);
    const expected = { signer: services().receiptSigner.address, source: "this server" };
    const verdict = await verifyReceipt(text, { expected, chain: createRpcReader(chain.rpcUrl), content: [] });
    expect(verdict.checks.filter(({ state }) => state === "failed")).toEqual([]);
  }
  expect(await checkSums({ db })).toEqual([]);
  await openPayments();
  expect(await buy(shop.boxId, other)).toMatch(/^pur_/);
  expect(await buy(shop.articleId, reader(2))).toMatch(/^pur_/);
  await makeFinal();
  expect(await checkSums({ db })).toEqual([]);
  expect(await db.creatorTotal.findMany()).toMatchObject([{ sales: 5, buyers: 3 }]);
});
