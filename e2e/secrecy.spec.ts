// What is paid for is nowhere to be found before it is paid for.

import { expect } from "@playwright/test";
import { signIn } from "../tests/support/api";
import { injectWallet, walletName } from "../tests/support/browser-wallet";
import { keepPicture } from "../tests/support/pictures";
import { type Piece, type Shop, test, unlock, visit } from "./fixtures";

const words = { article: "xylographic-canary-article", note: "xylographic-canary-note", file: "xylographic-canary-file" };

const headers: Record<string, string>[] = [
  {},
  { Accept: "text/html" },
  { Accept: "application/json" },
  { Accept: "text/markdown" },
  { Accept: "text/x-component", RSC: "1" },
  { RSC: "1", "Next-Router-Prefetch": "1", "Next-Url": "/" },
  { RSC: "1", "Next-Router-Segment-Prefetch": "/_tree" },
  { "X-PAYMENT": "bm90IGEgcGF5bWVudA==" },
  { "PAYMENT-SIGNATURE": "%%%" },
  { Range: "bytes=0-99" },
  { "User-Agent": "Twitterbot/1.0" },
];

interface Goods {
  article: Piece;
  files: Piece & { fileIds: string[] };
  /** Of a picture in the paid part of the article. */
  sha256: string;
}

async function stock(shop: Shop): Promise<Goods> {
  const article = await shop.article({ content: `## Public heading\n\nThe ${words.article} sings.` });
  const { sha256, source } = await keepPicture(shop, article.id, "#204060");
  await shop.call("PATCH", `/api/items/${article.id}`, {
    content: `## Public heading\n\nThe ${words.article} sings.\n\n![](${source})`,
  });
  await shop.call("POST", `/api/items/${article.id}/publish`, {});
  const files = await shop.files([{ name: "song.txt", body: `The ${words.file} sings.` }]);
  await shop.call("PATCH", `/api/items/${files.id}`, { content: `The ${words.note} sings.` });
  await shop.call("POST", `/api/items/${files.id}/publish`, {});
  return { article, files, sha256 };
}

/** Every address that could speak of the two pieces. */
function addresses({ handle }: Shop, { article, files, sha256 }: Goods): string[] {
  const pieces = [article, files].flatMap(({ id, path }) => [
    ...[
      path,
      `${path}?as=reader`,
      `${path}?_rsc=1`,
      `${path}.txt`,
      `${path}/opengraph-image`,
      `/library/${id}`,
      `/dashboard/items/${id}`,
    ],
    ...[`/api/items/${id}`, `/api/items/${id}/content`, `/api/items/${id}/draft`, `/api/items/${id}/ownership`],
    `/api/items/${id}/files/${files.fileIds[0]}`,
    ...["", "?width=60", `?access=ver_${"0".repeat(26)}.9999999999.${"A".repeat(43)}`].map(
      (query) => `/api/items/${id}/pictures/${sha256}${query}`,
    ),
    `/api/items/${id}/pictures`,
  ]);
  const searches = Object.values(words).flatMap((word) => [`/?search=${word}`, `/api/items?search=${word}`]);
  const rest = ["/", "/library", "/dashboard", "/docs/agents", "/sitemap.xml", "/robots.txt", "/openapi.json", "/api/items"];
  return [
    ...pieces,
    ...searches,
    ...rest,
    `/@${handle}`,
    `/@${handle}?_rsc=1`,
    `/api/creators/${handle}`,
    `/api/items?creator=${handle}`,
  ];
}

/** What an answer says, its headers included. */
async function everythingIn(response: Response): Promise<string> {
  const decoded = [...response.headers.values()].map((value) => Buffer.from(value, "base64").toString("latin1"));
  return [...response.headers.values(), ...decoded, await response.text()].join("\n");
}

async function findLeaks(origin: string, paths: string[], cookie: string, { sha256 }: Goods): Promise<string[]> {
  const leaks: string[] = [];
  for (const path of paths) {
    const own = new URL(path, origin).searchParams.get("search");
    const ask = async (more: Record<string, string>) => {
      // Next sends the router's requests on to an address with a checksum of their headers: following leads to the data.
      const redirect = more.RSC ? "follow" : "manual";
      const response = await fetch(origin + path, { headers: { cookie, ...more }, redirect });
      const text = (await everythingIn(response)).replaceAll(own ?? "\u0000", "");
      const found = [...Object.values(words), sha256].some((word) => text.includes(word));
      const isPicture = path.includes(sha256) && response.headers.get("content-type") === "image/webp";
      if (found || isPicture || response.status >= 500) leaks.push(`${response.status} ${path} ${JSON.stringify(more)}`);
    };
    // Half at a time: one client may have ten searches under way.
    await Promise.all(headers.slice(0, 6).map(ask));
    await Promise.all(headers.slice(6).map(ask));
  }
  return leaks;
}

test("no address gives paid words to a stranger, in whatever form it is asked", async ({ city, shop }) => {
  const goods = await stock(shop);
  expect(await findLeaks(city.origin, addresses(shop, goods), "", goods)).toEqual([]);
  // The same net does catch what the creator is given.
  const picture = `/api/items/${goods.article.id}/pictures/${goods.sha256}`;
  const hers = [goods.article.path, `/api/items/${goods.files.id}/content`, picture];
  const own = await findLeaks(city.origin, hers, shop.cookie, goods);
  expect(own.length).toBeGreaterThan(5);
  expect(own.filter((leak) => leak.includes(picture)).length).toBeGreaterThan(5);
});

test("nor to a reader who bought another piece", async ({ city, shop }) => {
  const goods = await stock(shop);
  const reader = await city.person(1_000_000n);
  const bought = await shop.article();
  expect((await city.payAsScript(bought, reader)).status).toBe(200);
  const { cookie } = await signIn(city.origin, reader);
  const own = await fetch(`${city.origin}/api/items/${bought.id}/content`, { headers: { cookie } });
  expect(own.status).toBe(200);
  expect(await findLeaks(city.origin, addresses(shop, goods), cookie, goods)).toEqual([]);
});

test("searching for paid words finds nothing, and for public ones finds the piece", async ({ city, shop }) => {
  const { article } = await stock(shop);
  const search = async (text: string) => {
    const response = await fetch(`${city.origin}/api/items?search=${encodeURIComponent(text)}`);
    return ((await response.json()) as { rows: { id: string }[] }).rows.map(({ id }) => id);
  };
  for (const word of Object.values(words)) expect(await search(word)).toEqual([]);
  expect(await search(article.title)).toContain(article.id);
});

test("a browser receives paid words only in the answer to its payment", async ({ page, context, city, shop }) => {
  const { article } = await stock(shop);
  const reader = await city.person(1_000_000n);
  await injectWallet(context, reader.account);
  const carriers: string[] = [];
  page.on("response", (response) => {
    const url = new URL(response.url());
    if (url.origin !== city.origin) return;
    const look = response.text().then((text) => {
      if (text.includes(words.article)) carriers.push(`${response.status()} ${url.pathname}`);
    });
    look.catch(() => {});
  });
  await visit(page, `/@${shop.handle}`);
  await page.getByRole("link", { name: article.title, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: article.title })).toBeVisible();
  await expect(page.getByText("Public heading")).toBeVisible();
  expect(await page.content()).not.toContain(words.article);
  expect(carriers).toEqual([]);

  await unlock(page, walletName);

  await expect(page.getByText(words.article)).toBeVisible();
  await expect.poll(() => carriers).toEqual([`200 /api/items/${article.id}/content`]);
});
