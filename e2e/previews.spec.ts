// What there is to see of files before they are bought: pages, pictures, a few seconds, the head of a table.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { csv, mp3 } from "../tests/support/media";
import { findSerious } from "./axe";
import { type City, type Piece, type Shop, test } from "./fixtures";

const demo = (path: string) => new Uint8Array(readFileSync(join(import.meta.dirname, "../prisma/seed/content", path)));

async function sell(city: City, shop: Shop): Promise<Piece> {
  const piece = await shop.files([
    { name: "edge.pdf", body: demo("nora-pelling/the-edge-of-the-stamp/files/the-edge-of-the-stamp.pdf") },
    { name: "island.png", body: demo("bram-oduya/eight-stamps-never-issued/files/7-island.png") },
    { name: "moon.png", body: demo("bram-oduya/eight-stamps-never-issued/files/4-gibbous-moon.png") },
    { name: "tune.mp3", body: new Uint8Array(mp3(60)) },
    { name: "rows.csv", body: csv(2000) },
  ]);
  const made = async () => {
    const answer = await fetch(`${city.origin}/api/items/${piece.id}/previews`);
    return ((await answer.json()) as { rows: unknown[] }).rows.length;
  };
  await expect.poll(made, { timeout: 60_000 }).toBe(5);
  return piece;
}

/** How far anything on the page has moved by itself (layout-shift score). */
const shifted = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0;
        const observer = new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[]) sum += entry.value;
        });
        observer.observe({ type: "layout-shift", buffered: true });
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)));
      }),
  );

async function isWhole(page: Page): Promise<void> {
  for (const picture of await page.locator("main img").all()) {
    await picture.scrollIntoViewIfNeeded();
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)).toBe(true);
  }
}

test("a stranger looks inside: pages, pictures, a clip and rows, on a phone and a desk", async ({ page, city, shop }) => {
  test.setTimeout(120_000);
  const piece = await sell(city, shop);
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    await page.goto(piece.path);
    const inside = page.getByRole("region", { name: "A look inside" });
    await expect(inside.getByRole("link", { name: /^Page \d of edge\.pdf/ })).toHaveCount(3);
    await expect(inside.getByText("Pages 1–3 of 12")).toBeVisible();
    await expect(inside.getByRole("link", { name: /small and watermarked/ })).toHaveCount(2);
    await expect(inside.getByText("The first 10 rows of 2,000")).toBeVisible();
    await expect(inside.getByRole("cell", { name: "row 10, quoted" })).toBeVisible();
    await expect(inside.getByText("row 11, quoted")).toHaveCount(0);
    await expect(page.getByText("PDF · 12 pages · 479 KB")).toBeVisible();
    await isWhole(page);
    const seconds = () => inside.locator("audio").evaluate((audio: HTMLAudioElement) => audio.duration);
    await expect.poll(seconds).toBeGreaterThan(5);
    expect(await seconds()).toBeLessThan(7);
    expect(await shifted(page)).toBeLessThan(0.02);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme });
      expect(await findSerious(page, { within: "main" })).toEqual([]);
    }
  }
});

test("a creator turns a preview off, and strangers see it no more", async ({ page, enter, city, shop }) => {
  test.setTimeout(120_000);
  const piece = await sell(city, shop);
  await enter(shop);
  await page.goto(`/dashboard/items/${piece.id}`);
  const settings = page.getByRole("region", { name: "A look inside" });
  await expect(settings.getByText("Readers see the first pages before they buy.")).toBeVisible();
  await settings.getByLabel("Show the preview of rows.csv").click();
  await expect(settings.getByLabel("Show the preview of rows.csv")).not.toBeChecked();

  const shown = async () => (await (await fetch(`${city.origin}${piece.path}`)).text()).includes("row 10, quoted");
  await expect.poll(shown).toBe(false);
  await settings.getByLabel("Show the preview of rows.csv").click();
  await expect.poll(shown).toBe(true);
});
