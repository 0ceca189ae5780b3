import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import sharp from "sharp";
import { injectWallet, walletName } from "../tests/support/browser-wallet";
import { choose, test, unlock, visit } from "./fixtures";

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

test.describe("a reader with an injected wallet", () => {
  test("buys files with one signature and downloads them whole and in ranges", async ({ page, context, city, shop }) => {
    const body = randomBytes(300_000);
    const piece = await shop.files([{ name: "numbers.bin", body }]);
    const reader = await city.person(1_000_000n);
    const wallet = await injectWallet(context, reader.account);
    await visit(page, piece.path);
    await expect(page.getByText(sha256(body).slice(0, 8))).toBeVisible();
    const url = `/api/items/${piece.id}/files/${piece.fileIds[0]}`;
    expect((await page.request.get(url)).status()).toBe(402);

    await unlock(page, walletName);

    const link = page.getByRole("link", { name: "Download numbers.bin" });
    await expect(link).toBeVisible();
    expect(wallet.signed).toEqual(["eth_signTypedData_v4"]);
    expect(await city.balanceOf(reader.address)).toBe(750_000n);

    const started = page.waitForEvent("download");
    await link.click();
    const download = await started;
    expect(download.suggestedFilename()).toBe("numbers.bin");
    expect(sha256(await readFile(await download.path()))).toBe(sha256(body));

    const parts = await Promise.all(
      ["bytes=0-99999", "bytes=100000-"].map((Range) => page.request.get(url, { headers: { Range } })),
    );
    expect(parts.map((part) => part.status())).toEqual([206, 206]);
    expect(parts[1]?.headers()["content-range"]).toBe("bytes 100000-299999/300000");
    expect(sha256(Buffer.concat(await Promise.all(parts.map((part) => part.body()))))).toBe(sha256(body));
  });

  test("the wall turns in its place into a card of what is owned, and is the same card after a reload", async ({
    page,
    context,
    city,
    shop,
  }) => {
    const picture = await sharp({ create: { width: 900, height: 600, channels: 3, background: "#2b5" } })
      .png()
      .toBuffer();
    const piece = await shop.files([
      { name: "one.png", body: picture },
      { name: "two.txt", body: "two" },
    ]);
    const reader = await city.person(1_000_000n);
    await injectWallet(context, reader.account);
    await visit(page, piece.path);
    const placeOf = async () => {
      const { x, width } = (await page.locator(".paid-part").boundingBox()) ?? { x: 0, width: 0 };
      return { x, width };
    };
    const before = await placeOf();
    await unlock(page, walletName);

    const card = page.locator(".paid-part");
    for (const visited of ["fresh", "again"]) {
      await expect(card.getByRole("link", { name: "Download all" }), visited).toBeVisible();
      await expect(card.locator(".chip")).toHaveText(/^(Yours|Unlocked)$/);
      expect(await placeOf()).toEqual(before);
      await card.getByRole("link", { name: "View the files" }).click();
      await expect(page.getByRole("link", { name: "Download two.txt" })).toBeInViewport();
      await page.reload();
    }
  });

  test("finds the files again after a reload, without another signature", async ({ page, context, city, shop }) => {
    const piece = await shop.files([
      { name: "one.txt", body: "one" },
      { name: "two.txt", body: "two" },
    ]);
    const reader = await city.person(1_000_000n);
    const wallet = await injectWallet(context, reader.account);
    await visit(page, piece.path);
    await unlock(page, walletName);
    await expect(page.getByRole("link", { name: "Download two.txt" })).toBeVisible();

    await page.reload();

    await expect(page.getByRole("link", { name: "Download two.txt" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Download all" })).toBeVisible();
    expect(wallet.signed).toHaveLength(1);
  });

  test("signs in with the wallet and leaves again", async ({ page, context, city }) => {
    const reader = await city.person();
    await injectWallet(context, reader.account);
    await visit(page, "/library");
    await page.getByRole("main").getByRole("button", { name: "Sign in with your wallet" }).click();
    await choose(page, walletName);
    await expect(page.getByRole("heading", { name: "Nothing here yet" })).toBeVisible();

    await page
      .getByRole("banner")
      .getByRole("button", { name: /^Wallet / })
      .click();
    await page.getByRole("button", { name: "Sign out" }).click();

    await expect(page.getByRole("heading", { name: "Sign in with the wallet you paid with" })).toBeVisible();
  });
});
