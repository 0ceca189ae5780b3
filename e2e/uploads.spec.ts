import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import { type Scratch, scratchFolder } from "../tests/support/scratch";
import { type Shop, test, visit } from "./fixtures";

const BYTES = 12_000_000;

let scratch: Scratch;
test.beforeAll(() => {
  scratch = scratchFolder();
});
test.afterAll(() => scratch.remove());

test.beforeEach(({ enter, shop }) => enter(shop));

async function openBox(page: Page, shop: Shop): Promise<string> {
  const { id } = await shop.call<{ id: string }>("POST", "/api/items", { kind: "file", title: "A box", price: "0.30" });
  await visit(page, `/dashboard/items/${id}`);
  return id;
}

/** So slow that there is time to press a button; undone by the function it resolves to. */
async function slowLine(page: Page): Promise<() => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  const line = (uploadThroughput: number) =>
    session.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput });
  await line(1_500_000);
  return async () => void (await line(-1));
}

const choose = (page: Page, path: string) => page.getByLabel("Choose files").setInputFiles(path);
const row = (page: Page, name: string) => page.getByRole("listitem").filter({ hasText: name });

test("a large file is paused, resumed, left by a reload, chosen again, and arrives whole", async ({ page, shop }) => {
  const path = scratch.path("film.bin");
  const bytes = Buffer.alloc(BYTES, "so many frames, ");
  writeFileSync(path, bytes);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const id = await openBox(page, shop);
  const hurry = await slowLine(page);
  const film = row(page, "film.bin");

  await choose(page, path);
  await expect(film).toContainText(/[1-9]\d* % of 12 MB · .* left/);
  await page.getByRole("button", { name: "Pause film.bin" }).click();
  await expect(film).toContainText(/Paused at [1-9]\d* % of 12 MB/);
  await page.getByRole("button", { name: "Resume film.bin" }).click();
  await expect(film).toContainText("left");

  await page.reload();
  await expect(film).toContainText(/[1-9]\d* % of 12 MB arrived before it stopped/);
  await hurry();
  await choose(page, path);
  await expect(page.getByRole("button", { name: "Rename film.bin" })).toBeVisible();
  const draft = await shop.call<{ files: object[] }>("GET", `/api/items/${id}/draft`);
  expect(draft.files).toEqual([expect.objectContaining({ name: "film.bin", bytes: String(BYTES), sha256 })]);
});

test("files are ordered from the keyboard, renamed, and taken out again", async ({ page, shop }) => {
  const id = await openBox(page, shop);
  const files = ["one", "two", "three"].map((name) => ({
    name: `${name}.txt`,
    mimeType: "text/plain",
    buffer: Buffer.from(name),
  }));
  await page.getByLabel("Choose files").setInputFiles(files);
  await expect(page.getByText("3 files")).toBeVisible();
  const names = async () =>
    (await shop.call<{ files: { name: string }[] }>("GET", `/api/items/${id}/draft`)).files.map(({ name }) => name);

  await page.getByRole("button", { name: "Move three.txt, 3 of 3" }).focus();
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("button", { name: "Move three.txt, 2 of 3" })).toBeFocused();
  await expect.poll(names).toEqual(["one.txt", "three.txt", "two.txt"]);
  const [from, to] = await Promise.all(
    ["Move three.txt", "Move one.txt"].map((name) => page.getByRole("button", { name }).boundingBox()),
  );
  await page.mouse.move((from?.x ?? 0) + 8, (from?.y ?? 0) + 8);
  await page.mouse.down();
  await page.mouse.move((to?.x ?? 0) + 8, (to?.y ?? 0) - 12, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByRole("button", { name: "Move three.txt, 1 of 3" })).toBeVisible();
  await expect.poll(names).toEqual(["three.txt", "one.txt", "two.txt"]);

  await page.getByRole("button", { name: "Rename one.txt" }).click();
  await page.keyboard.type("größe");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "Rename größe.txt" })).toBeVisible();
  await page.getByRole("button", { name: "Delete two.txt" }).click();
  await expect(page.getByText("2 files")).toBeVisible();
  await expect.poll(names).toEqual(["three.txt", "größe.txt"]);
});

test("an upload that is cancelled is gone, and an empty file says why it was refused", async ({ page, shop }) => {
  const id = await openBox(page, shop);
  const path = scratch.path("regret.bin");
  writeFileSync(path, Buffer.alloc(BYTES));
  await slowLine(page);
  await choose(page, path);
  await expect(row(page, "regret.bin")).toContainText("left");
  await page.getByRole("button", { name: "Cancel regret.bin" }).click();
  await expect(row(page, "regret.bin")).toHaveCount(0);
  await expect.poll(() => shop.call<unknown[]>("GET", `/api/items/${id}/uploads`)).toEqual([]);
  await page.getByLabel("Choose files").setInputFiles({ name: "nothing.txt", mimeType: "text/plain", buffer: Buffer.alloc(0) });
  await expect(row(page, "nothing.txt")).toContainText("The file is empty.");
});
