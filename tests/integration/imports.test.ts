// Imports as they really come, into a shop: with their dates, and a second time without a change.
import { describe, expect, it } from "vitest";
import type { SourceFile } from "@/lib/api-client/source-file";
import { listOwn, matcherOf } from "@/lib/archive/find-own";
import { importItem } from "@/lib/archive/import-item";
import { planImport } from "@/lib/archive/plan";
import { apiOf } from "../support/archive-shop";
import { call, create, creator, expectProblem, piece } from "./http-harness";

function file(path: string, content: string): SourceFile {
  const bytes = new TextEncoder().encode(content);
  return { path, bytes: bytes.byteLength, stream: () => new Blob([bytes]).stream() };
}

async function openShop() {
  const person = await creator();
  const answer = await call("POST", "/api/keys", {}, { cookie: person.cookie, body: { name: "bulk", scopes: ["items"] } });
  return { ...person, api: apiOf((await answer.json()).token) };
}

async function importInto({ api }: Awaited<ReturnType<typeof openShop>>, files: SourceFile[], publish = true) {
  const idOf = matcherOf(await listOwn(api));
  const { items } = await planImport({ files, refused: [] }, { price: "0.25" });
  const results: Awaited<ReturnType<typeof importItem>>[] = [];
  for (const planned of items) results.push(await importItem(api, planned, idOf(planned), { publish }));
  return results.map(({ outcome, problems }) => [outcome, problems]);
}

describe("an import", () => {
  it("keeps the date of what was published elsewhere, and changes nothing the second time", async () => {
    const shop = await openShop();
    const matter = "title: Old\ndate: 2019-03-01T08:00:00+09:00\ntags: [economics/pricing]\ncategories: [Presses &amp; type]";
    const files = [file("posts/2019-03-01-old.md", `---\n${matter}\n---\nThe press is loud.<!--more-->The rest is paid.\n`)];
    expect(await importInto(shop, files)).toEqual([["created", []]]);
    const { items } = await (await call("GET", "/api/items", {}, {})).json().then((page) => ({ items: page.rows ?? page.items }));
    expect(items.find((item: { slug: string }) => item.slug === "old")).toMatchObject({
      publishedAt: "2019-02-28T23:00:00.000Z",
    });
    expect(await importInto(shop, files)).toEqual([["unchanged", []]]);
  });
});

it("another program's export makes drafts as drafts, and nothing the second time", async () => {
  const shop = await openShop();
  const csv =
    "post_id,post_date,is_published,title,subtitle\n1.till,2021-05-06T07:08:09.000Z,true,Till,A\n2.later,,false,Later,\n";
  const html =
    '<p>Free <a href="https://a.example/?a=1&amp;b=2">words</a>.</p><div class="paywall-jump"></div><ol><li><p>Paid</p></li></ol>';
  const files = [file("posts.csv", csv), file("posts/1.till.html", html), file("posts/2.later.html", html)];
  expect(await importInto(shop, files)).toEqual([
    ["created", []],
    ["created", []],
  ]);
  expect((await listOwn(shop.api)).map(({ slug, status }) => [slug, status]).sort()).toEqual([
    ["later", "draft"],
    ["till", "listed"],
  ]);
  expect((await importInto(shop, files)).map(([outcome]) => outcome)).toEqual(["unchanged", "unchanged"]);
});

it("a piece is not published with a date that is yet to come", async () => {
  const shop = await openShop();
  const { id: itemId } = await create(shop, piece);
  const body = { publishedAt: new Date(Date.now() + 86_400_000).toISOString() };
  await expectProblem(
    await call("POST", "/api/items/{itemId}/publish", { itemId }, { cookie: shop.cookie, body }),
    400,
    "invalid_request",
  );
});
