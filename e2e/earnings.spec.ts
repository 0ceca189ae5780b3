import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import { injectWallet, walletName } from "../tests/support/browser-wallet";
import { sellTwice } from "./drafts";
import { choose, opened, test, unlock, visit } from "./fixtures";

test("a creator sees every sale with its transaction, and nobody else's", async ({ page, browser, context, city, shop }) => {
  const piece = await shop.article({ price: "0.123456" });
  const [reader, script] = [await city.person(1_000_000n), await city.person(1_000_000n)];
  // A headless browser says so, and would not be counted.
  const userAgent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
  const readers = await browser.newContext({ baseURL: city.origin, userAgent });
  await injectWallet(readers, reader.account);
  const reading = await readers.newPage();
  await visit(reading, piece.path);
  await unlock(reading, walletName);
  await expect(reading.getByText(opened)).toBeVisible();
  expect((await city.payAsScript(piece, script)).status).toBe(200);
  expect(await city.balanceOf(shop.owner.address)).toBe(246_912n);

  await injectWallet(context, shop.owner.account);
  await visit(page, "/dashboard/earnings");
  await page.getByRole("main").getByRole("button", { name: "Sign in with your wallet" }).click();
  await choose(page, walletName);

  // While a page streams in, what is not shown yet may stand in it twice.
  const tile = (name: string) => page.locator("dt:visible", { hasText: name }).locator("xpath=following-sibling::dd");
  for (const name of ["Last 7 days", "Last 30 days", "All time"]) await expect(tile(name)).toContainText("$0.246912");
  await expect(tile("Sales")).toContainText(/^2/);
  const perPiece = page.getByRole("main").getByRole("listitem").filter({ hasText: piece.title });
  await expect(perPiece).toContainText("2 sales");
  await expect(perPiece).toContainText("$0.246912");

  // What was counted is written down every few seconds.
  const funnel = page.getByRole("region", { name: "From a look to a sale" });
  const step = (name: string) =>
    funnel
      .getByRole("row")
      .filter({ has: page.getByRole("rowheader", { name: new RegExp(`^${name}`) }) })
      .getByRole("cell");
  await expect(async () => {
    await page.reload();
    await expect(step("Wallet connected").first()).toHaveText(/^1/, { timeout: 500 });
    await expect(step("Asked the price").last()).toHaveText(/^1/, { timeout: 500 });
  }).toPass();
  for (const name of ["Views", "Reached the wall", "Asked the price", "Signed", "Settled", "Delivered"]) {
    await expect(step(name).first()).toHaveText(/^1/);
  }
  for (const name of ["Asked the price", "Signed", "Settled", "Delivered"]) await expect(step(name).last()).toHaveText(/^1/);
  await expect(step("Views").last()).toContainText("does not apply");
  await expect(tile("Conversion")).toContainText("100%");

  const rows = page.getByRole("region", { name: "Sales" }).getByRole("row").filter({ hasText: piece.title });
  await expect(rows).toHaveCount(2);
  await expect(rows.filter({ hasText: "Person" })).toContainText("$0.123456");
  await expect(rows.filter({ hasText: "Agent" })).toContainText("$0.123456");

  const started = page.waitForEvent("download");
  await page.getByRole("link", { name: "All sales as CSV" }).click();
  const [head, ...sales] = (await readFile(await (await started).path(), "utf8")).trimEnd().split("\r\n");
  // The byte order mark tells Excel that it is UTF-8.
  expect(head).toBe("\ufeffsettled_at,item,title,amount_usdc,payer,payer_kind,transaction,receipt");
  expect(sales).toHaveLength(2);
  for (const sale of sales) {
    const [, item, , amount, , , hash] = sale.split(",");
    expect([item, amount]).toEqual([piece.id, "0.123456"]);
    const settled = await city.chain.getTransactionReceipt({ hash: hash as `0x${string}` });
    expect(settled.status).toBe("success");
    await expect(page.getByTitle(hash ?? "")).toBeVisible();
  }
  await readers.close();

  await page.goto("/dashboard/items");
  await page.getByRole("link", { name: `100%: where readers of “${piece.title}” stop` }).click();
  await expect(funnel).toContainText(`of “${piece.title}” alone.`);
  await expect(step("Settled").first()).toHaveText(/^1/);
});

test("what sold and was taken down stays in the list with what it earned", async ({ page, enter, city, shop }) => {
  const piece = await shop.article();
  await sellTwice(city, piece);
  await shop.call("DELETE", `/api/items/${piece.id}`);
  await enter(shop);
  await page.goto("/dashboard/items");
  const row = page.getByRole("row").filter({ hasText: piece.title });
  await expect(row.getByText("Removed", { exact: true })).toBeVisible();
  await expect(row).toContainText("$0.50");
  await expect(row.getByRole("button", { name: /^Actions for/ })).toHaveCount(0);
  await row.getByRole("link", { name: piece.title, exact: true }).click();
  await expect(page).toHaveURL(piece.path);
  await page.goto(`/dashboard/items/${piece.id}`);
  await expect(page).toHaveURL(/\/dashboard\/items$/);
  // The chart says what its height is.
  await page.goto("/dashboard/earnings");
  await expect(page.getByText("$1.00", { exact: true })).toBeAttached();
});

test("another creator sees none of it", async ({ page, enter, city, shop }) => {
  const piece = await shop.article();
  expect((await city.payAsScript(piece, await city.person(1_000_000n))).status).toBe(200);
  await enter(await city.openShop());

  await page.goto("/dashboard/earnings");
  await expect(page.getByRole("heading", { name: "No sales yet" })).toBeVisible();
  const csv = await (await page.request.get("/api/earnings/sales.csv")).text();
  expect(csv.trimEnd().split("\r\n")).toHaveLength(1);
  await page.goto(`/dashboard/items/${piece.id}`);
  await expect(page.getByRole("heading", { name: "Return to sender" })).toBeVisible();
});

test("a sale arrives on the open dashboard by itself, and the first one is a moment", async ({ page, enter, city, shop }) => {
  const piece = await shop.article();
  await enter(await city.sessionOf(shop.owner));
  await visit(page, "/dashboard");
  const sales = page.getByRole("row").filter({ hasText: piece.title });
  const first = page.getByRole("dialog", { name: "Your first sale" });
  await expect(sales).toHaveCount(0);

  await city.payAsScript(piece, await city.person(1_000_000n));
  await expect(first).toContainText("$0.25");
  await first.getByRole("button", { name: "On we go" }).click();
  await expect(first).toHaveCount(0);
  await expect(sales).toHaveCount(1);
  await page.reload();
  await expect(sales).toHaveCount(1);

  await city.payAsScript(piece, await city.person(1_000_000n));
  await expect(page.getByText(`Sold: “${piece.title}” for $0.25`, { exact: true }).first()).toBeVisible();
  await expect(sales).toHaveCount(2);
  await expect(first).toHaveCount(0);
});
