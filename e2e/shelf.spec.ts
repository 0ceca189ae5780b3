// Finding a piece by a mistyped word, and keeping what was bought: the library, its receipts, and all of it in Japanese.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, type Page } from "@playwright/test";
import { BlobReader, BlobWriter, TextReader, TextWriter, ZipReader, ZipWriter } from "@zip.js/zip.js";
import { injectWallet, walletName } from "../tests/support/browser-wallet";
import { findViolations } from "./axe";
import { choose, opened, signIn, test, unlock, unlockButton, visit } from "./fixtures";

const isWithin = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

test("a mistyped word and a Japanese one find the piece, and Back brings the search again", async ({ page, shop }) => {
  await shop.sellArticle({ price: "0.25", content: "Paid.", title: "The lighthouse keeper" });
  await shop.sellArticle({ price: "0.50", content: "Paid.", title: "灯台守の日記を読む" });
  await visit(page, "/?search=lighthosue");
  const found = page.getByRole("main").getByRole("link", { name: "The lighthouse keeper" });
  await expect(found).toBeVisible();
  await expect(page.getByText("Here is what there is for “lighthouse”")).toBeVisible();
  await expect(found.locator("mark")).toHaveText("lighthouse");
  await found.click();
  await expect(page.getByRole("heading", { level: 1, name: "The lighthouse keeper" })).toBeVisible();
  await page.goBack();
  await expect(found).toBeVisible();

  await page.getByRole("banner").getByRole("searchbox").fill("日記");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main").getByRole("link", { name: "灯台守の日記を読む" }).locator("mark")).toHaveText("日記");
  await expect(found).toHaveCount(0);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await isWithin(page)).toBe(true);
  expect(await findViolations(page)).toEqual([]);
});

test("a library is searched and sorted, and all its receipts hold without us", async ({ page, context, city, shop }) => {
  const reader = await city.person(2_000_000n);
  const pieces = [await shop.article(), await shop.article()];
  for (const piece of pieces) expect((await city.payAsScript(piece, reader)).status).toBe(200);
  await injectWallet(context, reader.account);
  await visit(page, "/");
  await signIn(page, walletName);
  await page.goto("/library?sort=title");
  const titles = page.getByRole("main").getByRole("listitem").getByRole("heading");
  await expect(titles).toHaveText(pieces.map(({ title }) => title).toSorted());
  await page.getByRole("searchbox", { name: "Search your library" }).fill(pieces[1]?.title ?? "");
  await page.keyboard.press("Enter");
  await expect(titles).toHaveText([pieces[1]?.title ?? ""]);
  await page.goBack();
  await expect(titles).toHaveCount(2);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await isWithin(page)).toBe(true);
  expect(await findViolations(page)).toEqual([]);

  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "All receipts" }).click()]);
  expect(download.suggestedFilename()).toBe("pennypost-receipts.zip");
  const archive = await readFile(await download.path());
  const zip = new ZipReader(new BlobReader(new Blob([archive])));
  const receipts: Record<string, string> = {};
  const folder = await mkdtemp(join(tmpdir(), "pennypost-receipts-"));
  try {
    const files: string[] = [];
    for (const entry of await zip.getEntries()) {
      if (entry.directory) continue;
      files.push(join(folder, entry.filename));
      receipts[entry.filename] = await entry.getData(new TextWriter());
      await writeFile(files.at(-1) ?? "", receipts[entry.filename] ?? "");
    }
    expect(files).toHaveLength(2);
    const command = ["--import", "tsx", "scripts/verify-receipt.ts", ...files, "--rpc", city.rpcUrl];
    const { stdout } = await promisify(execFile)(process.execPath, command);
    expect(stdout.match(/The receipt is valid\./g)).toHaveLength(2);
  } finally {
    await rm(folder, { recursive: true });
  }
  expect((await fetch(`${city.origin}/api/library/receipts.zip`)).status).toBe(401);

  await page.goto("/verify");
  const bring = (name: string, buffer: Buffer) =>
    page.getByLabel("Choose a receipt").setInputFiles({ name, mimeType: "application/zip", buffer });
  await bring("damaged.zip", archive.subarray(0, 90));
  await expect(page.getByText("This ZIP archive cannot be read: it is damaged, or none.")).toBeVisible();
  await bring("pennypost-receipts.zip", archive);
  await expect(page.getByRole("heading", { name: "All 2 receipts are valid" })).toBeFocused();
  await page.locator("article").evaluate((sheet) => Promise.all(sheet.getAnimations().map(({ finished }) => finished)));
  expect(await findViolations(page)).toEqual([]);
  expect(await isWithin(page)).toBe(true);

  await page.getByRole("button", { name: "Verify other receipts" }).click();
  const [name, text] = Object.entries(receipts)[0] ?? ["", ""];
  const changed = new ZipWriter(new BlobWriter());
  await changed.add(name, new TextReader(text.replace('"amount": "250000"', '"amount": "1"')));
  await changed.add("other.json", new TextReader("{}"));
  await changed.add("picture.png", new TextReader("no picture"));
  await bring("mine.zip", Buffer.from(await (await changed.close()).arrayBuffer()));
  await expect(page.getByRole("heading", { name: "2 of 2 receipts are not valid" })).toBeVisible();
  await expect(page.getByText("Another file in the archive is no receipt.")).toBeVisible();
  await page.getByRole("button", { name: /^Look closer at pur_/ }).click();
  await expect(page.getByRole("heading", { name: "This receipt is not valid" })).toBeFocused();
  await page.getByRole("button", { name: "Back to the list" }).click();
  await expect(page.getByRole("list", { name: "Receipts" }).getByRole("listitem")).toHaveCount(2);
});

test("who asks for Japanese reads the shelves in Japanese", async ({ browser, city, shop }) => {
  const reader = await city.person(2_000_000n);
  const piece = await shop.article();
  expect((await city.payAsScript(piece, reader)).status).toBe(200);
  const context = await browser.newContext({ baseURL: city.origin, locale: "ja-JP", viewport: { width: 360, height: 740 } });
  await injectWallet(context, reader.account);
  const page = await context.newPage();
  await page.goto("/");
  await page.getByRole("banner").getByRole("button", { name: "サインイン" }).click();
  await choose(page, walletName);
  await expect(page.getByRole("banner").getByRole("button", { name: /^ウォレット / })).toBeVisible();
  for (const path of ["/", `/@${shop.handle}`, "/library", "/verify"]) {
    await page.goto(path);
    await expect(page.getByRole("main")).toContainText(/[ぁ-ん]/);
    await expect(page.getByRole("main")).not.toContainText(/\b(Sort|Newest|Articles|Receipt|Choose)\b/);
    expect(await isWithin(page)).toBe(true);
    expect(await findViolations(page)).toEqual([]);
  }
  await page.goto("/library");
  await page
    .getByRole("main")
    .getByRole("link", { name: /領収書/ })
    .last()
    .click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("領収書");
  expect(await findViolations(page)).toEqual([]);
  await context.close();
});

test("who has just paid finds it in the library at once, and signs in for the rest", async ({
  page,
  context,
  city,
  shop,
  enter,
}) => {
  const [piece, other, unread] = [await shop.article(), await shop.article(), await shop.article()];
  const reader = await city.person(2_000_000n);
  expect((await city.payAsScript(other, reader)).status).toBe(200);
  await injectWallet(context, reader.account);
  await visit(page, piece.path);
  await unlock(page, walletName);
  await expect(page.getByText(opened)).toBeVisible();

  await page.goto("/library");
  const main = page.getByRole("main");
  await expect(main.getByRole("link", { name: piece.title, exact: true })).toBeVisible();
  await expect(main.getByText("What this browser has opened.")).toBeVisible();
  await expect(main.getByRole("link", { name: other.title, exact: true })).toHaveCount(0);
  await page.goto(`/@${shop.handle}`);
  await expect(page.getByRole("article").filter({ hasText: piece.title }).getByText("Yours", { exact: true })).toBeVisible();

  await page.goto("/library");
  await main.getByRole("button", { name: "Sign in with your wallet" }).click();
  await expect(main.getByRole("link", { name: other.title, exact: true })).toBeVisible();
  await expect(main.getByText("What this wallet bought.")).toBeVisible();

  const stranger = await city.person();
  await enter(await city.sessionOf(stranger));
  await visit(page, unread.path);
  await expect(unlockButton(page)).toBeVisible();
  await expect(page.getByText("Already bought it?")).toHaveCount(0);
});
