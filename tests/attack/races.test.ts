// Everything that is bounded or done once, asked for many times at the same moment: the bound holds, and it is done once.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { signFor, toBase64 } from "../conformance/payer";
import { type Creator, openShop, signIn } from "../support/api";
import { noteFigures } from "../support/figures";
import { type Market, startMarket } from "../support/market";

const ROUNDS = Number(process.env.ATTACK_ROUNDS ?? 1);
const AT_ONCE = 24;

let market: Market;
let ada: Creator;
const atOnce = <T>(work: (n: number) => Promise<T>, count = AT_ONCE) =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)));

function send(who: { cookie: string }, method: string, path: string, body?: unknown): Promise<number> {
  return fetch(market.origin + path, {
    method,
    headers: { cookie: who.cookie, ...(body === undefined ? {} : { "Content-Type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).then(({ status }) => status);
}

const draft = (title: string) =>
  ada.call<{ id: string }>("POST", "/api/items", { kind: "article", title, price: "0.05", content: "Paid." });
const faults = (statuses: number[]) => statuses.filter((status) => status >= 500 && status !== 503);

describe.each(Array.from({ length: ROUNDS }, (_, n) => n + 1))("round %i", (round) => {
  // A market of its own: what a caller may do in an hour, or keep, is used up by a few rounds.
  beforeAll(async () => {
    market = await startMarket();
    ada = await openShop(market.origin, accounts.creators[0] as LocalAccount, "ada");
  });
  afterAll(async () => {
    await market?.stop();
    noteFigures("A1", { rounds: 1 });
  });

  it("a wallet has twenty keys, however many it asks for at once", async () => {
    const seller = await signIn(market.origin, accounts.readers[1] as LocalAccount);
    const keys = () => seller.call<{ rows: { id: string }[] }>("GET", "/api/keys");
    const statuses = await atOnce((n) => send(seller, "POST", "/api/keys", { name: `${n}`, scopes: ["items"], days: 1 }), 40);
    expect(faults(statuses)).toEqual([]);
    const made = (await keys()).rows;
    expect(made.length).toBeLessThanOrEqual(20);
    await Promise.all(made.map(({ id }) => send(seller, "DELETE", `/api/keys/${id}`)));
  });

  it("a handle is one creator's, whoever asks for it at once", async () => {
    const people = await Promise.all(accounts.readers.slice(0, 4).map((each) => signIn(market.origin, each as LocalAccount)));
    const wanted = `wanted-${round}`;
    const statuses = await Promise.all(
      people.flatMap((person) =>
        [1, 2, 3].map(() => send(person, "PUT", "/api/creators/me", { handle: wanted, displayName: "Me" })),
      ),
    );
    expect(faults(statuses)).toEqual([]);
    const profiles = await Promise.all(people.map((person) => person.get("/api/creators/me").then((answer) => answer.json())));
    expect(profiles.filter(({ handle }) => handle === wanted)).toHaveLength(1);
  });

  it("ten given-up handles are reserved for a creator, however many it takes at once", async () => {
    const seller = await openShop(market.origin, accounts.creators[1] as LocalAccount, `bea-${round}`);
    const statuses = await atOnce((n) =>
      send(seller, "PUT", "/api/creators/me", { handle: `hoard-${round}-${n}`, displayName: "B" }),
    );
    expect(faults(statuses)).toEqual([]);
    expect(statuses.filter((status) => status === 200).length).toBeLessThanOrEqual(10);
  });

  it("a piece is published, changed and taken down at once: it is one of these, and stays whole", async () => {
    const { id } = await draft(`Everything ${round}`);
    const statuses = await atOnce((n) => {
      if (n % 3 === 0) return send(ada, "POST", `/api/items/${id}/publish`, {});
      if (n % 3 === 1) return send(ada, "PATCH", `/api/items/${id}`, { title: `Changed ${n}`, content: `Paid ${n}.` });
      return n === 23 ? send(ada, "DELETE", `/api/items/${id}`) : send(ada, "GET", `/api/items/${id}`);
    });
    expect(faults(statuses)).toEqual([]);
    expect([200, 404, 410]).toContain(await send(ada, "GET", `/api/items/${id}`));
  });

  it("an address is one piece's, whoever is made at once", async () => {
    const answers = await atOnce(async () => {
      const { id } = await draft(`The same title ${round}`);
      return (await ada.call<{ slug: string }>("GET", `/api/items/${id}/draft`)).slug;
    }, 12);
    expect(new Set(answers).size).toBe(12);
  });

  it("one payment shown at once by many is charged once, and opens for all of them", async () => {
    const url = `${market.origin}/api/items/${await ada.sellArticle({ price: "0.05", content: "Paid words." })}/content`;
    const payer = accounts.readers[2] as LocalAccount;
    const { v1 } = await signFor(url, payer);
    const before = await market.chain.getTransactionCount({ address: accounts.relayer.address });
    const answers = await atOnce(() => fetch(url, { headers: { "X-PAYMENT": toBase64(v1) } }));
    expect(faults(answers.map(({ status }) => status))).toEqual([]);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    expect((await market.chain.getTransactionCount({ address: accounts.relayer.address })) - before).toBe(1);
  });

  it("one payment shown at once for many pieces buys one of them", async () => {
    const ids = [1, 2, 3, 4, 5, 6].map(() => ada.sellArticle({ price: "0.05", content: "Paid words." }));
    const urls = (await Promise.all(ids)).map((id) => `${market.origin}/api/items/${id}/content`);
    // An authorization that names no piece: any of them could take it.
    const { v1 } = await signFor(urls[0] ?? "", accounts.readers[3] as LocalAccount);
    const answers = await Promise.all(urls.map((url) => fetch(url, { headers: { "X-PAYMENT": toBase64(v1) } })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(faults(answers.map(({ status }) => status))).toEqual([]);
  });
});
