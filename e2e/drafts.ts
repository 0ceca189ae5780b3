// A draft, and the editor that is open at it.
import { expect, type Page } from "@playwright/test";
import type { City, Piece, Shop } from "./fixtures";

export const draft = { kind: "article", title: "A draft", price: "0.25", preview: "The free part.", content: "The paid part." };

export async function openDraft(page: Page, shop: Shop, title: string): Promise<string> {
  const { id } = await shop.call<{ id: string }>("POST", "/api/items", { ...draft, title });
  await page.goto(`/dashboard/items/${id}`);
  await expect(page.getByRole("button", { name: "Publish", exact: true })).toBeVisible();
  return id;
}

/** Two sales: the first one alone is a moment of its own, over whatever page is open. */
export async function sellTwice(city: City, piece: Piece): Promise<void> {
  for (let sale = 0; sale < 2; sale++) await city.payAsScript(piece, await city.person(1_000_000n));
}
