// What every journey starts from: a market for each worker, and people of its own for each test.
import { randomBytes } from "node:crypto";
import { test as base, expect, type Locator, type Page } from "@playwright/test";
import type { Address } from "viem";
import { HDKey, hdKeyToAccount } from "viem/accounts";
import { accounts, type LocalAccount } from "../scripts/local/accounts";
import { stopProcess } from "../scripts/local/process";
import { balanceOf, mint } from "../scripts/local/usdc";
import { signFor, toBase64 } from "../tests/conformance/payer";
import { type Creator, openShop, signIn as signInAsScript, type Visitor } from "../tests/support/api";
import { type Market, startMarket } from "../tests/support/market";
import { type RpcGate, startRpcGate } from "../tests/support/rpc-gate";

export type Person = Pick<LocalAccount, "address" | "account">;

/** The demo reader of RainbowKit's list. */
export const demoReader = accounts.readers[0] as LocalAccount;

/** Whose wallet the market lists as an operator. */
export const operator: Person = accounts.creators[2] as LocalAccount;

export interface Piece {
  id: string;
  path: string;
  title: string;
}

export interface Shop extends Creator {
  handle: string;
  owner: Person;
  /** Publishes an article for $0.25. */
  article(more?: { price?: string; content?: string }): Promise<Piece>;
  files(
    files: { name: string; body: Uint8Array<ArrayBuffer> | string }[],
    price?: string,
  ): Promise<Piece & { fileIds: string[] }>;
}

export interface City extends Market {
  /** Between the server and its node. */
  gate: RpcGate;
  /** USDC on the chain, in atomic units. */
  balanceOf(address: Address): Promise<bigint>;
  /** A person nobody has seen, with so many atomic USDC. */
  person(amount?: bigint): Promise<Person>;
  openShop(): Promise<Shop>;
  /** Signs in as a script does. */
  sessionOf(person: Person): Promise<Visitor>;
  /** Ends the server as a power cut does; `restart` brings it back. */
  kill(): Promise<void>;
  /** Buys as a script does. */
  payAsScript(piece: Piece, buyer: Person): Promise<Response>;
}

/** What an article costs here, in atomic USDC, and the first that is read once it is paid. */
export const price = 250_000n;
export const opened = "The first paid paragraph.";
export const paidPart = `## The second half\n\n${opened}\n\nThe second paid paragraph.`;

const unique = () => randomBytes(4).toString("hex");

async function openCity(): Promise<City> {
  let gate: RpcGate | undefined;
  const market = await startMarket({
    // A test that counts as a caller of its own says so by X-Forwarded-For.
    settings: { SWEEP_INTERVAL_SECONDS: "1", TRUSTED_PROXIES: "1", OPERATORS: operator.address },
    between: async (rpcUrl) => {
      gate = await startRpcGate(rpcUrl);
      return gate.url;
    },
  });
  if (!gate) throw new Error("the market does not ask for its node");
  const { origin, chain } = market;
  let web = market.web;

  const person = async (amount = 0n): Promise<Person> => {
    const account = hdKeyToAccount(HDKey.fromMasterSeed(randomBytes(32)));
    if (amount > 0n) await mint(chain, account.address, amount);
    return { address: account.address, account };
  };

  return {
    ...market,
    gate,
    person,
    balanceOf: (address) => balanceOf(chain, address),
    openShop: async () => shopOf(origin, await person()),
    sessionOf: (owner) => signInAsScript(origin, owner),
    kill: () => stopProcess(web, "SIGKILL"),
    async restart() {
      web = await market.restart();
      return web;
    },
    async payAsScript({ id }, buyer) {
      const url = `${origin}/api/items/${id}/content`;
      const { v1 } = await signFor(url, buyer);
      return fetch(url, { headers: { "X-PAYMENT": toBase64(v1) } });
    },
    async stop() {
      await market.stop();
      gate?.stop();
    },
  };
}

async function shopOf(origin: string, owner: Person): Promise<Shop> {
  const handle = `shop-${unique()}`;
  const creator = await openShop(origin, owner, handle);
  const pieceOf = async (id: string): Promise<Piece> => {
    const { slug, title } = await creator.call<{ slug: string; title: string }>("GET", `/api/items/${id}/draft`);
    return { id, title, path: `/@${handle}/${slug}` };
  };
  return {
    ...creator,
    handle,
    owner,
    article: async ({ price = "0.25", content = paidPart } = {}) =>
      pieceOf(await creator.sellArticle({ price, content, title: `A piece ${unique()}` })),
    async files(files, price = "0.25") {
      const { itemId, fileIds } = await creator.sellFiles({ price, files });
      return { ...(await pieceOf(itemId)), fileIds };
    },
  };
}

/** The browser has this session from now on, where signing in is not what is looked at. */
type Enter = (session: Pick<Visitor, "cookie">) => Promise<void>;

export const test = base.extend<{ shop: Shop; enter: Enter }, { city: City }>({
  city: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from this pattern
    async ({}, use) => {
      const city = await openCity();
      await use(city);
      await city.stop();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  baseURL: ({ city }, use) => use(city.origin),
  // Parts of a page that stream in lie hidden at its end, in React's queue, until they are put into their place. What was drawn there
  // meanwhile would be found twice.
  page: async ({ page }, use) => {
    const goto = page.goto.bind(page);
    const reload = page.reload.bind(page);
    const inPlace = async <T>(answer: T): Promise<T> => {
      await page.waitForFunction(() => !(window as { $RB?: unknown[] }).$RB?.length);
      return answer;
    };
    const refused: string[] = [];
    page.on("console", (message) => {
      // No page of ours has inline handlers: those that are refused came with what a test pasted to do harm.
      const isOurs = !message.text().startsWith("Executing inline event handler");
      if (isOurs && message.text().includes("Content Security Policy")) refused.push(message.text());
    });
    page.goto = (...to) => goto(...to).then(inPlace);
    page.reload = (...how) => reload(...how).then(inPlace);
    await use(page);
    expect(refused, "what the page's own policy refused").toEqual([]);
  },
  shop: async ({ city }, use) => use(await city.openShop()),
  enter: ({ city, context }, use) =>
    use(async ({ cookie }) => {
      const [name = "", value = ""] = cookie.split("=");
      await context.addCookies([{ name, value, url: city.origin }]);
    }),
});

/** Opens a page and waits until it listens: the header's corner appears once the session is known. */
export async function visit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(
    page.getByRole("banner").getByRole("button", { name: /^(Sign in|Wallet .*|サインイン|ウォレット .*)$/ }),
  ).toBeVisible();
}

/** RainbowKit's list of wallets, once it listens: it takes the focus as it begins to. Our own sheet comes first where there is no wallet. */
export async function walletList(page: Page): Promise<Locator> {
  const list = page.getByRole("dialog");
  const have = page.getByRole("button", { name: /^(I have a wallet|ウォレットを持っています)$/ });
  await expect(have.or(list.getByRole("document"))).toBeVisible();
  if (await have.isVisible()) await have.click();
  await expect(list.getByRole("document")).toBeFocused();
  return list;
}

/** Picks a wallet from RainbowKit's list. */
export async function choose(page: Page, wallet: string): Promise<void> {
  await (await walletList(page)).getByRole("button", { name: wallet }).click();
}

export const unlockButton = (page: Page) => page.getByRole("button", { name: /^Unlock for / });

/** The first purchase of a visitor: the button, then the wallet. */
export async function unlock(page: Page, wallet: string): Promise<void> {
  await unlockButton(page).click();
  await choose(page, wallet);
}

/** Signs in by the header. */
export async function signIn(page: Page, wallet: string): Promise<void> {
  await page.getByRole("banner").getByRole("button", { name: "Sign in" }).click();
  await choose(page, wallet);
  await expect(page.getByRole("banner").getByRole("button", { name: /^Wallet / })).toBeVisible();
}
