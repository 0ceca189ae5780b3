// Once a payment is out: whatever happens to the answer, the wall never asks for a second one.

import { expect } from "@playwright/test";
import { mint, usdc } from "../scripts/local/usdc";
import { injectWallet, walletName } from "../tests/support/browser-wallet";
import { opened, price, test, unlock, unlockButton, visit } from "./fixtures";
import { look } from "./wall-look";

test("failed settlement: says that nothing was charged, and can be tried again", async ({ page, context, city, shop }) => {
  const piece = await shop.article();
  const reader = await city.person(price);
  const wallet = await injectWallet(context, reader.account);
  const elsewhere = await city.person();
  wallet.beforeSigning = async () => {
    await city.chain.setBalance({ address: reader.address, value: 10n ** 18n });
    await city.chain.writeContractSync({
      account: reader.account,
      address: usdc,
      abi: [
        {
          type: "function",
          name: "transfer",
          stateMutability: "nonpayable",
          inputs: [{ type: "address" }, { type: "uint256" }],
          outputs: [{ type: "bool" }],
        },
      ],
      functionName: "transfer",
      args: [elsewhere.address, price],
    });
  };
  await visit(page, piece.path);
  await unlock(page, walletName);
  await look(page, "failed", "The payment did not go through", "You were not charged. The wallet does not hold enough USDC.");
  expect(await city.balanceOf(shop.owner.address)).toBe(0n);

  wallet.beforeSigning = async () => {};
  await mint(city.chain, reader.address, price);
  await page.getByRole("button", { name: "Try again" }).click();

  await expect(page.getByText(opened)).toBeVisible();
  expect(await city.balanceOf(shop.owner.address)).toBe(price);
});

test("payments paused: the free part stays, nothing is charged, and it goes on when the chain is back", async ({
  page,
  context,
  city,
  shop,
}) => {
  const piece = await shop.article();
  const reader = await city.person(price);
  await injectWallet(context, reader.account);
  await visit(page, piece.path);
  city.gate.shut();
  try {
    await unlock(page, walletName);
    await look(page, "paused", "Payments are paused", "Nothing was charged. The free part is still here");
    await expect(page.getByText("The free part.")).toBeVisible();
  } finally {
    city.gate.open();
  }
  expect(await city.balanceOf(reader.address)).toBe(price);

  await page.getByRole("button", { name: "Try again" }).click();

  await expect(page.getByText(opened)).toBeVisible();
  expect(await city.balanceOf(reader.address)).toBe(0n);
});

test("outcome unknown: the server dies while it settles; the same header is asked about until it opens, also after a reload", async ({
  page,
  context,
  city,
  shop,
}) => {
  const piece = await shop.article();
  const reader = await city.person(1_000_000n);
  const wallet = await injectWallet(context, reader.account);
  const headers = new Set<string>();
  page.on("request", (request) => {
    const header = request.headers()["x-payment"];
    if (header) headers.add(header);
  });
  await visit(page, piece.path);
  await city.chain.setAutomine(false);
  try {
    await unlock(page, walletName);
    await expect.poll(async () => (await city.chain.getTxpoolStatus()).pending).toBeGreaterThan(0);
    await city.kill();
    await look(page, "unknown", "Still checking. Do not pay again.", "The payment was sent, but its outcome is not known yet.");
    await city.restart();
    await page.reload();
    await expect(page.getByRole("heading", { name: "Still checking. Do not pay again." })).toBeVisible();
    await expect(unlockButton(page)).toHaveCount(0);
    expect(await city.balanceOf(reader.address)).toBe(1_000_000n);
  } finally {
    await city.chain.setAutomine(true);
    await city.chain.mine({ blocks: 1 });
  }
  await expect(page.getByText(opened)).toBeVisible({ timeout: 30_000 });
  expect(wallet.signed).toEqual(["eth_signTypedData_v4"]);
  expect(headers.size).toBe(1);
  expect(await city.balanceOf(reader.address)).toBe(750_000n);
});

test("a lost answer: charged once, and the same payment with its secret brings it again", async ({
  page,
  context,
  city,
  shop,
}) => {
  const piece = await shop.article();
  const reader = await city.person(1_000_000n);
  const wallet = await injectWallet(context, reader.account);
  let lost = 0;
  await page.route(`**/api/items/${piece.id}/content`, async (route) => {
    const { "x-payment": payment, "x-payment-claim": claim = "" } = route.request().headers();
    if (lost > 0 || !payment) return route.continue();
    lost += 1;
    const headers = { "X-PAYMENT": payment, "X-PAYMENT-CLAIM": claim };
    expect((await fetch(route.request().url(), { headers })).status).toBe(200);
    await route.abort("connectionreset");
  });
  await visit(page, piece.path);
  await unlock(page, walletName);

  await expect(page.getByText(opened)).toBeVisible({ timeout: 15_000 });
  expect(lost).toBe(1);
  expect(wallet.signed).toEqual(["eth_signTypedData_v4"]);
  expect(await city.balanceOf(reader.address)).toBe(750_000n);
});

test("an answer that somebody without the secret got: charged once, and one proof of the wallet opens it", async ({
  page,
  context,
  city,
  shop,
}) => {
  const piece = await shop.article();
  const reader = await city.person(1_000_000n);
  const wallet = await injectWallet(context, reader.account);
  let lost = 0;
  await page.route(`**/api/items/${piece.id}/content`, async (route) => {
    const payment = route.request().headers()["x-payment"];
    if (lost > 0 || !payment) return route.continue();
    lost += 1;
    expect((await fetch(route.request().url(), { headers: { "X-PAYMENT": payment } })).status).toBe(200);
    await route.abort("connectionreset");
  });
  await visit(page, piece.path);
  await unlock(page, walletName);
  await look(page, "paid", "Your payment arrived", "You own this, and were charged once only.");

  await page.getByRole("button", { name: "Confirm it’s you" }).click();

  await expect(page.getByText(opened)).toBeVisible();
  expect(lost).toBe(1);
  expect(wallet.signed).toEqual(["eth_signTypedData_v4", "personal_sign"]);
  expect(await city.balanceOf(reader.address)).toBe(750_000n);
  expect(await city.balanceOf(shop.owner.address)).toBe(price);
});

test("a page closed while paying: opened again it asks about the same payment", async ({ page, context, city, shop }) => {
  const piece = await shop.article();
  const reader = await city.person(1_000_000n);
  const wallet = await injectWallet(context, reader.account);
  await page.route(`**/api/items/${piece.id}/content`, (route) =>
    route.request().headers()["x-payment"] ? route.abort("connectionreset") : route.continue(),
  );
  await visit(page, piece.path);
  await unlock(page, walletName);
  await expect(page.getByRole("heading", { name: "Still checking. Do not pay again." })).toBeVisible();
  await page.unroute(`**/api/items/${piece.id}/content`);

  await page.reload();

  await expect(page.getByText(opened)).toBeVisible();
  expect(wallet.signed).toEqual(["eth_signTypedData_v4"]);
  expect(await city.balanceOf(reader.address)).toBe(750_000n);
});

test("paid, load failed: says that it is owned, and a retry opens it", async ({ page, context, city, shop }) => {
  const piece = await shop.article();
  const reader = await city.person(1_000_000n);
  const wallet = await injectWallet(context, reader.account);
  const other = await context.newPage();
  await other.route(`**/api/items/${piece.id}/content`, (route) => route.abort());
  await visit(other, piece.path);
  await visit(page, piece.path);
  await unlock(page, walletName);
  await look(other, "load-failed", "You own this", "You will not be charged again");

  await other.unroute(`**/api/items/${piece.id}/content`);
  await other.getByRole("button", { name: "Try again" }).click();

  await expect(other.getByText(opened)).toBeVisible();
  expect(wallet.signed).toHaveLength(1);
});
