// WCAG 2.2 AA by axe on every page, in light and dark, on a phone and a desk; nothing scrolls sideways; all of it from the keyboard.
import { expect, type Page } from "@playwright/test";
import { colours, findSerious, findViolations, landmarks, wcag } from "./axe";
import { test } from "./fixtures";

const sizes = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
];

test.use({ contextOptions: { reducedMotion: "reduce" } });

/** Every rule in light; in dark the colours once more, which are all that changes. */
async function isAccessible(page: Page): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    const where = `${new URL(page.url()).pathname} at ${size.width}`;
    await page.emulateMedia({ colorScheme: "light" });
    expect(await findSerious(page, { runOnly: wcag }), `${where}, light`).toEqual([]);
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await findSerious(page, { runOnly: colours }), `${where}, dark`).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, `${where} scrolls sideways`).toBeLessThanOrEqual(0);
  }
}

for (const path of [
  "/",
  "/?search=nothing-like-it",
  "/library",
  "/dashboard",
  "/account",
  "/receipts/pur_none",
  "/verify",
  "/nowhere",
]) {
  test(`a stranger finds ${path} accessible`, async ({ page, shop }) => {
    await shop.article();
    await page.goto(path);
    await isAccessible(page);
  });
}

for (const path of [
  "/how-it-works",
  "/help",
  "/about",
  "/terms",
  "/privacy",
  "/docs/agents",
  "/docs/errors",
  "/docs/errors/already_owned",
]) {
  test(`the documentation is accessible: ${path}`, async ({ page }) => {
    await page.goto(path);
    await isAccessible(page);
    expect(await findViolations(page, { runOnly: landmarks })).toEqual([]);
  });
}

test("a creator's page and both kinds of piece are accessible", async ({ page, shop }) => {
  const article = await shop.article();
  const files = await shop.files([
    { name: `${"a-very-long-name-".repeat(6)}.txt`, body: "words" },
    { name: "two.csv", body: "a,b" },
  ]);
  for (const path of [`/@${shop.handle}`, article.path, files.path]) {
    await page.goto(path);
    await isAccessible(page);
  }
  await page.getByText("Details", { exact: true }).click();
  await isAccessible(page);
});

test("what is owned, its receipt, its check and the library are accessible", async ({ page, enter, city, shop }) => {
  const article = await shop.article();
  const files = await shop.files([
    { name: "one.txt", body: "one" },
    { name: "two.txt", body: "two" },
  ]);
  const reader = await city.person(1_000_000n);
  await city.payAsScript(article, reader);
  await city.payAsScript(files, reader);
  await enter(await city.sessionOf(reader));
  for (const path of [article.path, files.path, "/library"]) {
    await page.goto(path);
    await isAccessible(page);
  }
  await page.getByRole("link", { name: `Receipt for ${article.title}` }).click();
  await expect(page.getByRole("heading", { name: "Receipt" })).toBeVisible();
  await isAccessible(page);
  await page.getByRole("link", { name: "Verify", exact: true }).click();
  await expect(page.getByRole("heading", { name: "This receipt is valid" })).toBeVisible();
  await isAccessible(page);
});

test("the dashboard is accessible before the first sale", async ({ page, enter, shop }) => {
  await enter(shop);
  for (const path of [
    "/dashboard",
    "/dashboard/items",
    "/dashboard/items/new",
    "/dashboard/earnings",
    "/dashboard/settings",
    "/account",
  ]) {
    await page.goto(path);
    await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
    await isAccessible(page);
  }
});

test("the dashboard is accessible with sales and pieces", async ({ page, enter, city, shop }) => {
  const piece = await shop.article();
  await city.payAsScript(piece, await city.person(1_000_000n));
  await enter(shop);
  for (const path of ["/dashboard", "/dashboard/items", "/dashboard/earnings"]) {
    await page.goto(path);
    await expect(page.getByRole("link", { name: piece.title, exact: true }).first()).toBeVisible();
    await isAccessible(page);
  }
});

test("the editor is accessible: writing, files, preview, taking down", async ({ page, enter, shop }) => {
  const files = await shop.files([{ name: "one.txt", body: "one" }]);
  await enter(shop);
  await page.goto(`/dashboard/items/${files.id}`);
  await expect(page.getByRole("button", { name: "Delete one.txt" })).toBeVisible();
  await isAccessible(page);
  await page.getByRole("tab", { name: "Preview" }).click();
  await expect(page.getByRole("tabpanel").getByText("The free part.")).toBeVisible();
  await isAccessible(page);
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByRole("dialog")).toBeVisible();
  await isAccessible(page);
});

test("the desk is accessible: text, slash menu, dialogs, history", async ({ page, enter, shop }) => {
  const content =
    "## In\n\n- [ ] a task\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nA note[^1].\n\n```js\nconst a = 1;\n```\n\n<b>kept</b>\n\n[^1]: Here.";
  const piece = await shop.article({ content });
  await shop.call("PATCH", `/api/items/${piece.id}`, { preview: "Another beginning." });
  await enter(shop);
  await page.goto(`/dashboard/items/${piece.id}`);
  const text = page.getByRole("textbox", { name: "Text: free part and paid part" });
  await expect(text.getByText("A note")).toBeVisible();
  await isAccessible(page);
  await text.getByText("Another beginning.").click();
  await page.keyboard.press("End");
  await page.keyboard.type(" /");
  await expect(page.getByRole("option", { name: /Footnote/ })).toBeVisible();
  await isAccessible(page);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await expect(page.getByRole("dialog", { name: "Link" })).toBeVisible();
  await isAccessible(page);
  await page.keyboard.press("Escape");
  await page.goto(`/dashboard/items/${piece.id}/versions`);
  await expect(page.getByRole("insertion").first()).toBeVisible();
  await isAccessible(page);
});

test("publishing is accessible: each preview, the schedule, the preview's page, the menu of a piece", async ({
  page,
  enter,
  shop,
}) => {
  const { id } = await shop.call<{ id: string }>("POST", "/api/items", {
    kind: "article",
    title: "A draft",
    price: "0.25",
    preview: "The free part.",
    content: "The paid part.",
  });
  await enter(shop);
  await page.goto(`/dashboard/items/${id}`);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await page.getByRole("radio", { name: "Later, by itself" }).check();
  for (const name of ["Card", "Wall", "Social", "Search", "Agents"]) {
    await page.getByRole("tab", { name }).click();
    await isAccessible(page);
  }
  for (const as of ["reader", "owner"]) {
    await page.goto(`/dashboard/items/${id}/preview?as=${as}`);
    await isAccessible(page);
  }
  await page.goto("/dashboard/items");
  await page.getByRole("button", { name: "Actions for A draft" }).click();
  await expect(page.getByRole("menuitem", { name: "Preview" })).toBeVisible();
  await isAccessible(page);
});

test("a change of payout is accessible while it waits for signatures", async ({ page, enter, city, shop }) => {
  await shop.call("POST", "/api/creators/me/payout", { payTo: (await city.person()).address });
  await enter(shop);
  await page.goto("/dashboard/settings");
  await expect(page.getByRole("heading", { name: "Two signatures, and it is done" })).toBeVisible();
  await isAccessible(page);
});

test("a newcomer's dashboard is accessible", async ({ page, enter, city }) => {
  await enter(await city.sessionOf(await city.person()));
  await page.goto("/dashboard");
  await expect(page.getByRole("heading", { name: "Put your name on the door" })).toBeVisible();
  await isAccessible(page);
});
