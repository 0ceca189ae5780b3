// Pictures in a text, from the writer's clipboard to the reader's page: what is paid for is seen by who paid, and nothing is dropped
// without a word.
import { expect, type Page } from "@playwright/test";
import sharp from "sharp";
import { choose, type Shop, test, unlockButton, visit } from "./fixtures";

interface Draft {
  id: string;
  slug: string;
  preview: string;
  content: string;
}

const textbox = (page: Page) => page.getByRole("textbox", { name: "Text: free part and paid part" });
const draftOf = (shop: Shop, id: string) => shop.call<Draft>("GET", `/api/items/${id}/draft`);
const notices = (page: Page) => page.getByRole("status", { name: "Pictures" });

/** A drawing with its name on it. */
const drawing = (name: string, width = 1200, height = 700, paper = "#dfe8ee") =>
  sharp(
    Buffer.from(
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="${paper}"/>
       <path d="M0 ${height * 0.7} Q ${width / 4} ${height * 0.3} ${width / 2} ${height * 0.6} T ${width} ${height * 0.4}" stroke="#b1251b" stroke-width="8" fill="none"/>
       <circle cx="${width * 0.8}" cy="${height * 0.25}" r="${height * 0.1}" fill="#23415c"/><title>${name}</title></svg>`,
    ),
  )
    .png()
    .toBuffer();

interface Pasted {
  files?: { name: string; type: string; bytes: Buffer }[];
  html?: string;
}

/** As the clipboard, or a hand that lets go, has it. */
async function give(page: Page, how: "paste" | "drop", { files = [], html }: Pasted): Promise<void> {
  const carried = files.map(({ name, type, bytes }) => ({ name, type, base64: bytes.toString("base64") }));
  await textbox(page).evaluate(
    (element, { way, markup, list }) => {
      const data = new DataTransfer();
      if (markup) data.setData("text/html", markup);
      for (const { name, type, base64 } of list)
        data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], name, { type }));
      const at = element.querySelector("p:last-of-type")?.getBoundingClientRect();
      const event =
        way === "paste"
          ? new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })
          : new DragEvent("drop", {
              dataTransfer: data,
              bubbles: true,
              cancelable: true,
              clientX: (at?.left ?? 0) + 2,
              clientY: (at?.bottom ?? 0) - 2,
            });
      element.dispatchEvent(event);
    },
    { way: how, markup: html, list: carried },
  );
}
const png = (name: string, bytes: Buffer) => ({ name, type: "image/png", bytes });

async function openDraft(
  page: Page,
  shop: Shop,
  texts = { preview: "The coast in summer.", content: "What the tide table says." },
) {
  const { id } = await shop.call<Draft>("POST", "/api/items", { kind: "article", title: "Tides", price: "0.25", ...texts });
  await page.goto(`/dashboard/items/${id}`);
  await expect(textbox(page)).toBeVisible();
  return id;
}

async function placeAfter(page: Page, words: string): Promise<void> {
  await textbox(page).getByText(words, { exact: true }).click();
  await page.keyboard.press("End");
}

const isLoaded = (page: Page, name: string) =>
  expect
    .poll(() =>
      page.getByRole("img", { name }).evaluate((image: HTMLImageElement) => {
        image.scrollIntoView();
        return image.complete && image.naturalWidth > 0;
      }),
    )
    .toBe(true);

/** What the text names: the hashes of each part's pictures, once there are so many. */
async function namedIn(shop: Shop, id: string, free: number, paid: number): Promise<{ free: string[]; paid: string[] }> {
  const read = async () => {
    const { preview, content } = await draftOf(shop, id);
    const named = (text: string) => [...text.matchAll(/picture:([0-9a-f]{64})/g)].map(([, sha256 = ""]) => sha256);
    return { free: named(preview), paid: named(content) };
  };
  await expect
    .poll(async () => {
      const named = await read();
      return [named.free.length, named.paid.length];
    })
    .toEqual([free, paid]);
  return read();
}

test("a picture is pasted into each part; a reader sees the free one, buys, and sees both", async ({
  page,
  shop,
  enter,
  browser,
  city,
}) => {
  await enter(shop);
  const id = await openDraft(page, shop);
  await placeAfter(page, "The coast in summer.");
  await give(page, "paste", { files: [png("coast.png", await drawing("coast"))] });
  await placeAfter(page, "What the tide table says.");
  await give(page, "drop", { files: [png("table.png", await drawing("table", 1600, 900, "#f2e9d8"))] });
  await expect(page.locator(".desk-figure")).toHaveCount(2);

  // From the keyboard: the picture is chosen, Enter asks what it shows.
  for (const [index, says] of ["The coast at noon", "Tides of a week"].entries()) {
    await page.locator(".desk-figure").nth(index).click();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").getByLabel("Description").fill(says);
    await page.getByRole("dialog").getByRole("button", { name: "Change" }).click();
    await isLoaded(page, says);
  }
  await expect(page.getByText("All changes saved")).toBeVisible();
  const { free, paid } = await namedIn(shop, id, 1, 1);
  await page.screenshot({ path: test.info().outputPath("desk-1280.png"), fullPage: true });
  await shop.call("POST", `/api/items/${id}/publish`, {});

  const { slug } = await draftOf(shop, id);
  const reading = await browser.newContext({ baseURL: city.origin });
  const reader = await reading.newPage();
  await visit(reader, `/@${shop.handle}/${slug}`);
  await isLoaded(reader, "The coast at noon");
  const paidPath = `/api/items/${id}/pictures/${paid[0]}`;
  expect((await reader.request.get(`/api/items/${id}/pictures/${free[0]}`)).status()).toBe(200);
  expect((await reader.request.get(paidPath)).status()).toBe(404);
  expect(await reader.content()).not.toContain(paid[0]);
  await reader.screenshot({ path: test.info().outputPath("wall-1280.png"), fullPage: true });

  await unlockButton(reader).click();
  await choose(reader, "Demo reader");
  await isLoaded(reader, "Tides of a week");
  expect((await reader.request.get(paidPath)).status()).toBe(200);
  await reader.reload();
  await isLoaded(reader, "Tides of a week");
  const size = await reader
    .getByRole("img", { name: "Tides of a week" })
    .evaluate((image: HTMLImageElement) => [
      image.getAttribute("width"),
      image.getAttribute("height"),
      new URL(image.currentSrc).pathname,
    ]);
  expect(size).toEqual(["1600", "900", paidPath]);
  await reader.screenshot({ path: test.info().outputPath("owned-1280.png"), fullPage: true });
  await reader.setViewportSize({ width: 360, height: 780 });
  await isLoaded(reader, "The coast at noon");
  await isLoaded(reader, "Tides of a week");
  expect(await reader.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
  await reader.screenshot({ path: test.info().outputPath("owned-360.png"), fullPage: true });
  await reading.close();
});

test("what cannot be taken along is told in words, and what was not sent can be sent again", async ({ page, shop, enter }) => {
  await enter(shop);
  const id = await openDraft(page, shop);
  await placeAfter(page, "The coast in summer.");
  await give(page, "paste", {
    html: `<p>From a word processor</p><img src="file:///C:/Temp/clip_image001.png"><img src="http://a.example/plain.png"><p>and the web</p>
           <img src="https://pictures.example/far.png" alt="Far"><img src="data:image/png;base64,${(await drawing("held", 300, 200)).toString("base64")}" alt="Held">`,
  });
  await expect(notices(page)).toContainText("2 pictures could not be taken along");
  await expect(notices(page)).toContainText("Pictures of pictures.example stay there");
  await namedIn(shop, id, 1, 0);
  expect((await draftOf(shop, id)).preview).toContain("![Far](https://pictures.example/far.png)");
  await page.screenshot({ path: test.info().outputPath("told-1280.png") });
  await notices(page).getByRole("button", { name: "Close" }).click();
  await expect(notices(page)).toBeEmpty();

  await give(page, "paste", { files: [{ name: "plan.pdf", type: "application/pdf", bytes: Buffer.from("%PDF-1.7") }] });
  await expect(notices(page)).toContainText("plan.pdf was not taken");
  await give(page, "paste", { files: [png("broken.png", Buffer.from("not a picture at all"))] });
  await expect(notices(page)).toContainText("broken.png was not sent. Use a picture in JPEG, PNG, WebP or GIF.");
  await notices(page).getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("Not sent.")).toHaveCount(0);
  await give(page, "paste", { files: [png("broken.png", Buffer.from("not a picture at all"))] });
  await expect(notices(page)).toContainText("broken.png was not sent");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("Backspace");
  await expect(notices(page)).not.toContainText("broken.png");

  await placeAfter(page, "and the web");
  await page.route("**/pictures", (route) => route.abort());
  await give(page, "paste", { files: [png("late.png", await drawing("late", 500, 300))] });
  await expect(notices(page)).toContainText("late.png was not sent. The server could not be reached.");
  await page.setViewportSize({ width: 360, height: 780 });
  await page.screenshot({ path: test.info().outputPath("failed-360.png") });
  await page.unroute("**/pictures");
  await notices(page).getByRole("button", { name: "Try again" }).click();
  await namedIn(shop, id, 2, 0);
});

test("a picture is chosen from the toolbar, undone, done again, and pasted into the Markdown", async ({ page, shop, enter }) => {
  await enter(shop);
  const id = await openDraft(page, shop, { preview: "", content: "Paid." });
  await placeAfter(page, "Paid.");
  await page.getByRole("button", { name: "Picture", exact: true }).click();
  await page.screenshot({ path: test.info().outputPath("dialog-1280.png") });
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("dialog").getByRole("button", { name: "Choose pictures" }).click();
  const buffer = await drawing("chosen", 800, 500);
  await (await chooser).setFiles({ name: "chosen.png", mimeType: "image/png", buffer });
  await namedIn(shop, id, 0, 1);
  await page.keyboard.press("Control+z");
  await namedIn(shop, id, 0, 0);
  await page.keyboard.press("Control+Shift+z");
  const { paid } = await namedIn(shop, id, 0, 1);

  await page.getByRole("tab", { name: "Markdown" }).click();
  const field = page.getByRole("textbox", { name: "Free part" });
  await field.evaluate((element, base64) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))], "a.png", { type: "image/png" }));
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, buffer.toString("base64"));
  await expect(field).toHaveValue(new RegExp(`^!\\[\\]\\(picture:${paid[0]}\\)`));
});
