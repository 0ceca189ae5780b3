// The operator's desk: a reader reports a piece, an operator hides it, readers are told, and it comes back. And who else comes there.
import { type Browser, expect, type Page } from "@playwright/test";
import { colours, findSerious, wcag } from "./axe";
import { type City, operator, paidPart, test, unlock, visit } from "./fixtures";

const sizes = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
];

async function isAccessible(page: Page): Promise<void> {
  const where = new URL(page.url()).pathname;
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  expect(await findSerious(page, { runOnly: wcag }), `${where}, light`).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  expect(await findSerious(page, { runOnly: colours }), `${where}, dark`).toEqual([]);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wide, `${where} scrolls sideways`).toBeLessThanOrEqual(0);
}

/** A browser of an operator. */
async function openDesk(browser: Browser, city: City, viewport: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ viewport, baseURL: city.origin, locale: "en-US" });
  const [name = "", value = ""] = (await city.sessionOf(operator)).cookie.split("=");
  await context.addCookies([{ name, value, url: city.origin }]);
  return context.newPage();
}

/** What stands behind a question is hidden from whoever listens until it is answered and done. */
async function confirm(desk: Page, name: string): Promise<void> {
  await desk.getByRole("dialog").getByRole("button", { name, exact: true }).click();
  await expect(desk.getByRole("dialog")).toHaveCount(0);
}

for (const size of sizes) {
  test(`a piece is reported, hidden, told of and restored, at ${size.width}`, async ({ page, browser, city, shop }) => {
    const piece = await shop.article();
    const buyer = await city.person(1_000_000n);
    expect((await city.payAsScript(piece, buyer)).status).toBe(200);

    await page.setViewportSize(size);
    await visit(page, piece.path);
    await page.getByRole("link", { name: "Report this piece" }).click();
    await expect(page.getByRole("heading", { name: "Report a piece" })).toBeVisible();
    await isAccessible(page);
    await page.getByRole("radio", { name: "It copies somebody else’s work" }).check();
    await page.getByRole("textbox", { name: "Tell us more" }).fill("The second half is mine.");
    await page.getByRole("button", { name: "Send the report" }).click();
    await expect(page.getByRole("heading", { name: /^Thank you/ })).toBeFocused();

    const desk = await openDesk(browser, city, size);
    await desk.goto("/operator");
    await desk.getByRole("link", { name: /open reports?$/ }).click();
    const row = desk.getByRole("listitem").filter({ hasText: piece.title });
    await expect(row).toContainText("The second half is mine.");
    await isAccessible(desk);
    await row.getByRole("button", { name: `Hide “${piece.title}”?` }).click();
    const dialog = desk.getByRole("dialog");
    await dialog.getByLabel("Reason").selectOption("Copyright");
    await dialog.getByLabel(/^A sentence for the public/).fill("Its second half is somebody else’s.");
    await isAccessible(desk);
    await confirm(desk, "Hide");
    await expect(row).toHaveCount(0);

    await visit(page, piece.path);
    await expect(page.getByRole("heading", { name: "This piece was taken down" })).toBeVisible();
    await expect(page.getByRole("main")).toContainText("Reason: Copyright.");
    await expect(page.getByRole("main")).toContainText("Its second half is somebody else’s.");
    await isAccessible(page);
    expect((await city.payAsScript(piece, await city.person(1_000_000n)).catch(() => ({ status: 410 }))).status).toBe(410);
    // Whoever bought it reads on.
    const { cookie } = await city.sessionOf(buyer);
    const owned = await fetch(`${city.origin}/api/items/${piece.id}/content`, { headers: { cookie } });
    expect([owned.status, await owned.text()]).toEqual([200, paidPart]);

    await desk.goto(`/operator/lookup?q=${encodeURIComponent(city.origin + piece.path)}`);
    await isAccessible(desk);
    await desk.getByRole("button", { name: `Restore “${piece.title}”?` }).click();
    await confirm(desk, "Restore");
    await expect(desk.getByRole("button", { name: `Hide “${piece.title}”?` })).toBeVisible();
    await visit(page, piece.path);
    await expect(page.getByRole("heading", { name: piece.title, level: 1 })).toBeVisible();

    await desk.goto(`/operator/audit?subject=${piece.id}`);
    await expect(desk.getByRole("list", { name: "Log" }).getByRole("listitem")).toHaveCount(2);
    await isAccessible(desk);
    for (const path of ["/operator", `/operator/purchases?q=${piece.id}`, "/operator/blocklist"]) {
      await desk.goto(path);
      await isAccessible(desk);
    }
    await desk.context().close();
  });
}

test("a wallet is blocked and unblocked, and the desk says so", async ({ browser, city }) => {
  const desk = await openDesk(browser, city, { width: 1280, height: 800 });
  const { address } = await city.person();
  const wallet = address.toLowerCase();
  await desk.goto("/operator/blocklist");
  await desk.getByLabel("Wallet", { exact: true }).fill(address);
  await desk.getByLabel(/^Note for operators/).fill("A list of the court.");
  await desk.getByRole("button", { name: "Block this wallet" }).click();
  const row = desk.getByRole("row").filter({ hasText: wallet });
  await expect(row).toContainText("A list of the court.");
  await row.getByRole("button", { name: `Unblock ${wallet}` }).click();
  await confirm(desk, "Unblock");
  await expect(row).toHaveCount(0);
  await desk.context().close();
});

test("a blocked wallet is told on the wall that nothing was charged", async ({ page, browser, city, shop }) => {
  const piece = await shop.article();
  const desk = await openDesk(browser, city, { width: 1280, height: 800 });
  const { payTo } = (await (await fetch(`${city.origin}/api/creators/${shop.handle}`)).json()) as { payTo: string };
  const block = (method: "put" | "delete") =>
    desk.request[method](`/api/operator/blocklist/${payTo}`, {
      headers: { origin: city.origin },
      ...(method === "put" && { data: { note: "" } }),
    });
  expect((await block("put")).status()).toBe(204);
  await visit(page, piece.path);
  await unlock(page, "Demo reader");
  await expect(page.getByText("The operator of this site takes no payments from this wallet")).toBeVisible();
  await expect(page.getByText("You were not charged.")).toBeVisible();
  expect((await block("delete")).status()).toBe(204);
  await desk.context().close();
});

test("whoever is no operator finds a way to sign in, or nothing", async ({ page, city, enter }) => {
  for (const path of ["/operator", "/operator/reports", "/operator/audit", "/operator/purchases?q=x"]) {
    await visit(page, path);
    await expect(page.getByRole("heading", { name: "Sign in as an operator" })).toBeVisible();
    await expect(page.getByRole("navigation", { name: "Operator" })).toHaveCount(0);
  }
  await enter(await city.sessionOf(await city.person()));
  for (const path of ["/operator", "/operator/audit"]) {
    const answer = await page.goto(path);
    expect([path, answer?.status()]).toEqual([path, 404]);
    await expect(page.getByRole("navigation", { name: "Operator" })).toHaveCount(0);
  }
});
