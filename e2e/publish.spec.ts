import type { BrowserContext, Page } from "@playwright/test";
import { expect } from "@playwright/test";
import { injectWallet, walletName } from "../tests/support/browser-wallet";
import { choose, type Person, test, visit } from "./fixtures";

const hostile = {
  html: "<!doctype html><script>document.title = 'taken over'</script>",
  svg: "<svg xmlns='http://www.w3.org/2000/svg'><script>document.title = 'taken over'</script></svg>",
};

/** From nothing to the dashboard: a wallet signs in and takes a name. */
async function becomeCreator(page: Page, context: BrowserContext, person: Person, handle: string): Promise<void> {
  await injectWallet(context, person.account);
  await visit(page, "/dashboard");
  await page.getByRole("main").getByRole("button", { name: "Sign in with your wallet" }).click();
  await choose(page, walletName);
  await page.getByLabel("Name", { exact: true }).fill("Ines Okafor");
  await page.getByLabel("Handle").fill(handle);
  await page.getByRole("button", { name: "Start selling" }).click();
  await expect(page.getByRole("heading", { name: "Good to see you, Ines Okafor" })).toBeVisible();
}

async function startDraft(page: Page, kind: "Article" | "Files", title: string, price: string): Promise<void> {
  await page.getByRole("link", { name: "New piece" }).first().click();
  await page.getByRole("radio", { name: kind }).check({ force: true });
  await page.getByLabel("Title").fill(title);
  await page.getByLabel("Price in dollars").fill(price);
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("button", { name: "Publish", exact: true })).toBeVisible();
}

/** The bar's button, a look at the previews, and the dialog's. */
async function publish(page: Page, name: "Publish now" | "Publish changes"): Promise<void> {
  await page.getByRole("button", { name: name === "Publish now" ? "Publish" : name, exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name, exact: true }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
}

const handleOf = ({ address }: Person) => `ines-${address.slice(2, 10).toLowerCase()}`;
const card = (page: Page, title: string) => page.getByRole("main").getByRole("link", { name: title, exact: true });

test("the demo creator signs in from the list of wallets and stands in the dashboard", async ({ page }) => {
  await visit(page, "/dashboard");
  await page.getByRole("main").getByRole("button", { name: "Sign in with your wallet" }).click();
  await choose(page, "Demo creator");
  await expect(page.getByRole("heading", { name: /Put your name on the door|Good to see you/ })).toBeVisible();
});

test("a creator publishes an article, sees it in the market, edits it and takes it out again", async ({
  page,
  context,
  city,
}) => {
  const person = await city.person();
  const title = `On ferries ${handleOf(person)}`;
  await becomeCreator(page, context, person, handleOf(person));
  await startDraft(page, "Article", title, "0.40");
  await page.getByRole("tab", { name: "Markdown" }).click();
  await page.getByLabel("Free part").fill("The boat leaves at six.");
  await page.getByLabel("Paid part").fill("## On board\n\nThere is **coffee**. <script>document.title = 'taken over'</script>");
  await publish(page, "Publish now");
  await expect(page.getByText("All changes saved")).toBeVisible();
  await expect(page.getByText("Listed", { exact: true })).toBeVisible();

  await visit(page, "/");
  await card(page, title).click();
  await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
  await expect(page.getByText("The boat leaves at six.")).toBeVisible();
  await expect(page.getByText("coffee")).toBeVisible();
  await expect(page).toHaveTitle(new RegExp(`^${title}`));
  await page.getByRole("link", { name: "See it as a reader does" }).click();
  await expect(page.getByText("coffee")).toHaveCount(0);

  await visit(page, "/dashboard/items");
  await page.getByRole("link", { name: title, exact: true }).click();
  await page.getByLabel("Price in dollars").fill("0.75");
  await page.getByRole("tab", { name: "Markdown" }).click();
  await page.getByLabel("Free part").fill("The boat leaves at seven.");
  await publish(page, "Publish changes");
  await expect(page.getByText("All changes saved")).toBeVisible();
  const address = await page.getByRole("link", { name: "View", exact: true }).getAttribute("href");
  await page.getByRole("button", { name: "Unlist" }).click();
  await expect(page.getByText("Unlisted", { exact: true })).toBeVisible();

  await visit(page, "/");
  await expect(card(page, title)).toHaveCount(0);
  await visit(page, `${address}?as=reader`);
  await expect(page.getByText("The boat leaves at seven.")).toBeVisible();
  await expect(page.getByRole("img", { name: "$0.75" }).or(page.getByText("$0.75")).first()).toBeVisible();
});

test("a piece that is not finished is not published, and says what is missing", async ({ page, context, city }) => {
  const person = await city.person();
  await becomeCreator(page, context, person, handleOf(person));
  await startDraft(page, "Article", "Half a piece", "0.25");
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByRole("button", { name: "Publish now" })).toBeDisabled();
  await expect(page.getByText("Write the paid part: it is what readers buy.")).toBeVisible();
  await page.getByRole("button", { name: "Not yet" }).click();
  await page.getByLabel("Price in dollars").fill("0.0001");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("The price must be between")).toBeVisible();
  await expect(page.getByText("Draft", { exact: true })).toBeVisible();
});

test("uploaded files are sold as they are, and hostile ones only ever as attachments", async ({ page, context, city }) => {
  const person = await city.person();
  const title = `A box ${handleOf(person)}`;
  await becomeCreator(page, context, person, handleOf(person));
  await startDraft(page, "Files", title, "0.30");
  const files = [
    { name: "notes.csv", mimeType: "text/csv", buffer: Buffer.from("place,year\nPorto,1994\n") },
    { name: "picture.png", mimeType: "image/png", buffer: Buffer.from(hostile.html) },
    { name: "drawing.svg", mimeType: "image/svg+xml", buffer: Buffer.from(hostile.svg) },
  ];
  await page.getByLabel("Choose files").setInputFiles(files);
  for (const { name } of files) await expect(page.getByRole("button", { name: `Delete ${name}` })).toBeVisible();
  await publish(page, "Publish now");
  await expect(page.getByText("Listed", { exact: true })).toBeVisible();
  const itemId = new URL(page.url()).pathname.split("/").at(-1);

  const { files: sold } = await (await page.request.get(`/api/items/${itemId}/content`)).json();
  expect(sold.map(({ name }: { name: string }) => name).sort()).toEqual(files.map(({ name }) => name).sort());
  for (const { url, name } of sold as { url: string; name: string }[]) {
    const response = await page.request.get(url);
    expect(response.headers()).toMatchObject({ "x-content-type-options": "nosniff" });
    expect(response.headers()["content-disposition"]).toContain("attachment");
    expect(response.headers()["content-security-policy"]).toContain("sandbox");
    expect(await response.body()).toEqual(files.find((file) => file.name === name)?.buffer);
  }
  await visit(page, "/");
  await card(page, title).click();
  await expect(page.getByRole("link", { name: "Download picture.png" })).toBeVisible();
  await expect(page.getByRole("link", { name: /^(Read|View) picture.png/ })).toHaveCount(0);
  await expect(page).toHaveTitle(new RegExp(`^${title}`));
});
