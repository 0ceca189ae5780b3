// The wall's refusals: each says what happened and whether money moved, and leads on.

import { expect } from "@playwright/test";
import { injectWallet, walletName } from "../tests/support/browser-wallet";
import { choose, demoReader, opened, paidPart, price, signIn, test, unlock, unlockButton, visit, walletList } from "./fixtures";
import { look, wallCard } from "./wall-look";

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

test("wrong network: a wallet that switches when asked is not held up", async ({ page, context, city, shop }) => {
  const piece = await shop.article();
  const reader = await city.person(price);
  await injectWallet(context, reader.account, 1);
  await visit(page, piece.path);
  await unlock(page, walletName);
  await expect(page.getByText(opened)).toBeVisible();
});

test("a locked wallet: the wall says where to look, and closing the list charges nothing", async ({
  page,
  context,
  city,
  shop,
}) => {
  const piece = await shop.article();
  const wallet = await injectWallet(context, (await city.person()).account);
  // A locked wallet answers nothing before its owner has opened it.
  wallet.before = (method) => (method === "eth_requestAccounts" ? new Promise(() => {}) : Promise.resolve());
  await page.clock.install();
  await visit(page, piece.path);
  await unlockButton(page).click();
  await walletList(page);
  await choose(page, walletName);
  await page.clock.fastForward("00:20");
  await expect(wallCard(page).getByText("Open your wallet: it is waiting for you.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByText("You cancelled. Nothing was charged.")).toBeVisible();
  await expect(unlockButton(page)).toBeVisible();
});

test("own piece: the creator is not sold it, with or without a session", async ({ page, context, shop }) => {
  const piece = await shop.article();
  const wallet = await injectWallet(context, shop.owner.account);
  await visit(page, piece.path);
  await unlock(page, walletName);
  await look(page, "own", "This is yours", "Readers are asked for $0.25 here.");
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
  // The library is waited for a second at most.
  await page.route("**/ownership", () => {});
  await visit(page, piece.path);
  await look(page, "remembered", /^You bought this on \d+ \w+/, "Confirm it’s you with one signature.");

  await page.getByRole("button", { name: "Confirm it’s you" }).click();

  await expect(page.getByText(opened)).toBeVisible();
  expect(wallet.signed).toEqual(["eth_signTypedData_v4", "personal_sign"]);
});

test("removed while the page was open: not sold any more, and the page says why", async ({ page, context, city, shop }) => {
  const piece = await shop.article();
  const reader = await city.person(price);
  await injectWallet(context, reader.account);
  await visit(page, piece.path);
  await shop.call("DELETE", `/api/items/${piece.id}`);
  await unlock(page, walletName);
  await look(page, "gone", "This is no longer sold", "Its creator took it down. Nothing was charged.");
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
  await page.goto(piece.path);
  await expect(page).toHaveURL(/\/library\//);
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
  await expect(page.getByRole("button")).toHaveCount(0);
  await expect(page.locator("noscript pre")).toHaveText(`curl -i ${city.origin}/api/items/${piece.id}/content`);
  await expect(page.getByText(opened)).toHaveCount(0);
  await context.close();
});

test("the demo reader is offered first on the local network, and wallets of the browser by their names", async ({
  page,
  context,
  city,
  shop,
}) => {
  const piece = await shop.article();
  await injectWallet(context, (await city.person()).account);
  await context.addInitScript(() => {
    const provider = { request: async () => [], on() {}, removeListener() {} };
    const info = {
      uuid: "5b1f6d4e-0000-4c53-9a53-1f3c2f0c6c12",
      name: "Second wallet",
      rdns: "example.second",
      icon: "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E",
    };
    const say = () => dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail: Object.freeze({ info, provider }) }));
    addEventListener("eip6963:requestProvider", say);
    Object.assign(window, { ethereum: provider });
  });
  await visit(page, piece.path);
  await unlockButton(page).click();
  const list = await walletList(page);
  const names = ["Demo reader", "Demo creator", walletName, "Second wallet", "Base"];
  const wallets = list.getByRole("button").filter({ hasText: new RegExp(names.join("|")) });
  await expect(wallets).toHaveText(names.map((name) => new RegExp(name)));
  await expect(list.getByText("Browser wallet")).toHaveCount(0);
  expect(await city.balanceOf(demoReader.address)).toBeGreaterThan(0n);
});

test("no wallet code before the click, and a remembered wallet comes after the page is drawn", async ({ page, shop }) => {
  const piece = await shop.article();
  const scripts: { url: string; body: Promise<string> }[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() !== "script") return;
    scripts.push({ url: response.url(), body: response.text().catch(() => "") });
  });
  const withWallet = async () => {
    const found: string[] = [];
    for (const { url, body } of scripts) if (/data-rk|viem@|@wagmi/.test(await body)) found.push(url);
    return found;
  };
  await visit(page, piece.path);
  expect(scripts.length).toBeGreaterThan(0);
  expect(await withWallet()).toEqual([]);

  await unlockButton(page).click();
  await walletList(page);
  const stack = await withWallet();
  expect(stack.length).toBeGreaterThan(0);

  await page.evaluate(() => localStorage.setItem("pennypost.recentConnectorId", JSON.stringify("demoReader")));
  await page.reload();
  const times = await page.waitForFunction((urls) => {
    const [drawn] = performance.getEntriesByName("first-contentful-paint");
    const [loaded] = performance.getEntriesByType("resource").filter(({ name }) => urls.includes(name));
    return drawn && loaded && { drawn: drawn.startTime, loaded: loaded.startTime };
  }, stack);
  const { drawn, loaded } = (await times.jsonValue()) as { drawn: number; loaded: number };
  expect(loaded).toBeGreaterThan(drawn);
});

test("however long the free part is, its first screen says the price and leads to the wall", async ({ page, shop }) => {
  const piece = await shop.article();
  await shop.call("PATCH", `/api/items/${piece.id}`, { preview: "A long free paragraph. ".repeat(40).concat("\n\n").repeat(6) });
  await shop.call("POST", `/api/items/${piece.id}/publish`, { listed: true });
  await page.setViewportSize({ width: 360, height: 740 });
  await visit(page, piece.path);
  const toRest = page.getByRole("link", { name: "To the rest, for $0.25" });
  await expect(toRest).toBeInViewport();
  await expect(unlockButton(page)).not.toBeInViewport();
  await toRest.press("Enter");
  await expect(unlockButton(page)).toBeInViewport();
  await expect(wallCard(page)).toBeInViewport({ ratio: 1 });
});

test.describe("on a phone, in Japanese", () => {
  test.use({
    locale: "ja-JP",
    userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148",
    viewport: { width: 360, height: 740 },
  });

  test("the wall and the list speak Japanese, and wallets that are apps open this page in themselves", async ({
    page,
    context,
    shop,
  }) => {
    const piece = await shop.article();
    await context.route("https://metamask.app.link/**", (route) => route.fulfill({ body: "in the app" }));
    await visit(page, piece.path);
    await look(page, "ja-price", "続きを読む", "ネットワーク手数料なし");
    await expect(wallCard(page)).not.toContainText(/Unlock|Sign in|wallet|Details|ayment|reading|words/);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole("button", { name: "$0.25 で続きを読む" }).click();
    const list = await walletList(page);
    await expect(list.getByRole("heading", { name: "ウォレットを接続する" })).toBeVisible();
    await expect(list.getByRole("button", { name: "デモの読者" })).toBeVisible();
    const [app] = await Promise.all([context.waitForEvent("page"), list.getByRole("button", { name: "MetaMask" }).click()]);
    expect(app.url()).toContain(`https://metamask.app.link/dapp/${new URL(page.url()).host}${encodeURI(piece.path)}`);
    await app.close();
    await page.keyboard.press("Escape");
    await look(page, "ja-declined", "続きを読む", "キャンセルしました。支払いは発生していません。");
  });
});
