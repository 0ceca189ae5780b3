// One payment shown many times at once: to one server, to three of one database, for one item and for fifty; and what all of it
// costs the relayer. REPLAY_ROUNDS=100 plays that many rounds on each number of servers. And what changes on one of the three is
// seen on the others, though each keeps public pages in memory.
import { Writable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { accounts } from "../../scripts/local/accounts";
import { anyPort } from "../../scripts/local/ports";
import { startWeb, type Web } from "../../scripts/local/web";
import { signIn } from "../support/api";
import { noteFigures } from "../support/figures";
import { truthOf, wrongOf } from "./oracle";
import { CONTENT, insist, type Stage, setStage, signedHeaders } from "./stage";

const ROUNDS = Number(process.env.REPLAY_ROUNDS ?? 1);
const AT_ONCE = 200;
const ITEMS = 50;

const silence = new Writable({ write: (_chunk, _encoding, done) => done() });
let stage: Stage;
const others: Web[] = [];
let origins: string[];

beforeAll(async () => {
  stage = await setStage({ settings: { TRUSTED_PROXIES: "1" } });
  const ports = await Promise.all([anyPort(), anyPort()]);
  others.push(...(await Promise.all(ports.map((port) => startWeb({ port, settings: stage.settings, output: silence })))));
  origins = [stage.origin, ...ports.map((port) => `http://127.0.0.1:${port}`)];
});
afterAll(async () => {
  await Promise.all(others.map((server) => server.stop()));
  await stage?.stop();
});

const transactions = () => stage.chain.getTransactionCount({ address: accounts.relayer.address });
const count = (statuses: number[], wanted: number) => statuses.filter((status) => status === wanted).length;

describe.each([1, 3])(`one payment shown ${AT_ONCE} times at once to %i servers`, (servers) => {
  it(
    "is sent once, charged once, delivered once",
    async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const [url, buyer] = [await stage.newUrl(), await stage.newBuyer()];
        const [headers, before] = [await signedHeaders(url, buyer), await transactions()];
        const path = new URL(url).pathname;
        const show = async (_: unknown, index: number) => {
          // Each from an address of its own: what limits one caller is not what is looked at here.
          const from = { "X-Forwarded-For": `10.${round & 255}.${index >> 8}.${index & 255}` };
          const { statuses } = await insist(origins[index % servers] + path, { ...headers, ...from });
          return statuses;
        };
        const statuses = (await Promise.all(Array.from({ length: AT_ONCE }, show))).flat();
        const sent = (await transactions()) - before;
        const truth = await truthOf(stage.chain, { buyer, urls: [url] });
        noteFigures("R1", { rounds: 1, replays: AT_ONCE, sent, entitled: truth.served.length, charges: truth.charges });
        noteFigures("R13", { authorizations: 1, transactions: sent });
        expect([sent, truth.charges, wrongOf(truth)]).toEqual([1, 1, null]);
        expect(count(statuses, 200)).toBe(1);
        expect(statuses.filter((status) => ![200, 409, 503].includes(status))).toEqual([]);
      }
    },
    120_000 * ROUNDS,
  );
});

it(`one authorization shown for ${ITEMS} items of one price at once buys one of them`, async () => {
  const urls: string[] = [];
  for (let item = 0; item < ITEMS; item++) urls.push(await stage.newUrl());
  const buyer = await stage.newBuyer();
  const headers = await signedHeaders(urls[0] ?? "", buyer);
  const answers = await Promise.all(urls.map((url) => insist(url, headers)));
  const last = answers.map((answer) => answer.last?.status ?? 0);
  const truth = await truthOf(stage.chain, { buyer, urls });
  noteFigures("R2", { items: ITEMS, granted: truth.served.length, conflicts: count(last, 409), charges: truth.charges });
  expect([count(last, 200), count(last, 409), wrongOf(truth)]).toEqual([1, ITEMS - 1, null]);
}, 120_000);

describe("pages kept in memory", () => {
  /** "well under a second" */
  const AT_ONCE_MS = 800;
  const read = async (path: string, server: number, cookie = "") => {
    const response = await fetch(origins[server] + path, { headers: { cookie } });
    return `${response.status} ${await response.text()}`;
  };
  const readAll = (path: string) => Promise.all(origins.map((_, server) => read(path, server)));
  /** The creator's server knows with the next request, the others at once. */
  async function expectSeen(path: string, seen: (page: string) => boolean): Promise<void> {
    expect(seen(await read(path, 0))).toBe(true);
    await vi.waitFor(async () => expect((await readAll(path)).map(seen)).toEqual([true, true, true]), {
      timeout: AT_ONCE_MS,
      interval: 10,
    });
  }

  it("follow every change on another server at once", async () => {
    const { creator } = stage;
    const id = await creator.sellArticle({ price: "0.11", title: "Kept in three places", content: CONTENT });
    const { slug } = await creator.call<{ slug: string }>("GET", `/api/items/${id}/draft`);
    const path = `/@ada/${slug}`;
    const lists = ["/", "/@ada", "/feed.json", "/@ada/feed.xml", "/sitemap.xml"];
    const isListed = (page: string) => page.includes(slug);
    for (const each of [path, ...lists]) expect((await readAll(each)).every(isListed)).toBe(true);

    await creator.call("PATCH", `/api/items/${id}`, { price: "0.33" });
    await expectSeen(path, (page) => page.includes("$0.33") && !page.includes("$0.11"));
    await creator.call("PATCH", `/api/items/${id}`, { title: "Kept nowhere too long" });
    await creator.call("POST", `/api/items/${id}/publish`, {});
    await expectSeen(path, (page) => page.includes("Kept nowhere too long"));
    await creator.call("PUT", "/api/creators/me", { handle: "ada", displayName: "Ada Renamed" });
    await expectSeen(path, (page) => page.includes("Ada Renamed"));
    await creator.call("POST", `/api/items/${id}/unlist`);
    for (const each of lists) await expectSeen(each, (page) => !isListed(page));
    await creator.call("DELETE", `/api/items/${id}?reason=It+was+time`);
    await expectSeen(path, (page) => page.includes("It was time") && !page.includes("$0.33"));
  });

  it("never pass what one reader sees on to another", async () => {
    const [url, buyer] = [await stage.newUrl(), await stage.newBuyer()];
    const { slug } = await stage.creator.call<{ slug: string }>("GET", `${new URL(url).pathname.replace("/content", "/draft")}`);
    const path = `/@ada/${slug}`;
    expect((await read(path, 1)).includes(CONTENT)).toBe(false);
    expect((await insist(url, await signedHeaders(url, buyer))).last?.status).toBe(200);
    const { cookie } = await signIn(stage.origin, buyer);
    for (const [reader, opened] of [
      [cookie, true],
      ["", false],
      [stage.creator.cookie, true],
      ["", false],
    ] as const) {
      expect((await read(path, 1, reader)).includes(CONTENT)).toBe(opened);
    }
  });
});
