// A buyer keeps the receipt and checks it in the browser, which asks the chain and nobody else.
import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import type { SignedReceipt } from "../lib/x402/receipts/receipt-form";
import { type Piece, paidPart, type Shop, test, unlock, visit } from "./fixtures";

async function buy(page: Page, shop: Shop): Promise<Piece> {
  const piece = await shop.article();
  await visit(page, piece.path);
  await unlock(page, "Demo reader");
  await page.getByRole("region", { name: "The paid part" }).getByRole("link", { name: "Receipt" }).click();
  await expect(page.getByRole("heading", { name: "Receipt" })).toBeVisible();
  return piece;
}

async function download(page: Page): Promise<{ name: string; text: string; receipt: SignedReceipt }> {
  const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "JSON" }).click()]);
  const text = await readFile(await file.path(), "utf8");
  return { name: file.suggestedFilename(), text, receipt: JSON.parse(text) };
}

const fileOf = (name: string, text: string) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });
const choose = (page: Page, text: string) => page.getByLabel("Choose a receipt").setInputFiles(fileOf("receipt.json", text));
const checks = (page: Page, word: string) =>
  page.getByRole("list", { name: "Checks" }).getByRole("heading", { name: new RegExp(`^${word}: `) });

test("a bought article's receipt is downloaded and found valid, with its text, and nothing is uploaded", async ({
  page,
  city,
  shop,
}) => {
  await buy(page, shop);
  const { name, text, receipt } = await download(page);
  expect(name).toBe(`pennypost-${receipt.receipt.id}.json`);
  const sent: string[] = [];
  page.on("request", (request) => request.method() !== "GET" && sent.push(new URL(request.url()).origin));

  await visit(page, "/verify");
  await choose(page, text);

  await expect(page.getByRole("heading", { name: "This receipt is valid" })).toBeFocused();
  await expect(checks(page, "Passed")).toHaveCount(9);
  await expect(checks(page, "Not checked")).toHaveText(["Not checked: The content is what was bought"]);
  await page.getByLabel("Choose content").setInputFiles(fileOf("article.md", paidPart));
  await expect(checks(page, "Passed")).toHaveCount(10);
  await page.getByLabel("Choose content").setInputFiles(fileOf("article.md", `${paidPart} `));
  await expect(page.getByRole("heading", { name: "This receipt is not valid" })).toBeVisible();
  await expect(checks(page, "Failed")).toHaveText(["Failed: The content is what was bought"]);
  expect([...new Set(sent)]).toEqual([new URL(city.rpcUrl).origin]);
});

test("the receipt's own page leads to its check", async ({ page, shop }) => {
  await buy(page, shop);
  await page.getByRole("link", { name: "Verify", exact: true }).click();
  await expect(page.getByRole("heading", { name: "This receipt is valid" })).toBeVisible();
});

test("a receipt that was changed, pasted, is not valid, and the check that noticed says why", async ({ page, shop }) => {
  await buy(page, shop);
  const { receipt } = await download(page);
  receipt.receipt.amount = "1";
  await visit(page, "/verify");
  await page.getByText("Paste it instead").click();
  await page.getByLabel("The receipt’s JSON").fill(JSON.stringify(receipt));
  await page.getByRole("button", { name: "Check it" }).click();

  await expect(page.getByRole("heading", { name: "This receipt is not valid" })).toBeVisible();
  await expect(checks(page, "Failed")).toHaveText([
    "Failed: Signed as it stands",
    "Failed: It paid this amount, from payer to payee",
  ]);
});

test("another key than expected fails; a node that does not answer leaves it open; what is no receipt is told so", async ({
  page,
  city,
  shop,
}) => {
  await buy(page, shop);
  const { text } = await download(page);
  await visit(page, "/verify");
  await choose(page, text);
  await expect(page.getByRole("heading", { name: "This receipt is valid" })).toBeVisible();
  const named = await page.getByLabel("Key that must have signed").inputValue();

  await page.getByLabel("Key that must have signed").fill(shop.owner.address);
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(checks(page, "Failed")).toHaveText(["Failed: Signed by the one expected"]);

  await page.getByLabel("Key that must have signed").fill(named);
  await page.getByLabel("Node of the chain").fill(`${city.origin}/nowhere`);
  await page.getByRole("button", { name: "Check again" }).click();
  await expect(page.getByRole("heading", { name: "Not everything could be checked" })).toBeVisible();

  await page.getByRole("button", { name: "Verify another receipt" }).click();
  await choose(page, "not a receipt");
  await expect(page.getByText("The file holds no JSON.")).toBeVisible();
});
