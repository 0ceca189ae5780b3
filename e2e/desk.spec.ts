// The creator's desk around the text: a cover and its crop, the last look before publishing, a time to publish at, another payout wallet.
import { expect, type Page } from "@playwright/test";
import sharp from "sharp";
import { findViolations, wcag } from "./axe";
import { draft, openDraft, sellTwice } from "./drafts";
import { choose, demoReader, test, visit } from "./fixtures";

async function twoColours(): Promise<Buffer> {
  const blue = await sharp({ create: { width: 1000, height: 900, channels: 3, background: "#0000ff" } })
    .png()
    .toBuffer();
  return sharp({ create: { width: 2000, height: 900, channels: 3, background: "#ff0000" } })
    .composite([{ input: blue, left: 1000, top: 0 }])
    .png()
    .toBuffer();
}

test("a cover is cropped from the keyboard, seen in every preview, and on the page once it is published", async ({
  page,
  enter,
  city,
  shop,
}) => {
  await enter(shop);
  // Chromium on Linux has no sheet to share by.
  await page.addInitScript(() => {
    navigator.share = async (what) => {
      document.title = `shared ${what?.url}`;
    };
  });
  const id = await openDraft(page, shop, "With a cover");
  await page
    .getByLabel("Choose a picture as cover")
    .setInputFiles({ name: "two.png", mimeType: "image/png", buffer: await twoColours() });
  const crop = page.getByRole("dialog", { name: "The part to show as cover" });
  await crop.getByLabel("Zoom").fill("2.5");
  await crop.getByLabel("Part to show; move it with the arrow keys").focus();
  for (let presses = 0; presses < 60; presses++) await page.keyboard.press("ArrowLeft");
  await crop.getByRole("button", { name: "Use this part" }).click();
  await expect(page.getByRole("button", { name: "Change cover" })).toBeVisible();
  const { cover } = await shop.call<{ cover: { id: string } }>("GET", `/api/items/${id}/draft`);
  const bytes = Buffer.from(await (await fetch(`${city.origin}/api/pictures/${cover.id}/480`)).arrayBuffer());
  // The picture went to the left, so its right half is what is seen.
  expect((await sharp(bytes).stats()).dominant.b).toBeGreaterThan(200);

  await page.getByRole("button", { name: "Publish", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Publish" });
  await expect(dialog.getByText("You receive $0.25 for each sale")).toBeVisible();
  await dialog.getByRole("tab", { name: "Wall" }).click();
  await expect(dialog.getByText("Unlock for $0.25")).toBeVisible();
  await dialog.getByRole("tab", { name: "Social" }).click();
  const social = dialog.getByRole("img", { name: /With a cover, by/ });
  await expect.poll(() => social.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1200);
  await dialog.getByRole("tab", { name: "Search" }).click();
  await expect(dialog.getByText("With a cover · Pennypost")).toBeVisible();
  await dialog.getByRole("tab", { name: "Agents" }).click();
  await expect(dialog.getByText('"maxAmountRequired": "250000"')).toBeVisible();
  await dialog.getByText("The header PAYMENT-REQUIRED, decoded").click();
  await expect(dialog.getByText('"x402Version": 2')).toContainText('"amount": "250000"');
  await dialog.getByRole("button", { name: "Publish now" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("Listed", { exact: true })).toBeVisible();
  const panel = page.getByRole("region", { name: "Published" });
  await expect(panel.getByRole("heading", { name: "Published" })).toBeFocused();
  await expect(panel.getByLabel("Its link")).toHaveValue(`${city.origin}/@${shop.handle}/with-a-cover`);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await panel.getByRole("button", { name: "Copy link" }).click();
  await expect(panel.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${city.origin}/@${shop.handle}/with-a-cover`);
  await expect(panel.getByRole("link", { name: "View it" })).toHaveAttribute("href", `/@${shop.handle}/with-a-cover`);
  await panel.getByRole("button", { name: "Share" }).click();
  await expect(page).toHaveTitle(`shared ${city.origin}/@${shop.handle}/with-a-cover`);
  await panel.getByRole("button", { name: "Close" }).click();
  await expect(panel).toHaveCount(0);

  const answer = await fetch(`${city.origin}/@${shop.handle}/with-a-cover`, { headers: { Accept: "text/html" } });
  const html = await answer.text();
  expect(html).toContain(`/api/pictures/${cover.id}/1600`);
  expect(html).toContain(`/api/items/${id}/social-picture`);
  expect(html).toContain('"isAccessibleForFree":false');
  const picture = await fetch(`${city.origin}/api/items/${id}/social-picture`);
  expect(picture.headers.get("content-type")).toBe("image/jpeg");
});

test("a draft waits for its time unseen, can be moved, and is published by itself", async ({ page, enter, city, shop }) => {
  await enter(shop);
  const id = await openDraft(page, shop, "For later");
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Publish" });
  await dialog.getByRole("radio", { name: "Later, by itself" }).check();
  await expect(dialog.getByLabel("Date and time")).toHaveValue(/T09:00$/);
  await dialog.getByRole("button", { name: "Schedule", exact: true }).click();
  await expect(page.getByText("Scheduled", { exact: true })).toBeVisible();
  await expect(page.getByText("Published by itself on")).toBeVisible();
  const path = `${city.origin}/@${shop.handle}/for-later`;
  expect((await fetch(path)).status).toBe(404);
  expect((await fetch(`${city.origin}/api/items/${id}/content`)).status).toBe(404);

  await page.goto(`/dashboard/items/${id}/preview`);
  await expect(page.getByRole("heading", { level: 1, name: "For later" })).toBeVisible();
  await expect(page.getByText("The paid part.")).toHaveCount(0);
  await page.getByRole("link", { name: "As a buyer sees it" }).click();
  await expect(page.getByText("The paid part.")).toBeVisible();

  await shop.call("PUT", `/api/items/${id}/schedule`, { at: new Date(Date.now() + 1_000).toISOString(), listed: true });
  await expect.poll(async () => (await fetch(path)).status, { timeout: 20_000 }).toBe(200);
  await page.goto("/dashboard/items");
  await page.getByRole("button", { name: "Actions for For later" }).click();
  await page.getByRole("menuitem", { name: "Unlist" }).click();
  await expect(page.getByText("Unlisted", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Actions for For later" }).click();
  await page.getByRole("menuitem", { name: "Remove…" }).click();
  await expect(page.getByRole("dialog", { name: "Remove “For later” for good?" })).toBeVisible();
  await page.getByLabel("Why").fill("It was only a rehearsal.");
  await page.getByRole("button", { name: "Remove for good" }).click();
  await expect(page.getByText("Nothing written yet")).toBeVisible();
  await page.goto(path);
  await expect(page.getByText("It was only a rehearsal.")).toBeVisible();
});

test("two wallets agree on where a creator is paid, and the next offer says so", async ({ page, city }) => {
  await visit(page, "/dashboard");
  await page.getByRole("main").getByRole("button", { name: "Sign in with your wallet" }).click();
  await choose(page, "Demo creator");
  await page.getByLabel("Name", { exact: true }).fill("Demo");
  await page.getByLabel("Handle").fill("demo-payout");
  await page.getByRole("button", { name: "Start selling" }).click();
  await expect(page.getByRole("heading", { name: "Good to see you, Demo" })).toBeVisible();
  await page.goto("/dashboard/settings");
  await page.getByRole("button", { name: "Be paid at another wallet" }).click();
  await page.getByLabel("Address of the wallet to be paid").fill(demoReader.address);
  await page.getByRole("button", { name: "Continue to signing" }).click();
  const change = page.getByRole("region", { name: "A change that waits for signatures" });
  await change.getByRole("button", { name: "Sign: Your account" }).click();
  await expect(change.getByText("Signed", { exact: true })).toHaveCount(1);
  await change.getByRole("button", { name: "Sign: The wallet to be paid" }).click();
  await choose(page, "Demo reader");
  await expect(page.getByText("One change so far")).toBeVisible();
  await expect(page.getByText(demoReader.address).first()).toBeVisible();

  const made = await page.request.post("/api/items", { data: draft, headers: { origin: city.origin } });
  const { id } = await made.json();
  await page.request.post(`/api/items/${id}/publish`, { data: {}, headers: { origin: city.origin } });
  const offer = await (await fetch(`${city.origin}/api/items/${id}/content`)).json();
  expect(offer.accepts[0].payTo).toBe(demoReader.address);
});

test.describe("in Japanese", () => {
  test.use({ locale: "ja-JP" });

  /** Latin words that stand in Japanese as they are, and what is an address. */
  const latin =
    /(https:\/\/|localhost|shop-|piece-)\S*|Local test chain|\S*(@|pp_|0x)\S*|openapi\.json|\b(Pennypost|USDC|UTC|CSV|Excel|ZIP|PDF|API|Markdown|Enter|Authorization|Bearer|Cookie)\b/g;
  const metadata =
    /---|<!--.*?-->|\b(title|price|tags|slug|description|draft|Ghost|Jekyll|Hugo|Substack|WordPress|Medium|Obsidian|JSON|XML)\b/g;

  async function englishOn(page: Page): Promise<string[]> {
    await expect(page.getByRole("main").getByRole("heading").first()).toBeVisible();
    const said = await page.getByRole("main").evaluate((main) => {
      const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
      const found: string[] = [];
      while (texts.nextNode()) found.push(texts.currentNode.nodeValue ?? "");
      return found.join(" ");
    });
    const words = said.replace(latin, "").replace(metadata, "");
    return words.match(/[A-Za-z]{3,}/g) ?? [];
  }

  test("the whole desk is: its pages, its editor, its last look, and what it refuses", async ({ page, enter, city, shop }) => {
    const text = { title: "切手の目打ち", dek: "郵便の話", preview: "はじめに。", content: "## 続き\n\n有料の本文。" };
    await shop.call("PUT", "/api/creators/me", { handle: shop.handle, displayName: "野口" });
    const { id } = await shop.call<{ id: string }>("POST", "/api/items", { kind: "article", price: "0.25", ...text });
    await shop.call("POST", `/api/items/${id}/publish`, {});
    await sellTwice(city, { id, path: "", title: text.title });
    await shop.call("PATCH", `/api/items/${id}`, { ...text, preview: "はじめに、もう一度。" });
    await enter(shop);
    await page.setViewportSize({ width: 360, height: 740 });

    const pages = ["", "/items", "/items/new", "/earnings", "/settings", "/import", `/items/${id}`, `/items/${id}/versions`];
    for (const path of pages) {
      await visit(page, `/dashboard${path}`);
      expect.soft(await englishOn(page), path).toEqual([]);
    }
    await expect(page.getByRole("heading", { name: `「${text.title}」の版の履歴` })).toBeVisible();

    await visit(page, `/dashboard/items/${id}`);
    await page.getByRole("button", { name: "作品の設定" }).click();
    await page.getByRole("textbox", { name: "価格（ドル）" }).fill("free");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "変更を公開" }).click();
    await expect(page.getByRole("dialog").getByText("価格は $0.001 から $10,000 まで")).toBeVisible();
    await page.getByRole("button", { name: "「価格」へ" }).click();
    await expect(page.getByRole("textbox", { name: "価格（ドル）" })).toBeFocused();
    await page.getByRole("textbox", { name: "価格（ドル）" }).fill("0.40");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "変更を公開" }).click();
    const dialog = page.getByRole("dialog", { name: "変更を公開" });
    await expect(dialog.getByText("必要な項目はそろっています。")).toBeVisible();
    await expect(dialog.getByRole("button", { name: "変更を公開" })).toBeInViewport();
    expect(await findViolations(page, { runOnly: wcag })).toEqual([]);
    await dialog.getByRole("button", { name: "変更を公開" }).click();
    await expect(page.getByText("公開しました。読者に表示されています。").first()).toBeAttached();
    await page.reload();
    await page.getByRole("button", { name: "作品の設定" }).click();
    await expect(page.getByRole("textbox", { name: "価格（ドル）" })).toHaveValue("0.40");
  });
});
