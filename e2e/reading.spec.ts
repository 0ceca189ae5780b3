// Reading what one owns: the size of the text, the place where one stopped, footnotes, paper, and files that open on their page.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { csv, mp3 } from "../tests/support/media";
import { findSerious } from "./axe";
import { test, unlockButton, visit } from "./fixtures";

const sizes = [
  { width: 360, height: 740 },
  { width: 1280, height: 800 },
];

const preview = "The free part[^1], with [a link](https://a.example/far).\n\n[^1]: A free note.";
const paragraphs = Array.from({ length: 40 }, (_, n) => `Paragraph ${n + 1}. ${"Words to read. ".repeat(30)}`);
const content = ["## Inside", "A paid part[^1].", ...paragraphs, "[^1]: A paid note."].join("\n\n");

const fontSize = (page: Page) =>
  page.getByText("The free part").evaluate((text) => Number.parseFloat(getComputedStyle(text).fontSize));

const sidewards = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("an owner reads in their size, goes on where they stopped, follows notes and prints", async ({
  page,
  enter,
  city,
  shop,
}) => {
  const piece = await shop.article({ content });
  await shop.call("PATCH", `/api/items/${piece.id}`, { preview });
  await shop.call("POST", `/api/items/${piece.id}/publish`, {});
  const reader = await city.person(1_000_000n);
  await city.payAsScript(piece, reader);
  await page.goto(piece.path);

  // A stranger's paper has the free part and says where the rest is.
  await page.emulateMedia({ media: "print" });
  await expect(unlockButton(page)).toBeHidden();
  await expect(page.getByText("The rest of this piece costs $0.25. It is read at")).toBeVisible();
  await page.emulateMedia({ media: "screen" });

  await enter(await city.sessionOf(reader));
  for (const size of sizes) {
    await page.setViewportSize(size);
    await visit(page, piece.path);
    const last = page.getByText("Paragraph 40.");
    await expect(last).toBeAttached();

    const before = await fontSize(page);
    await page.getByRole("button", { name: "Larger text" }).click();
    await expect.poll(() => fontSize(page)).toBeGreaterThan(before * 1.1);
    await visit(page, piece.path);
    expect(await fontSize(page)).toBeGreaterThan(before * 1.1);
    expect(await sidewards(page)).toBe(0);
    await page.getByRole("button", { name: "Smaller text" }).click();
    await expect.poll(() => fontSize(page)).toBe(before);

    await page.getByText("Paragraph 20.").evaluate((text) => scrollTo(0, text.getBoundingClientRect().top + scrollY));
    const kept = () => page.evaluate((id) => localStorage.getItem(`pennypost.progress.${id}`) ?? "", piece.id);
    await expect.poll(kept).toMatch(/"fraction":0\.[345]/);
    await page.goto("/docs/agents");
    await page.goto(piece.path);
    await page.getByRole("button", { name: /^Continue where you stopped/ }).click();
    await expect(page.getByText("Paragraph 20.")).toBeFocused();
    await expect(page.getByText("Paragraph 20.")).toBeInViewport();

    // The notes of both parts are one list at the end, and lead there and back.
    await expect(page.locator(".notes li")).toHaveText([/A free note/, /A paid note/]);
    await page.locator("[data-footnote-ref]", { hasText: "2" }).click();
    await expect(page.getByText("A paid note")).toBeInViewport();
    await page.getByRole("link", { name: "Back to reference 2" }).click();
    await expect(page.getByText("A paid part")).toBeInViewport();
    expect(await findSerious(page, { within: "main" })).toEqual([]);
    await page.evaluate(() => localStorage.clear());
  }

  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("banner")).toBeHidden();
  await expect(page.getByRole("group", { name: "Text size" })).toBeHidden();
  await expect(last(page)).toBeVisible();
  const address = await page.getByRole("link", { name: "a link" }).evaluate((link) => getComputedStyle(link, "::after").content);
  expect(address).toContain("https://a.example/far");
});

const last = (page: Page) => page.getByText("Paragraph 40.");

const demo = (path: string) => new Uint8Array(readFileSync(join(import.meta.dirname, "../prisma/seed/content", path)));

test("an owner reads, plays and looks at files on their page, by ranges", async ({ page, enter, city, shop }) => {
  const piece = await shop.files([
    { name: "edge.pdf", body: demo("nora-pelling/the-edge-of-the-stamp/files/the-edge-of-the-stamp.pdf") },
    { name: "island.png", body: demo("bram-oduya/eight-stamps-never-issued/files/7-island.png") },
    { name: "moon.png", body: demo("bram-oduya/eight-stamps-never-issued/files/4-gibbous-moon.png") },
    { name: "tune.mp3", body: new Uint8Array(mp3(60)) },
    { name: "broken.wav", body: `RIFF\0\0\0\0WAVEfmt ${"\0".repeat(2000)}` },
    { name: "rows.csv", body: csv(9000) },
    { name: "notes.md", body: "# Notes\n\nSome words." },
  ]);
  const reader = await city.person(1_000_000n);
  await city.payAsScript(piece, reader);
  await enter(await city.sessionOf(reader));
  const ranged = new Set<string>();
  page.on("response", (answer) => {
    if (answer.status() === 206) ranged.add(new URL(answer.url()).pathname.split("/").at(-1) ?? "");
  });
  for (const size of sizes) {
    await page.setViewportSize(size);
    await visit(page, piece.path);
    await page.getByRole("button", { name: "Read edge.pdf" }).click();
    const pages = page.getByRole("region", { name: "Pages of edge.pdf" });
    await expect(pages.getByText("The edge of the stamp").first()).toBeVisible();
    const drawn = (number: number) =>
      pages.getByRole("img", { name: `Page ${number} of 12` }).evaluate((canvas: HTMLCanvasElement) => canvas.width);
    await expect.poll(() => drawn(1)).toBeGreaterThan(300);
    await pages.getByRole("img", { name: "Page 12 of 12" }).scrollIntoViewIfNeeded();
    await expect.poll(() => drawn(12)).toBeGreaterThan(300);
    await expect.poll(() => drawn(1)).toBe(0);
    await page.getByRole("button", { name: "Read over the whole window" }).click();
    const whole = page.getByRole("dialog", { name: "edge.pdf" });
    const shown = whole.getByRole("img", { name: "Page 12 of 12" });
    const widthOf = () => shown.evaluate((canvas) => canvas.clientWidth);
    await expect.poll(widthOf).toBeGreaterThan(300);
    const before = await widthOf();
    await whole.getByRole("button", { name: "Larger" }).click();
    await expect.poll(widthOf).toBeGreaterThan(1.2 * before);
    await page.keyboard.press("Escape");
    await expect(whole).toHaveCount(0);
    await page.getByRole("button", { name: "Read rows.csv" }).click();
    const table = page.getByRole("region", { name: "The beginning of rows.csv" });
    await expect(table.getByRole("cell", { name: "row 100, quoted" })).toBeAttached();
    await expect(page.getByText("The first 100 rows of 9,000").or(page.getByText("100 rows", { exact: true }))).toBeVisible();
    await page.getByRole("button", { name: "Read notes.md" }).click();
    await expect(page.getByText("Some words.")).toBeVisible();
    await page.getByRole("button", { name: "Play tune.mp3" }).click();
    const player = page.getByRole("group", { name: "Play tune.mp3" });
    const tune = player.locator("audio");
    await expect.poll(() => tune.evaluate((audio: HTMLAudioElement) => audio.duration)).toBeGreaterThan(50);
    await page.getByRole("button", { name: "Play broken.wav" }).click();
    await expect(page.getByText("It could not be opened here. It can still be downloaded.")).toBeVisible();
    for (let press = 0; press < 2; press++) await player.getByRole("button", { name: "Forward 30 seconds" }).click();
    await expect.poll(() => tune.evaluate((audio: HTMLAudioElement) => audio.currentTime)).toBeGreaterThanOrEqual(40);
    expect(await sidewards(page)).toBe(0);
    expect(await findSerious(page, { within: "main" })).toEqual([]);

    await page.getByRole("button", { name: "View island.png" }).click();
    const look = page.getByRole("dialog", { name: "island.png" });
    await expect.poll(() => look.getByRole("img").evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1600);
    await page.keyboard.press("ArrowRight");
    await expect(page.getByRole("dialog", { name: "moon.png" }).getByText("2 of 2")).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("button", { name: "View island.png" })).toBeFocused();
  }
  for (const at of [0, 3, 5]) expect(ranged).toContain(piece.fileIds[at]);
});

test.describe("in Japanese", () => {
  test.use({ locale: "ja-JP" });

  test("the pages of pieces say everything in Japanese", async ({ page, shop }) => {
    const article = await shop.article();
    const files = await shop.files([{ name: "一.txt", body: "はじめに。".repeat(900) }]);
    await page.goto(article.path);
    await expect(page.getByRole("heading", { name: "続きの内容" })).toBeVisible();
    await expect(page.getByRole("group", { name: "文字の大きさ" })).toBeVisible();
    await expect(page.getByRole("heading", { name: `${shop.handle} のほかの作品` })).toBeVisible();
    expect(await findSerious(page, { within: "main" })).toEqual([]);
    await page.goto(files.path);
    await expect(page.getByRole("heading", { name: "収録ファイル" })).toBeVisible();
    await expect(page.getByText("Text size").or(page.getByText("What you get"))).toHaveCount(0);
    expect(await findSerious(page, { within: "main" })).toEqual([]);
    await shop.call("DELETE", `/api/items/${files.id}`);
    await page.goto(files.path);
    await expect(page.getByRole("heading", { name: "この作品は公開を終了しました" })).toBeVisible();
  });
});

test("the contents of an owned article lead to its sections and name the one that is read, the same after a reload", async ({
  page,
  enter,
  city,
  shop,
}) => {
  const part = (name: string) => [`## ${name}`, ...paragraphs.slice(0, 8)].join("\n\n");
  const piece = await shop.article({ content: ["First & foremost", "Second", "第三"].map(part).join("\n\n") });
  const reader = await city.person(1_000_000n);
  await city.payAsScript(piece, reader);
  await enter(await city.sessionOf(reader));
  const contents = page.getByRole("navigation", { name: "Contents" });

  await page.setViewportSize({ width: 1360, height: 800 });
  await visit(page, piece.path);
  await expect(contents.getByRole("link")).toHaveText(["First & foremost", "Second", "第三"]);
  await expect(contents.locator("[aria-current]")).toHaveCount(0);
  await contents.getByRole("link", { name: "Second" }).click();
  await expect(page.getByRole("heading", { name: "Second" })).toBeInViewport();
  await expect(contents.locator("[aria-current=location]")).toHaveText("Second");
  const placeOf = () => page.locator(".paid-part").evaluate((part) => part.getBoundingClientRect().x);
  const before = await placeOf();
  await page.reload();
  await expect(contents.getByRole("link")).toHaveCount(3);
  expect(await placeOf()).toBe(before);

  await page.setViewportSize({ width: 360, height: 740 });
  await visit(page, piece.path);
  await expect(contents).toBeHidden();
  await page.getByRole("button", { name: "Contents" }).click();
  await contents.getByRole("link", { name: "第三" }).click();
  await expect(contents).toBeHidden();
  await expect(page.getByRole("heading", { name: "第三" })).toBeInViewport();
  expect(await sidewards(page)).toBe(0);
});

test("where one stopped on one device is where another goes on", async ({ page, enter, city, shop }) => {
  const piece = await shop.article({ content });
  const reader = await city.person(1_000_000n);
  await city.payAsScript(piece, reader);
  await enter(await city.sessionOf(reader));
  await visit(page, piece.path);
  const told = page.waitForResponse((response) => response.url().endsWith("/place") && response.status() === 204);
  await page.getByText("Paragraph 20.").scrollIntoViewIfNeeded();
  await told;

  await page.evaluate(() => localStorage.clear());
  await visit(page, "/library");
  await expect(page.getByText(/% read|stopped|\d+ %/).first()).toBeVisible();
  await visit(page, piece.path);
  await page.getByRole("button", { name: "Continue where you stopped" }).click();
  await expect(page.getByText("Paragraph 20.")).toBeInViewport();
});

test("what was bought and opened is read without a network, and gone from the device with the sign-out", async ({
  page,
  context,
  enter,
  city,
  shop,
}) => {
  const piece = await shop.article({ content });
  const reader = await city.person(1_000_000n);
  await city.payAsScript(piece, reader);
  await enter(await city.sessionOf(reader));
  await visit(page, piece.path);
  const isKept = () =>
    page.evaluate(
      async (path) => Boolean(await (await caches.open("pennypost-kept")).match(path, { ignoreVary: true })),
      piece.path,
    );
  await expect.poll(isKept).toBe(true);
  await expect
    .poll(() => page.evaluate(async () => Boolean(await (await caches.open("pennypost-kept")).match("/offline"))))
    .toBe(true);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));

  // With the network, it is as if there were no worker: nothing older is shown, and nothing is missing.
  await page.reload();
  expect(await page.evaluate(() => Boolean(navigator.serviceWorker.controller))).toBe(true);
  await visit(page, "/library");
  await expect(page.getByRole("heading", { name: "Library", exact: true })).toBeVisible();
  await shop.call("PATCH", `/api/items/${piece.id}`, { content: `${content}\n\nWritten since.` });
  await shop.call("POST", `/api/items/${piece.id}/publish`, {});
  await visit(page, piece.path);
  await expect(page.getByText("Written since.")).toBeAttached();

  await context.setOffline(true);
  await page.goto(piece.path);
  await expect(page.getByText("Paragraph 40.")).toBeAttached();
  await page.goto("/library");
  await expect(page.getByRole("heading", { name: "You are offline" })).toBeVisible();
  await page.getByRole("link", { name: piece.title }).click();
  await expect(page.getByText("Paragraph 40.")).toBeAttached();

  await context.setOffline(false);
  await visit(page, piece.path);
  await page
    .getByRole("banner")
    .getByRole("button", { name: /^Wallet / })
    .click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect.poll(() => page.evaluate(() => caches.has("pennypost-kept"))).toBe(false);
  await visit(page, "/library");
  await expect(page.getByRole("heading", { name: "You are offline" })).toHaveCount(0);
});
