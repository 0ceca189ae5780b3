// What is said of a piece beside its text: price, address, time and limits, each kept, shown and refused where it belongs; and its maker's handle.
import { expect } from "@playwright/test";
import { findViolations, wcag } from "./axe";
import { openDraft, sellTwice } from "./drafts";
import { test, visit } from "./fixtures";

test("Save keeps and Publish shows: a new price is nobody's before it is published, and a wrong one is gone to", async ({
  page,
  enter,
  city,
  shop,
}) => {
  await enter(shop);
  const piece = await shop.article();
  const priced = async () =>
    (await (await fetch(`${city.origin}/api/items/${piece.id}/content`)).json()).accepts[0].maxAmountRequired;
  await visit(page, `/dashboard/items/${piece.id}`);
  const price = page.getByLabel("Price in dollars");
  await price.fill("0.75");
  await expect(page.getByText("Saved; not published yet: price")).toBeVisible();
  await page.keyboard.press("Control+s");
  await page.getByRole("button", { name: "Publish changes" }).click();
  const dialog = page.getByRole("dialog", { name: "Publish the changes" });
  await expect(dialog.getByText("You receive $0.75 for each sale")).toBeVisible();
  expect(await priced()).toBe("250000");
  await dialog.getByRole("button", { name: "Publish changes" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("All changes saved")).toBeVisible();
  // An offer is told for a second.
  await expect.poll(priced).toBe("750000");

  const title = page.getByRole("textbox", { name: "Title", exact: true });
  await title.fill(`Long ${"title ".repeat(30)}`);
  await expect(page.getByText(/characters too many/)).toBeVisible();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByLabel("Price in dollars").focus();
  await page.getByRole("button", { name: "Not saved: Title" }).press("Enter");
  await expect(title).toBeFocused();
  await title.fill("Short enough");
  await expect(page.getByText("All changes saved")).toBeVisible();
});

test("who leaves with a price that waits is asked, and finds it when they come back", async ({ page, enter, shop }) => {
  await enter(shop);
  const piece = await shop.article();
  await visit(page, `/dashboard/items/${piece.id}`);
  const price = page.getByLabel("Price in dollars");
  await price.fill("0.75");
  const leave = page.getByRole("dialog", { name: "Leave without saving?" });
  const library = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Library" });
  await library.click();
  await expect(leave).toContainText("Readers do not have the new price, address or tags yet");
  expect(await findViolations(page, { runOnly: wcag })).toEqual([]);
  await leave.getByRole("button", { name: "Stay" }).click();
  await expect(price).toHaveValue("0.75");
  await library.click();
  await leave.getByRole("button", { name: "Leave without them" }).click();
  await expect(page).toHaveURL(/\/library$/);

  await visit(page, `/dashboard/items/${piece.id}`);
  await expect(price).toHaveValue("0.25");
  const kept = /^Changes that were not saved are kept on this device, from .*: price \(0\.75 instead of 0\.25\)\.$/;
  await expect(page.getByText(kept)).toBeVisible();
  await page.getByRole("button", { name: "Bring them back" }).click();
  await expect(price).toHaveValue("0.75");
  await expect(page.getByText("Saved; not published yet: price")).toBeVisible();
});

test("a link and a footnote that stray over the paid line are told, and a target above it is carried down", async ({
  page,
  enter,
  shop,
}) => {
  await enter(shop);
  const id = await openDraft(page, shop, "Tables of the tides");
  await page.getByRole("tab", { name: "Markdown" }).click();
  await page.getByLabel("Free part").fill("From [the office][office].[^1]\n\n[gauge]: https://example.org/gauge");
  await page.getByLabel("Paid part").fill("By [a gauge][gauge].\n\n[office]: https://example.org/office\n\n[^1]: A note.");
  await expect(page.getByText("[^1]: the note stands on the other side")).toBeVisible();
  await expect(page.getByText("[office]: the address is given in the paid part")).toBeVisible();
  await page.getByRole("button", { name: "Copy it into the paid part" }).click();
  await expect(page.getByLabel("Paid part")).toHaveValue(/\[gauge\]: https:\/\/example\.org\/gauge$/);
  await expect(page.getByRole("button", { name: "Copy it into the paid part" })).toHaveCount(0);
  await expect
    .poll(async () => (await shop.call<{ content: string }>("GET", `/api/items/${id}/draft`)).content)
    .toContain("[gauge]: https://example.org/gauge");
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test("tables are cards, and settings a sheet that a field is gone to in", async ({ page, enter, city, shop }) => {
    await enter(shop);
    const piece = await shop.article();
    await sellTwice(city, piece);
    for (const path of ["/dashboard/items", "/dashboard/earnings"]) {
      await page.goto(path);
      const row = page.getByRole("row").filter({ hasText: piece.title }).first();
      await expect(row).toBeVisible();
      // Each value is on the screen, without scrolling sideways.
      for (const cell of await row.getByRole("cell").all()) {
        const box = await cell.boundingBox();
        expect(box && box.x >= 0 && box.x + box.width <= 360).toBe(true);
      }
    }
    await openDraft(page, shop, "On a phone");
    await page.getByRole("button", { name: "Settings of the piece" }).tap();
    const sheet = page.getByRole("dialog", { name: "Settings of the piece" });
    const price = sheet.getByLabel("Price in dollars");
    await price.fill("free");
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Save", exact: true }).tap();
    await page.getByRole("button", { name: "Not saved: Price" }).tap();
    await expect(price).toBeFocused();
    await expect(price).toBeInViewport();
    expect(await findViolations(page, { runOnly: wcag })).toEqual([]);
  });
});

test.describe("in Berlin", () => {
  test.use({ timezoneId: "Europe/Berlin" });

  test("times are Berlin's as the server sends them, and an hour that is left out or comes twice is asked about", async ({
    page,
    enter,
    city,
    shop,
  }) => {
    const errors: string[] = [];
    page.on("pageerror", ({ message }) => errors.push(message));
    await enter(shop);
    const piece = await shop.article();
    await sellTwice(city, piece);
    await page.goto("/dashboard/earnings");
    await expect(page.getByRole("columnheader", { name: "When (Europe/Berlin)" })).toBeVisible();
    // From now on the server knows.
    const html = await (await page.request.get("/dashboard/earnings")).text();
    expect(html).toContain("When (Europe/Berlin)");
    const { rows } = await shop.call<{ rows: { settledAt: string }[] }>("GET", "/api/earnings/sales");
    const settledAt = new Date(rows[0]?.settledAt ?? "");
    const clock = settledAt.toLocaleTimeString("en-GB", { timeZone: "Europe/Berlin", hour: "2-digit", minute: "2-digit" });
    await expect(page.getByRole("region", { name: "Sales" }).locator("time").first()).toContainText(clock);
    await page
      .getByRole("link", { name: /^Receipt of/ })
      .first()
      .click();
    await expect(page.getByRole("heading", { name: "Receipt" })).toBeVisible();
    await expect(page.locator("time")).toContainText(new RegExp(`at ${clock}:\\d\\d (CET|CEST|GMT)`));

    const id = await openDraft(page, shop, "In the night");
    await page.getByRole("button", { name: "Publish", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Publish" });
    await dialog.getByRole("radio", { name: "Later, by itself" }).check();
    const time = dialog.getByLabel("Date and time");
    const schedule = dialog.getByRole("button", { name: "Schedule", exact: true });
    await time.fill("2027-10-31T02:30");
    await expect(dialog.getByText("this time comes twice")).toBeVisible();
    await expect(schedule).toBeDisabled();
    await time.fill("2027-03-28T02:30");
    await expect(dialog.getByText("this time is left out")).toBeVisible();
    await expect(schedule).toBeDisabled();
    await dialog.getByRole("radio", { name: /03:30/ }).check();
    await schedule.click();
    await expect(page.getByText("Published by itself on Sun, 28 Mar 2027, 03:30")).toBeVisible();
    const { scheduledFor } = await shop.call<{ scheduledFor: string }>("GET", `/api/items/${id}/draft`);
    expect(scheduledFor).toBe("2027-03-28T01:30:00.000Z");
    expect(errors).toEqual([]);
  });
});

test("a handle is suggested from the name, and looked for while it is typed", async ({ page, enter, city, shop }) => {
  await enter(await city.sessionOf(await city.person()));
  await visit(page, "/dashboard");
  const handle = page.getByLabel("Handle");
  const name = `Ines ${shop.handle.slice(5)}`;
  await page.getByLabel("Name", { exact: true }).fill(name);
  await expect(handle).toHaveValue(name.toLowerCase().replace(" ", "-"));
  await expect(page.getByText(/is free\.$/)).toBeVisible();
  await handle.fill(shop.handle);
  await expect(page.getByText("This handle is taken.")).toBeVisible();
  await page.getByRole("button", { name: `Use @${shop.handle}-writes` }).click();
  await expect(page.getByText(`@${shop.handle}-writes is free.`)).toBeVisible();
  // Another name changes nothing that somebody chose.
  await page.getByLabel("Name", { exact: true }).fill("Somebody Else");
  await page.getByRole("button", { name: "Start selling" }).click();
  await expect(page.getByRole("heading", { name: "Good to see you, Somebody Else" })).toBeVisible();
  const own = await page.request.get("/api/creators/me");
  expect(await own.json()).toMatchObject({ handle: `${shop.handle}-writes` });
});
