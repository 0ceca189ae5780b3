// The header's corner: what the wallet's menu says is true of the wallet it names, and what went wrong is said where it was asked for.
import { expect } from "@playwright/test";
import { injectWallet, walletName } from "../tests/support/browser-wallet";
import { findSerious, wcag } from "./axe";
import { choose, opened, test, unlockButton, visit } from "./fixtures";

test("the wallet's menu: declined, another account, a sign-out that fails", async ({ page, context, city }) => {
  const [reader, other] = [await city.person(1_000_000n), await city.person()];
  const wallet = await injectWallet(context, reader.account);
  const banner = page.getByRole("banner");
  wallet.declines.add("personal_sign");
  await visit(page, "/");
  await banner.getByRole("button", { name: "Sign in" }).click();
  await choose(page, walletName);
  await expect(banner.getByRole("alert")).toHaveText("You cancelled. Nothing was signed.");
  await expect(banner.getByText("$1.00 USDC")).toBeVisible();

  await page.route(`**/api/wallets/${other.address}/balance`, (route) => route.abort());
  await wallet.select(page, other.account);
  await expect(banner.getByText("$1.00 USDC")).toHaveCount(0);
  await wallet.select(page, reader.account);

  wallet.declines.clear();
  await banner.getByRole("button", { name: "Sign in" }).click();
  await banner.getByRole("button", { name: /^Wallet / }).click();
  await expect(banner.getByText("Signed in")).toBeVisible();
  await page.route("**/api/session", (route) => (route.request().method() === "DELETE" ? route.abort() : route.continue()));
  await banner.getByRole("button", { name: "Sign out" }).click();
  await expect(banner.getByRole("alert")).toHaveText("Pennypost could not be reached. Check your connection and try again.");

  await page.unroute("**/api/session");
  await page.getByRole("main").getByRole("link").first().focus();
  await expect(banner.getByText("Signed in")).toHaveCount(0);
});

test("the wallet sheet stands there before the list has arrived, and holds the keyboard until Escape gives it back", async ({
  page,
  shop,
}) => {
  const piece = await shop.article();
  let arrive = () => {};
  const held = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  await page.route("**/_next/static/chunks/*.js", async (route) => {
    const response = await route.fetch();
    const body = await response.text();
    if (body.includes("rainbowkit")) await held;
    await route.fulfill({ response, body });
  });
  await visit(page, piece.path);
  await unlockButton(page).focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByRole("heading", { name: "First, a wallet" })).toBeFocused();
  for (let step = 0; step < 8; step++) await page.keyboard.press("Tab");
  expect(
    await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest("dialog") !== null),
  ).toBe(true);

  await sheet.getByRole("button", { name: "I have a wallet" }).click();
  await expect(sheet.getByText("Opening the list…")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(sheet).toHaveCount(0);
  await expect(page.getByText("You cancelled. Nothing was charged.")).toBeVisible();
  await expect(page.locator(".paid-part section").first()).toBeFocused();

  await unlockButton(page).click();
  await sheet.getByRole("button", { name: "I have a wallet" }).click();
  arrive();
  await expect(page.getByRole("dialog").getByRole("document")).toBeFocused();
  await expect(page.getByRole("link", { name: "New to wallets? How it works" })).toHaveAttribute("href", "/how-it-works");
});

test("who has no wallet is told how to get one, and the demo wallet is one press away", async ({ page, shop }) => {
  const piece = await shop.article();
  await visit(page, piece.path);
  await expect(page.getByRole("link", { name: "How it works, in two minutes" })).toHaveAttribute("href", "/how-it-works");
  await unlockButton(page).click();
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name: "I have none yet" }).click();
  await expect(sheet.getByRole("heading", { name: "Getting a wallet" })).toBeFocused();
  await expect(sheet.getByRole("link", { name: "Get MetaMask" })).toHaveAttribute("href", "https://metamask.io/download");
  for (const size of [
    { width: 360, height: 740 },
    { width: 1280, height: 800 },
  ]) {
    await page.setViewportSize(size);
    expect(await findSerious(page, { runOnly: wcag, within: "dialog" })).toEqual([]);
  }
  await sheet.getByRole("button", { name: "Back to the page" }).click();
  await expect(sheet).toHaveCount(0);

  await unlockButton(page).click();
  await sheet.getByRole("button", { name: "Use the demo wallet" }).click();
  await expect(page.getByText(opened)).toBeVisible();
});
