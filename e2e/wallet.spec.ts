// The header's corner: what the wallet's menu says is true of the wallet it names, and what went wrong is said where it was asked for.
import { expect } from "@playwright/test";
import { injectWallet, walletName } from "../tests/support/browser-wallet";
import { choose, test, visit } from "./fixtures";

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
