// The table of the wall's states, in the order a reader may meet them. What the server refuses stands in wall.spec.ts, what happens once
// a payment is out in payment.spec.ts; each state is looked at by wall-look.ts.
import { expect } from "@playwright/test";
import type { LocalAccount } from "viem";
import { mint } from "../scripts/local/usdc";
import { injectWallet, walletName } from "../tests/support/browser-wallet";
import { choose, opened, type Person, price, type Shop, test, unlock, unlockButton, visit, walletList } from "./fixtures";
import { look, wallCard } from "./wall-look";

test.use({ contextOptions: { reducedMotion: "reduce" } });

/** A moment that lasts until the test lets it pass. */
function held() {
  let release = () => {};
  const passed = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { passed, release };
}

test("from the first click to the signature: each state says what is, and nothing has moved", async ({
  page,
  context,
  city,
  shop,
}) => {
  const piece = await shop.article();
  const [reader, other] = [await city.person(100_000n), await city.person(1_000_000n)];
  const wallet = await injectWallet(context, reader.account, 1);
  await page.clock.install();
  await visit(page, piece.path);
  await look(page, "price", "Keep reading", "USDC · no network fee for you");

  await unlockButton(page).click();
  await walletList(page);
  await look(page, "connecting", "Waiting for your wallet…", "Choose a wallet, and allow it to connect.");

  const switching = held();
  wallet.before = (method) => (method === "wallet_switchEthereumChain" ? switching.passed : Promise.resolve());
  wallet.declines.add("wallet_switchEthereumChain");
  await choose(page, walletName);
  await look(page, "switching", "Waiting for your wallet…", "It is on another network.");
  await page.clock.fastForward("00:20");
  await look(page, "waiting", "Waiting for your wallet…", "Open your wallet: it is waiting for you.");
  switching.release();
  await look(page, "wrong-network", "Your wallet is on another network", "Nothing was charged.");
  await expect(wallCard(page)).toBeFocused();

  wallet.declines.clear();
  await page.getByRole("button", { name: /^Switch to / }).click();
  await look(page, "low-balance", "Not enough USDC", "You have $0.10, this costs $0.25. Nothing was charged.");

  // The wall sees by itself that money has come.
  await shop.call("PATCH", `/api/items/${piece.id}`, { price: "0.30" });
  await mint(city.chain, reader.address, price);
  await page.clock.fastForward("00:06");
  await look(page, "price-changed", "The price is now $0.30", "Nothing was charged. Confirm the new price to go on.");
  expect(wallet.signed).toEqual([]);

  const signing = held();
  wallet.beforeSigning = () => signing.passed;
  await page.getByRole("button", { name: "Unlock for $0.30" }).click();
  await look(page, "signing", "Confirm in your wallet", "You sign a message. Nothing moves until the server accepts it.");

  await wallet.select(page, other.account);
  await look(page, "switched", "Keep reading", "Your wallet changed to another account before it had signed.");
  await expect(wallCard(page).getByText(`From ${other.address.slice(0, 6)}`)).toBeVisible();
  signing.release();

  wallet.declines.add("eth_signTypedData_v4");
  await unlockButton(page).click();
  await look(page, "declined", "Keep reading", "You cancelled. Nothing was charged.");
  await expect(wallCard(page)).toBeFocused();
  wallet.declines.clear();

  const leaving = held();
  wallet.beforeSigning = () => leaving.passed;
  await unlockButton(page).click();
  await expect(wallCard(page).getByRole("heading", { name: "Confirm in your wallet" })).toBeVisible();
  await wallet.select(page, null);
  await look(page, "left", "Keep reading", "The wallet was disconnected before it had signed.");
  leaving.release();
  expect(await city.balanceOf(shop.owner.address)).toBe(0n);

  await unlock(page, walletName);
  await expect(page.getByText(opened)).toBeVisible();
  expect(await city.balanceOf(shop.owner.address)).toBe(300_000n);
  expect(await city.balanceOf(other.address)).toBe(700_000n);
});

/** From now on the shop is paid at another wallet; both have agreed. */
async function moveTill(shop: Shop, to: Person): Promise<void> {
  const change = await shop.call<{ id: string; message: string }>("POST", "/api/creators/me/payout", { payTo: to.address });
  for (const { address, account } of [shop.owner, to]) {
    const signature = await (account as LocalAccount).signMessage({ message: change.message });
    await shop.call("POST", `/api/creators/me/payout/${change.id}`, { signer: address, signature });
  }
}

test("what comes in between: no connection, a busy server, a library that takes its time, other terms than those shown", async ({
  page,
  context,
  city,
  shop,
}) => {
  const piece = await shop.article();
  const [reader, till] = [await city.person(price), await city.person()];
  const wallet = await injectWallet(context, reader.account);
  const signIn = page.getByRole("main").getByRole("button", { name: "Sign in with your wallet" });
  const content = `**/api/items/${piece.id}/content`;
  await visit(page, piece.path);
  await context.setOffline(true);
  await unlockButton(page).click();
  await look(page, "offline", "Keep reading", "Pennypost could not be reached. Nothing was signed or charged.");
  await expect(wallCard(page)).toBeFocused();
  await context.setOffline(false);

  const [proving, library] = [held(), held()];
  wallet.beforeSigning = () => proving.passed;
  await page.route(content, async (route) => {
    await library.passed;
    await route.continue();
  });
  await signIn.click();
  await choose(page, walletName);
  await look(page, "signing-in", "Waiting for your wallet…", "Sign in there with one signature.");
  proving.release();
  await look(page, "library", "Keep reading", "Checking your library…");
  await expect(wallCard(page)).toBeFocused();
  library.release();
  await look(page, "not-bought", "Keep reading", "This wallet has not bought it.");

  const busy = held();
  await page.route(content, async (route) => {
    await busy.passed;
    await route.fulfill({ status: 503, json: { code: "unavailable" } });
  });
  await unlockButton(page).click();
  await expect(wallCard(page).locator("[aria-live]").getByText("One moment…")).toBeVisible();
  busy.release();
  await expect(wallCard(page).getByText("Pennypost could not answer just now.")).toBeVisible();
  await page.unrouteAll();
  // Whoever asks too often is told so by the server itself; limits are per caller.
  const headers = { "X-Forwarded-For": "203.0.113.7" };
  await context.setExtraHTTPHeaders(headers);
  await Promise.all(Array.from({ length: 60 }, () => page.request.post("/api/session/nonce", { headers })));
  await signIn.click();
  await look(page, "busy", "Keep reading", "Nothing was signed or charged. Wait a minute, then try again.");
  await expect(wallCard(page)).toBeFocused();

  await moveTill(shop, till);
  await unlockButton(page).click();
  await look(page, "not-as-shown", "Keep reading", "The server now asks for something other than this page shows.");
  await expect(unlockButton(page)).toHaveCount(0);
  expect(wallet.signed).toEqual(["personal_sign"]);
  await page.getByRole("button", { name: "Reload the page" }).click();
  await unlockButton(page).click();
  await expect(page.getByText(opened)).toBeVisible();
  expect(await city.balanceOf(till.address)).toBe(price);
});

test("from the signature to the text: slow hands, the steps, and what is new takes the focus", async ({
  page,
  context,
  city,
  shop,
}) => {
  const piece = await shop.article();
  const reader = await city.person(1_000_000n);
  const wallet = await injectWallet(context, reader.account);
  const [slow, answer] = [held(), held()];
  wallet.beforeSigning = () => slow.passed;
  await page.clock.install();
  await visit(page, piece.path);
  await unlock(page, walletName);
  await expect(wallCard(page).getByRole("heading", { name: "Confirm in your wallet" })).toBeVisible();
  await page.clock.fastForward("08:00");
  await expect(wallCard(page).getByText("Open your wallet: it is waiting for you.")).toBeVisible();
  slow.release();
  await look(page, "late", "Keep reading", "The signature came after its time was up, so it was not sent.");
  expect(await city.balanceOf(reader.address)).toBe(1_000_000n);

  await page.route(`**/api/items/${piece.id}/content`, async (route) => {
    if (route.request().headers()["x-payment"]) await answer.passed;
    await route.continue();
  });
  await unlockButton(page).click();
  await look(page, "paying", "Paying…", "This takes a few seconds.");
  answer.release();
  await expect(page.getByText(opened)).toBeVisible();
  await expect(page.locator("[aria-live=polite]", { hasText: "Unlocked" })).toBeAttached();
  expect(await city.balanceOf(reader.address)).toBe(750_000n);

  await expect(page.getByRole("button", { name: "Keep it on all your devices" })).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Keep it on all your devices" }).click();
  await expect(page.getByRole("link", { name: "In your library" })).toBeFocused();
  await page.getByRole("link", { name: "In your library" }).click();
  await expect(page.getByRole("link", { name: piece.title, exact: true })).toBeVisible();
  expect(wallet.signed).toEqual(["eth_signTypedData_v4", "eth_signTypedData_v4", "personal_sign"]);
});

test("a wallet that signs with another of its accounts: nothing is sent in the name of the first", async ({
  page,
  context,
  city,
  shop,
}) => {
  const piece = await shop.article();
  const [reader, other] = [await city.person(1_000_000n), await city.person(1_000_000n)];
  const wallet = await injectWallet(context, reader.account);
  wallet.signsAs = other.account;
  const sent: string[] = [];
  page.on("request", (request) => request.headers()["x-payment"] && sent.push(request.url()));
  await visit(page, piece.path);
  await unlock(page, walletName);
  await expect(wallCard(page).getByText("Your wallet changed to another account")).toBeVisible();
  expect(wallet.signed).toEqual(["eth_signTypedData_v4"]);
  expect(sent).toEqual([]);
});

test("a purchase needs no mouse, reads in order, and the focus follows it", async ({ page, context, city, shop }) => {
  const piece = await shop.article();
  const reader = await city.person(1_000_000n);
  await injectWallet(context, reader.account);
  await visit(page, piece.path);
  await expect(wallCard(page)).toMatchAriaSnapshot(`
    - region "Keep reading":
      - heading "Keep reading" [level=2]
      - paragraph: /\\d+ more words · \\d+ min/
      - paragraph: Test USDC · no network fee for you
      - img "$0.25"
      - button "Unlock for $0.25"
      - paragraph: /One payment\\. Re-read on any device with this wallet\\. Goes straight to .+/
      - paragraph:
        - text: Already bought it?
        - button "Sign in with your wallet"
      - paragraph:
        - text: Sales are final unless the creator refunds. Payments are public, as everything on a public chain is.
        - 'link "For agents: this URL answers 402"'
      - group: Details
  `);
  const tabTo = async (name: RegExp) => {
    for (let presses = 0; presses < 60; presses++) {
      await page.keyboard.press("Tab");
      if (name.test(await page.evaluate(() => document.activeElement?.textContent ?? ""))) return;
    }
    throw new Error("not reachable with Tab");
  };
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await tabTo(/^Unlock for /);
  await page.keyboard.press("Enter");
  await walletList(page);
  await page.keyboard.press("Escape");
  await expect(wallCard(page).getByText("You cancelled. Nothing was charged.")).toBeVisible();
  await expect(wallCard(page)).toBeFocused();
  await tabTo(/^Unlock for /);
  await page.keyboard.press("Enter");
  await walletList(page);
  await tabTo(/^Test wallet/);
  await page.keyboard.press("Enter");

  await expect(page.getByRole("region", { name: "The paid part" }).getByRole("heading")).toBeFocused();
  await expect(unlockButton(page)).toHaveCount(0);
  expect(await city.balanceOf(reader.address)).toBe(750_000n);
});
