// The wall's refusals: each says what happened and whether money moved, and leads on.

import { expect } from "@playwright/test";
import { injectWallet, walletName } from "../tests/support/browser-wallet";
import { demoReader, paidPart, signIn, test, unlock, unlockButton, visit } from "./fixtures";

const price = 250_000n;
const opened = "The first paid paragraph.";

test("not enough USDC: compares with the price, and the faucet leads on to the purchase", async ({
  page,
  context,
  city,
  shop,
}) => {
  const piece = await shop.article();
  const reader = await city.person(100_000n);
  await injectWallet(context, reader.account);
  await visit(page, piece.path);
  await unlock(page, walletName);
  await expect(page.getByRole("heading", { name: "Not enough USDC" })).toBeVisible();
  await expect(page.getByText("You have $0.10, this costs $0.25. Nothing was charged.")).toBeVisible();

  await page.getByRole("button", { name: "Get test USDC and unlock" }).click();

  await expect(page.getByText(opened)).toBeVisible();
  expect(await city.balanceOf(reader.address)).toBe(100_000n + 10_000_000n - price);
});

test("wrong network: asks the wallet to switch, and goes on when it does", async ({ page, context, city, shop }) => {
  const piece = await shop.article();
  const reader = await city.person(price);
  const wallet = await injectWallet(context, reader.account, 1);
  wallet.declines.add("wallet_switchEthereumChain");
  await visit(page, piece.path);
  await unlock(page, walletName);
  await expect(page.getByRole("heading", { name: "Your wallet is on another network" })).toBeVisible();
  await expect(page.getByText("Nothing was charged.")).toBeVisible();
  expect(wallet.signed).toEqual([]);

  wallet.declines.clear();
  await page.getByRole("button", { name: /^Switch to / }).click();

  await expect(page.getByText(opened)).toBeVisible();
  expect(wallet.chainId).toBe(84532);
  expect(await city.balanceOf(reader.address)).toBe(0n);
});

test("wrong network: a wallet that switches when asked is not held up", async ({ page, context, city, shop }) => {
  const piece = await shop.article();
  const reader = await city.person(price);
  await injectWallet(context, reader.account, 1);
  await visit(page, piece.path);
  await unlock(page, walletName);
  await expect(page.getByText(opened)).toBeVisible();
});

test("declined in the wallet: nothing is charged, and the button is there again", async ({ page, context, city, shop }) => {
  const piece = await shop.article();
  const reader = await city.person(price);
  const wallet = await injectWallet(context, reader.account);
  wallet.declines.add("eth_signTypedData_v4");
  await visit(page, piece.path);
  await unlock(page, walletName);
  await expect(page.getByText("You cancelled. Nothing was charged.")).toBeVisible();
  expect(await city.balanceOf(reader.address)).toBe(price);

  wallet.declines.clear();
  await unlockButton(page).click();

  await expect(page.getByText(opened)).toBeVisible();
  expect(await city.balanceOf(reader.address)).toBe(0n);
});

test("the list of wallets closed: nothing is charged, and the button is there again", async ({ page, shop }) => {
  const piece = await shop.article();
  await visit(page, piece.path);
  await unlockButton(page).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("You cancelled. Nothing was charged.")).toBeVisible();
  await expect(unlockButton(page)).toBeVisible();
});

test("price changed while the page was open: asks again, and only the new price is paid", async ({
  page,
  context,
  city,
  shop,
}) => {
  const piece = await shop.article();
  const reader = await city.person(1_000_000n);
  const wallet = await injectWallet(context, reader.account);
  await visit(page, piece.path);
  await shop.call("PATCH", `/api/items/${piece.id}`, { price: "0.30" });
  await unlock(page, walletName);
  await expect(page.getByRole("heading", { name: "The price is now $0.30" })).toBeVisible();
  expect(wallet.signed).toEqual([]);

  await page.getByRole("button", { name: "Unlock for $0.30" }).click();

  await expect(page.getByText(opened)).toBeVisible();
  expect(await city.balanceOf(reader.address)).toBe(700_000n);
});

test("own piece: the creator is not sold it, with or without a session", async ({ page, context, shop }) => {
  const piece = await shop.article();
  const wallet = await injectWallet(context, shop.owner.account);
  await visit(page, piece.path);
  await unlock(page, walletName);
  await expect(page.getByRole("heading", { name: "This is yours" })).toBeVisible();
  expect(wallet.signed).toEqual([]);

  await page.getByRole("button", { name: "Open it" }).click();
  await expect(page.getByText(opened)).toBeVisible();
  await page.reload();
  await expect(page.getByText("This is yours")).toBeVisible();
  await page.getByRole("link", { name: "See it as a reader does" }).click();
  await expect(page.getByText(opened)).toHaveCount(0);
  await expect(page.getByText("$0.25").first()).toBeVisible();
});

test("owned on this browser, session gone: remembers the day and opens after one proof", async ({
  page,
  context,
  city,
  shop,
}) => {
  const piece = await shop.article();
  const reader = await city.person(price);
  const wallet = await injectWallet(context, reader.account);
  await visit(page, piece.path);
  await unlock(page, walletName);
  await expect(page.getByText(opened)).toBeVisible();
  await context.clearCookies();
  await visit(page, piece.path);
  await expect(page.getByRole("heading", { name: /^You bought this on \d+ \w+/ })).toBeVisible();

  await page.getByRole("button", { name: "Confirm it’s you" }).click();

  await expect(page.getByText(opened)).toBeVisible();
  expect(wallet.signed).toEqual(["eth_signTypedData_v4", "personal_sign"]);
});

test("signed in with a wallet that has not bought it: says so, and the price stays", async ({ page, context, city, shop }) => {
  const piece = await shop.article();
  await injectWallet(context, (await city.person()).account);
  await visit(page, piece.path);
  await page.getByRole("main").getByRole("button", { name: "Sign in with your wallet" }).click();
  await page.getByRole("dialog").getByRole("button", { name: walletName }).click();
  await expect(page.getByText("This wallet has not bought it.")).toBeVisible();
  await expect(unlockButton(page)).toBeVisible();
});

test("removed while the page was open: not sold any more, and the page says why", async ({ page, context, city, shop }) => {
  const piece = await shop.article();
  const reader = await city.person(price);
  await injectWallet(context, reader.account);
  await visit(page, piece.path);
  await shop.call("DELETE", `/api/items/${piece.id}`);
  await unlock(page, walletName);
  await expect(page.getByRole("heading", { name: "This is no longer sold" })).toBeVisible();
  expect(await city.balanceOf(reader.address)).toBe(price);
  await page.reload();
  await expect(page.getByRole("heading", { name: "This piece was taken down" })).toBeVisible();
});

test("removed after the purchase: the buyer keeps it in the library", async ({ page, context, city, shop }) => {
  const piece = await shop.article();
  const reader = await city.person(price);
  expect((await city.payAsScript(piece, reader)).status).toBe(200);
  await shop.call("DELETE", `/api/items/${piece.id}`);
  await injectWallet(context, reader.account);
  await visit(page, "/");
  await signIn(page, walletName);
  await page.goto("/library");
  await page.getByRole("link", { name: piece.title, exact: true }).click();
  await expect(page.getByText(opened)).toBeVisible();
});

test("no JavaScript: the free part is there, and how any client can buy the rest", async ({ browser, city, shop }) => {
  const piece = await shop.article({ content: paidPart });
  const context = await browser.newContext({ baseURL: city.origin, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(piece.path);
  await expect(page.getByText("The free part.")).toBeVisible();
  // getByText leaves <noscript> out, shown or not.
  await expect(page.locator("noscript p", { hasText: "JavaScript is off" })).toBeVisible();
  await expect(page.locator("noscript pre")).toHaveText(`curl -i ${city.origin}/api/items/${piece.id}/content`);
  await expect(page.getByText(opened)).toHaveCount(0);
  await context.close();
});

test("the demo reader is offered first on the local network", async ({ page, city, shop }) => {
  const piece = await shop.article();
  await visit(page, piece.path);
  await unlockButton(page).click();
  const wallets = page
    .getByRole("dialog")
    .getByRole("button")
    .filter({ hasText: /Demo|Base/ });
  await expect(wallets.first()).toContainText("Demo reader");
  expect(await city.balanceOf(demoReader.address)).toBeGreaterThan(0n);
});
