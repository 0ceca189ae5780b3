import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { type Market, startMarket } from "../../tests/support/market";
import { signIn, unlock, visit } from "../fixtures";

const article = "/@signe-halloran/how-to-read-a-tide-table";
const files = "/@nora-pelling/the-edge-of-the-stamp";

const test = base.extend<object, { market: Market }>({
  market: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
    async ({}, use) => {
      const market = await startMarket({ seeded: true });
      await use(market);
      await market.stop();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  baseURL: ({ market }, use) => use(market.origin),
});

const forms = [
  { width: 1280, height: 800, colorScheme: "light" },
  { width: 360, height: 740, colorScheme: "dark" },
] as const;

/** What differs from one market to the next: days, wallets, transactions, ids. */
function passing(page: Page): Locator[] {
  return [page.locator("time"), page.getByText(/0x[0-9a-f]{2,}…/i).filter({ visible: true })];
}

/** Transactions and ids, which wrap after other letters in each market, become ones that are always the same. */
function settle(page: Page): Promise<void> {
  return page.evaluate(() => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const said = text.nodeValue ?? "";
      const same = said.replace(/(?<=0x|pur_|item_|^)[0-9a-z]{20,}/gi, (id) => "a1".repeat(id.length / 2));
      if (same !== said) text.nodeValue = same;
    }
  });
}

/** The first screens of a page, wide and light, narrow and dark. */
async function look(page: Page, name: string, top = page.getByRole("banner")): Promise<void> {
  for (const { width, height, colorScheme } of forms) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: height * 2 });
    await top.evaluate((element) => element.scrollIntoView({ block: "start", behavior: "instant" }));
    await page.evaluate(async () => {
      await document.fonts.ready;
      const seen = [...document.images].filter((image) => image.getBoundingClientRect().top < innerHeight);
      await Promise.all(seen.map((image) => image.decode()));
    });
    await settle(page);
    await page.mouse.move(0, 0);
    await expect(page).toHaveScreenshot(`${name}-${width}-${colorScheme}.png`, { mask: passing(page) });
  }
}

test("what a stranger sees", async ({ page }) => {
  for (const [name, path] of [
    ["market", "/"],
    ["search", "/?search=letters"],
    ["creator", "/@signe-halloran"],
    ["article", article],
  ] as const) {
    await visit(page, path);
    await look(page, name);
  }
  // What there is to see of a file is made after it was published.
  await expect(async () => {
    await page.goto(files);
    await expect(page.getByRole("heading", { name: "A look inside" })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await look(page, "files");
});

test("what a reader owns", async ({ page }) => {
  await visit(page, article);
  await unlock(page, "Demo reader");
  await expect(page.getByRole("link", { name: "Receipt", exact: true })).toBeVisible();
  await look(page, "article-owned", page.locator("[data-unlocked]"));
  await page.getByRole("link", { name: "Receipt", exact: true }).click();
  await expect(page.getByRole("button", { name: "Print" })).toBeVisible();
  await look(page, "receipt");
  await page.goto("/library");
  await page
    .getByRole("main")
    .getByRole("button", { name: /^Sign in/ })
    .click();
  await expect(page.getByRole("main").locator("li").first()).toBeVisible();
  await look(page, "library");
});

test("what a creator works with", async ({ page }) => {
  await visit(page, "/");
  await signIn(page, "Demo creator");
  for (const [name, path] of [
    ["dashboard", "/dashboard"],
    ["items", "/dashboard/items"],
    ["earnings", "/dashboard/earnings"],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await look(page, name);
  }
  await page.goto("/dashboard/items");
  await page.getByRole("main").getByRole("table").getByRole("link").first().click();
  await expect(page.locator(".ProseMirror, textarea").first()).toBeVisible();
  await look(page, "editor");
});
