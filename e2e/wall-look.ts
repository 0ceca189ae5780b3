// A state of the wall, looked at: on a phone and a desk, in light and dark, by axe, by what it says aloud, and that the card keeps its
// place. The state is reached once; size and colours are changed under it: every rule on a bright phone, the colours once more on a dark
// desk. WALL_PICTURES=folder keeps a picture of each.
import { expect, type Locator, type Page } from "@playwright/test";
import { colours, findSerious, wcag } from "./axe";

const phone = { width: 360, height: 740 };
const desk = { width: 1280, height: 800 };
const sizes = [phone, desk];
const folder = process.env.WALL_PICTURES;

/** The height of the card at rest; what has something to add may be a little higher. */
const restHeights = new Map([
  [phone, 486],
  [desk, 409],
]);
const moreHeight = 120;

export const wallCard = (page: Page): Locator => page.locator(".paid-part section").first();

/** `text` is part of what a screen reader is told. */
export async function look(page: Page, name: string, title: string | RegExp, text: string): Promise<void> {
  const card = wallCard(page);
  await expect(card.getByRole("heading", { level: 2, includeHidden: true })).toHaveText(title);
  await expect(card.locator("[aria-live=polite]").getByText(text).first()).toBeVisible();
  // A pointer left on a button would colour it, and a colour on its way is none to be judged.
  await page.mouse.move(0, 0);
  for (const size of sizes) {
    await page.setViewportSize(size);
    for (const colorScheme of ["light", "dark"] as const) {
      const runsAxe = (colorScheme === "light") === (size === phone);
      if (!runsAxe && !folder) continue;
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== "running"));
      if (folder) await card.screenshot({ path: `${folder}/${name}-${size.width}-${colorScheme}.png` });
      if (!runsAxe) continue;
      const runOnly = colorScheme === "light" ? wcag : colours;
      const serious = await findSerious(page, { runOnly, within: ".paid-part" });
      expect(serious, `${name} at ${size.width}, ${colorScheme}`).toEqual([]);
    }
    const { width, height } = (await card.boundingBox()) ?? { width: 0, height: 0 };
    const column = (await page.locator(".paid-part").boundingBox())?.width ?? 0;
    expect(width, `${name} at ${size.width} is as wide as the column`).toBe(column);
    expect(height, `${name} at ${size.width} is hardly higher than the price`).toBeLessThan(
      (restHeights.get(size) ?? 0) + moreHeight,
    );
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, `${name} at ${size.width} scrolls sideways`).toBeLessThanOrEqual(0);
  }
}
