// The creator's desk: what is typed, how it is stored, and that none of it is lost.
import { expect, type Page } from "@playwright/test";
import type { Editor } from "@tiptap/core";
import { type Shop, test } from "./fixtures";

interface Draft {
  id: string;
  preview: string;
  content: string;
  versionNumber: number;
  status: string;
}

const textbox = (page: Page) => page.getByRole("textbox", { name: "Text: free part and paid part" });
const divider = (page: Page) => page.getByRole("separator", { name: "Everything below is paid" });
const saved = (page: Page) => page.getByText("All changes saved");

async function startDraft(shop: Shop, texts: { preview: string; content: string }): Promise<string> {
  const { id } = await shop.call<Draft>("POST", "/api/items", { kind: "article", title: "On desks", price: "0.25", ...texts });
  return id;
}

async function open(page: Page, id: string): Promise<void> {
  await page.goto(`/dashboard/items/${id}`);
  await expect(textbox(page)).toBeVisible();
}

const draftOf = (shop: Shop, id: string) => shop.call<Draft>("GET", `/api/items/${id}/draft`);

/** What the editor takes for its cursor: it learns of a click a moment after the browser, and a key may come between. */
function wordsBeforeCursor(element: HTMLElement): string {
  const { $from } = (element as HTMLElement & { editor: Editor }).editor.state.selection;
  return $from.parent.textBetween(0, $from.parentOffset);
}

/** Puts the cursor behind the words. */
async function placeAfter(page: Page, words: string): Promise<void> {
  await textbox(page).getByText(words, { exact: true }).click();
  await page.keyboard.press("End");
  await expect.poll(() => textbox(page).evaluate(wordsBeforeCursor)).toBe(words);
}

test.beforeEach(({ enter, shop }) => enter(shop));

test("words, shortcuts and the slash menu become clean Markdown, saved by themselves", async ({ page, shop }) => {
  const id = await startDraft(shop, { preview: "", content: "" });
  await open(page, id);
  await textbox(page).locator("p").first().click();
  await page.keyboard.type("## The desk");
  await page.keyboard.press("Enter");
  await page.keyboard.type("A **bold** word, and ");
  await page.keyboard.press("Control+i");
  await page.keyboard.type("leaning");
  await page.keyboard.press("Control+i");
  await page.keyboard.press("Enter");
  await page.keyboard.type("/numb");
  await expect(page.getByRole("option", { name: /Numbered list/ })).toBeVisible();
  await expect(textbox(page)).toHaveAttribute("aria-activedescendant", "slash-numbers");
  await page.keyboard.press("Enter");
  await page.keyboard.type("one");
  await page.keyboard.press("Enter");
  await page.keyboard.type("two");
  await textbox(page).locator("p").last().click();
  await page.keyboard.type("> Paid words");
  await expect(page.getByText("Unsaved")).toBeVisible();
  await expect(saved(page)).toBeVisible();
  expect(await draftOf(shop, id)).toMatchObject({
    preview: "## The desk\n\nA **bold** word, and _leaning_\n\n1. one\n2. two",
    content: "> Paid words",
  });
});

test("a text that is opened, and edited in one place, is otherwise the same to the letter", async ({ page, shop }) => {
  const preview = "Setext\n======\n* a\n* b\n\n\nA [reference][r]   \nand <kbd>html</kbd>\n\n[r]: https://a.example";
  const content = "First.\n\n<div>\nraw *html*\n</div>\n\n| a |b|\n|:-|-:|\n| 1 | 2|\n\nLast __words__.";
  const id = await startDraft(shop, { preview, content });
  await open(page, id);
  await expect(textbox(page).getByText("raw *html*")).toBeVisible();
  await placeAfter(page, "First.");
  await page.keyboard.type(" And more.");
  await expect(page.getByText("Unsaved")).toBeVisible();
  await expect(saved(page)).toBeVisible();
  expect(await draftOf(shop, id)).toMatchObject({ preview, content: content.replace("First.", "First. And more.") });
  await page.getByRole("tab", { name: "Markdown" }).click();
  await expect(page.getByLabel("Free part")).toHaveValue(preview);
});

test("the divider goes where keys and pointer take it, and nowhere else", async ({ page, shop }) => {
  const id = await startDraft(shop, { preview: "One.\n\nTwo.", content: "Three.\n\nFour." });
  await open(page, id);
  await divider(page).focus();
  await page.keyboard.press("ArrowDown");
  await expect(divider(page)).toBeFocused();
  await expect(divider(page)).toHaveAttribute("aria-valuetext", "3 blocks free, 1 block paid");
  await expect(saved(page)).toBeVisible();
  await expect.poll(() => draftOf(shop, id)).toMatchObject({ preview: "One.\n\nTwo.\n\nThree.", content: "Four." });

  const target = await textbox(page).getByText("One.", { exact: true }).boundingBox();
  const from = await divider(page).boundingBox();
  if (!target || !from) throw new Error("nothing to drag");
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(target.x + 20, target.y + target.height + 4, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => draftOf(shop, id)).toMatchObject({ preview: "One.", content: "Two.\n\nThree.\n\nFour." });

  await textbox(page).getByText("Two.", { exact: true }).click();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await expect(divider(page)).toHaveCount(1);
  await page.keyboard.press("Control+z");
  await expect(textbox(page).getByText("Four.", { exact: true })).toBeVisible();
  await expect(divider(page)).toHaveCount(1);
});

/** As the clipboard of a word processor has it. */
async function paste(page: Page, html: string): Promise<void> {
  await textbox(page).evaluate((element, markup) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", markup);
    clipboardData.setData("text/plain", "plain");
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, html);
}

test("what is pasted from documents is clean Markdown, and hostile markup does nothing", async ({ page, shop }) => {
  const id = await startDraft(shop, { preview: "", content: "Paid." });
  await open(page, id);
  await textbox(page).locator("p").first().click();
  await paste(
    page,
    `<meta charset="utf-8"><b style="font-weight:normal" id="docs-internal-guid-1"><h2><span>From a document</span></h2>
     <p><span style="font-weight:700">Strong</span><span> and </span><span style="font-style:italic">leaning</span></p></b>
     <p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">1.<span>  </span></span>first<o:p></o:p></p>
     <p class="MsoListParagraph" style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">2.<span>  </span></span>second</p>
     <script>document.title = "taken over"</script><img src="x" onerror="document.title = 'taken over'">
     <p><a href="javascript:document.title='taken over'" onclick="document.title='taken over'">a link</a></p>`,
  );
  await expect(page.getByText("Unsaved")).toBeVisible();
  await expect(saved(page)).toBeVisible();
  const { preview } = await draftOf(shop, id);
  expect(preview).toBe("## From a document\n\n**Strong** and _leaning_\n\n1. first\n2. second\n\na link");
  await expect(page).not.toHaveTitle(/taken over/);

  await placeAfter(page, "Paid.");
  await page.keyboard.press("Enter");
  await paste(page, `<p>${"Longer than all there was. ".repeat(20)}</p><p>The end.</p>`);
  await expect.poll(async () => (await draftOf(shop, id)).content).toMatch(/^Paid\.\n\nLonger .*\n\nThe end\.$/);
});

test("two tabs that change the same words are asked, and nothing is overwritten", async ({ page, context, shop }) => {
  const id = await startDraft(shop, { preview: "Shared.", content: "Paid." });
  const other = await context.newPage();
  await open(page, id);
  await open(other, id);
  await placeAfter(other, "Paid.");
  await other.keyboard.type(" Elsewhere.");
  await expect(textbox(page).getByText("Paid. Elsewhere.")).toBeVisible();

  await page.route("**/api/items/*", (route) => (route.request().method() === "PATCH" ? route.abort() : route.continue()));
  await placeAfter(page, "Shared.");
  await page.keyboard.type(" Mine.");
  await expect(page.getByText("Offline: kept on this device")).toBeVisible();
  await placeAfter(other, "Shared.");
  await other.keyboard.type(" Theirs.");
  const dialog = page.getByRole("dialog", { name: "This piece was changed elsewhere" });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByRole("deletion")).toContainText("Theirs");
  await expect(dialog.getByRole("insertion")).toContainText("Mine");
  await page.unroute("**/api/items/*");
  await dialog.getByRole("button", { name: "Keep mine" }).click();
  await expect(saved(page)).toBeVisible();
  expect(await draftOf(shop, id)).toMatchObject({ preview: "Shared. Mine.", content: "Paid. Elsewhere." });
  const { rows } = await shop.call<{ rows: { number: number }[] }>("GET", `/api/items/${id}/versions`);
  const texts = await Promise.all(rows.map(({ number }) => shop.call<Draft>("GET", `/api/items/${id}/versions/${number}`)));
  expect(texts.map(({ preview }) => preview)).toContain("Shared. Theirs.");
});

test("what is typed without a network outlives the page and is offered back", async ({ page, shop }) => {
  const id = await startDraft(shop, { preview: "Before.", content: "Paid." });
  await open(page, id);
  await page.route("**/api/items/**", (route) => route.abort());
  await placeAfter(page, "Before.");
  await page.keyboard.type(" And after.");
  await expect(page.getByText("Offline: kept on this device")).toBeVisible();
  page.on("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await expect(page.getByText("Changes that were not saved are kept on this device")).toBeVisible();
  await expect(textbox(page).getByText("Before.", { exact: true })).toBeVisible();
  await page.unroute("**/api/items/**");
  await page.getByRole("button", { name: "Bring them back" }).click();
  await expect(textbox(page).getByText("Before. And after.")).toBeVisible();
  await expect.poll(() => draftOf(shop, id)).toMatchObject({ preview: "Before. And after." });
  await page.reload();
  await expect(textbox(page)).toBeVisible();
  await expect(page.getByText("Changes that were not saved")).toHaveCount(0);
});

test("an earlier version is compared and restored; readers keep what was published", async ({ page, shop }) => {
  const piece = await shop.article({ content: "The first wording." });
  await shop.call("PATCH", `/api/items/${piece.id}`, { content: "The second wording." });
  await open(page, piece.id);
  await page.getByRole("link", { name: "Versions" }).click();
  await expect(page.getByRole("link", { name: /Readers see it/ })).toHaveAttribute("aria-current", "true");
  await expect(page.getByRole("deletion").getByText("first")).toBeVisible();
  await expect(page.getByRole("insertion").getByText("second")).toBeVisible();
  await page.getByRole("button", { name: "Make this the draft" }).click();
  await expect(textbox(page).getByText("The first wording.")).toBeVisible();
  expect(await draftOf(shop, piece.id)).toMatchObject({ content: "The first wording.", status: "listed" });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true });

  test("the toolbar is in reach, and nothing scrolls sideways", async ({ page, shop }) => {
    const id = await startDraft(shop, { preview: "Short.", content: "Paid." });
    await open(page, id);
    await placeAfter(page, "Short.");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "List", exact: true }).tap();
    await page.keyboard.type("with a thumb");
    await expect(page.getByRole("button", { name: "List", exact: true })).toHaveAttribute("aria-pressed", "true");
    await expect.poll(() => draftOf(shop, id)).toMatchObject({ preview: "Short.\n\n- with a thumb" });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide).toBeLessThanOrEqual(0);
  });
});

test("a price is taken as people type it; where it may mean two things, the form is told until it is right", async ({
  page,
  shop,
}) => {
  await page.goto("/dashboard/items/new");
  await page.getByLabel("Title").fill("On commas");
  const price = page.getByLabel("Price in dollars");
  await price.fill("1,000");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText(/like "?0\.25/)).toBeVisible();
  await price.fill("０，４０");
  await expect(page.getByText(/like "?0\.25/)).toHaveCount(0);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page).toHaveURL(/\/dashboard\/items\/item_/);
  const id = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  const amountOf = async () => (await shop.call<{ amount: string }>("GET", `/api/items/${id}/draft`)).amount;
  expect(await amountOf()).toBe("400000");
});

test("the Enter that takes a candidate of an input method adds no tag, and the next one adds it once", async ({ page, shop }) => {
  await open(page, await startDraft(shop, { preview: "Free.", content: "Paid." }));
  const tags = page.getByLabel(/^Tags/);
  await tags.focus();
  const methods = await page.context().newCDPSession(page);
  await methods.send("Input.imeSetComposition", { text: "活版", selectionStart: 2, selectionEnd: 2 });
  // Safari has ended the composition by then, and only the key code is left.
  for (const key of [{ isComposing: true }, { keyCode: 229 }]) {
    await tags.evaluate((field, given) => {
      field.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true, ...given }));
    }, key);
    await expect(tags).toHaveValue("活版");
    await expect(page.getByRole("list", { name: "Chosen tags" })).toHaveCount(0);
  }
  await methods.send("Input.insertText", { text: "活版" });
  await tags.press("Enter");
  await expect(page.getByRole("list", { name: "Chosen tags" }).getByRole("listitem")).toHaveText(["活版"]);
});
