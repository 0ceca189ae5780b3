import { expect } from "@playwright/test";
import type { SignedReceipt } from "../lib/x402/receipts/receipt-form";
import { choose, demoReader, opened, paidPart, price, test, unlock, unlockButton, visit } from "./fixtures";
import { look } from "./wall-look";

test.describe("a reader with the demo wallet", () => {
  test("unlocks an article with one click and one signature, without a reload", async ({ page, city, shop }) => {
    const piece = await shop.article();
    const before = await city.balanceOf(demoReader.address);
    await visit(page, piece.path);
    await page.evaluate(() => Object.assign(window, { stillTheSamePage: true }));
    await expect(page.getByText(opened)).toHaveCount(0);

    await unlock(page, "Demo reader");

    const first = page.getByRole("region", { name: "The paid part" }).getByRole("heading", { name: "The second half" });
    await expect(first).toBeFocused();
    await expect(page.getByText("The second paid paragraph.")).toBeVisible();
    await expect(page.locator("[aria-live=polite]", { hasText: "Unlocked" })).toBeAttached();
    await expect(unlockButton(page)).toHaveCount(0);
    expect(await page.evaluate(() => "stillTheSamePage" in window)).toBe(true);
    expect(await city.balanceOf(demoReader.address)).toBe(before - price);
    expect(await city.balanceOf(shop.owner.address)).toBe(price);
  });

  test("is asked for one signature only once the wallet is known", async ({ page, city, shop }) => {
    const [first, second] = [await shop.article(), await shop.article({ price: "0.5" })];
    await visit(page, first.path);
    await unlock(page, "Demo reader");
    await expect(page.getByText(opened)).toBeVisible();
    const before = await city.balanceOf(demoReader.address);

    await visit(page, second.path);
    await unlockButton(page).click();

    await expect(page.getByText(opened)).toBeVisible();
    expect(await city.balanceOf(demoReader.address)).toBe(before - 500_000n);
  });

  test("finds the receipt with what was paid, by whom, to whom, in which transaction, for which content", async ({
    page,
    city,
    shop,
  }) => {
    const piece = await shop.article();
    await visit(page, piece.path);
    await unlock(page, "Demo reader");
    await page.getByRole("region", { name: "The paid part" }).getByRole("link", { name: "Receipt" }).click();

    await expect(page.getByRole("heading", { name: "Receipt" })).toBeVisible();
    const receiptId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    const { receipt } = (await (await page.request.get(`/api/receipts/${receiptId}`)).json()) as SignedReceipt;
    const settled = await city.chain.getTransactionReceipt({ hash: receipt.transaction });
    expect(settled.status).toBe("success");
    const { sha256 } = (await (await page.request.get(`/api/items/${piece.id}`)).json()) as { sha256: string };
    for (const text of ["0.25 USDC", demoReader.address, shop.owner.address, settled.transactionHash, sha256, receiptId]) {
      await expect(page.getByRole("article")).toContainText(text);
    }
  });

  test("comes back from the receipt to the text, without another signature", async ({ page, shop }) => {
    const piece = await shop.article();
    await visit(page, piece.path);
    await unlock(page, "Demo reader");
    await page.getByRole("region", { name: "The paid part" }).getByRole("link", { name: "Receipt" }).click();
    await expect(page.getByRole("heading", { name: "Receipt" })).toBeVisible();

    await page.goBack();

    await expect(page.getByText(opened)).toBeVisible();
  });

  test("opens it again after a reload, without paying", async ({ page, city, shop }) => {
    const piece = await shop.article();
    await visit(page, piece.path);
    await unlock(page, "Demo reader");
    await expect(page.getByText(opened)).toBeVisible();
    const paid = await city.balanceOf(demoReader.address);

    await page.reload();

    await expect(page.getByText(opened)).toBeVisible();
    await expect(unlockButton(page)).toHaveCount(0);
    expect(await city.balanceOf(demoReader.address)).toBe(paid);
  });

  test("sees a second tab open by itself", async ({ page, context, shop }) => {
    const piece = await shop.article();
    const other = await context.newPage();
    await visit(other, piece.path);
    await expect(unlockButton(other)).toBeVisible();
    await visit(page, piece.path);

    await unlock(page, "Demo reader");

    await expect(page.getByText(opened)).toBeVisible();
    await expect(other.getByText(opened)).toBeVisible();
  });

  test("opens it on another device after signing in, and finds it in the library with its receipt", async ({
    page,
    browser,
    city,
    shop,
  }) => {
    const piece = await shop.article();
    await visit(page, piece.path);
    await unlock(page, "Demo reader");
    await expect(page.getByText(opened)).toBeVisible();
    const paid = await city.balanceOf(demoReader.address);

    const context = await browser.newContext({ baseURL: city.origin });
    const device = await context.newPage();
    await visit(device, piece.path);
    await device.getByRole("button", { name: "Sign in with your wallet" }).click();
    await choose(device, "Demo reader");
    await expect(device.getByText(opened)).toBeVisible();
    expect(await city.balanceOf(demoReader.address)).toBe(paid);

    await visit(device, "/library");
    await device.getByRole("link", { name: `Receipt for ${piece.title}` }).click();
    await expect(device.getByRole("heading", { name: "Receipt" })).toBeVisible();
    await expect(device.getByRole("article")).toContainText(piece.title);
    await visit(device, "/library");
    await device.getByRole("link", { name: piece.title, exact: true }).click();
    await expect(device.getByText("The second paid paragraph.")).toBeVisible();
    await context.close();
  });

  test("is refused a second payment before anything moves", async ({ page, browser, city, shop }) => {
    const piece = await shop.article({ content: paidPart });
    await visit(page, piece.path);
    await unlock(page, "Demo reader");
    await expect(page.getByText(opened)).toBeVisible();
    const paid = await city.balanceOf(demoReader.address);

    const context = await browser.newContext({ baseURL: city.origin });
    const device = await context.newPage();
    await visit(device, piece.path);
    await unlock(device, "Demo reader");
    await look(device, "refused", "This wallet owns it already", "Nothing was charged now.");
    await device.getByRole("button", { name: "Confirm it’s you" }).click();

    await expect(device.getByText(opened)).toBeVisible();
    expect(await city.balanceOf(demoReader.address)).toBe(paid);
    expect(await city.balanceOf(shop.owner.address)).toBe(price);
    await context.close();
  });
});
