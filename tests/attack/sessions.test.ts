// Sessions as somebody would try to get hold of another's, or keep one that has ended.
import { randomBytes } from "node:crypto";
import { createSiweMessage } from "viem/siwe";
import { afterAll, beforeAll, expect, it } from "vitest";
import { networks } from "@/lib/x402/networks";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { signFor, toBase64 } from "../conformance/payer";
import { openShop, signIn } from "../support/api";
import { type Market, startMarket } from "../support/market";

const [creator, other] = accounts.creators as [LocalAccount, LocalAccount];
const [alice, bob] = accounts.readers as [LocalAccount, LocalAccount];

let market: Market;
let itemId: string;
beforeAll(async () => {
  market = await startMarket();
  itemId = await (await openShop(market.origin, creator, "ada")).sellArticle({ price: "0.05", content: "Paid words." });
});
afterAll(() => market?.stop());

interface Words {
  domain?: string;
  uri?: string;
  chainId?: number;
  address?: LocalAccount["address"];
}

async function messageOf(account: LocalAccount, words: Words = {}): Promise<{ message: string; signature: string }> {
  const { nonce } = await (await fetch(`${market.origin}/api/session/nonce`, { method: "POST" })).json();
  const message = createSiweMessage({
    address: account.address,
    nonce,
    domain: new URL(market.origin).host,
    uri: market.origin,
    chainId: networks.local.chainId,
    version: "1",
    issuedAt: new Date(),
    ...words,
  });
  return { message, signature: await account.account.signMessage({ message }) };
}

function present(signed: { message: string; signature: string }, cookie = ""): Promise<Response> {
  const headers = { cookie, "Content-Type": "application/json" };
  return fetch(`${market.origin}/api/session`, { method: "POST", headers, body: JSON.stringify(signed) });
}

const cookieOf = (answer: Response) => answer.headers.get("set-cookie")?.split(";")[0] ?? "";
const walletOf = async (cookie: string) =>
  (await (await fetch(`${market.origin}/api/session`, { headers: { cookie } })).json()).wallet;
const owns = async (cookie: string) =>
  (await (await fetch(`${market.origin}/api/items/${itemId}/ownership`, { headers: { cookie } })).json()).state;

it("a cookie is readable by no script, and goes with no request of another site but a link", async () => {
  const answer = await present(await messageOf(alice));
  expect(answer.headers.get("set-cookie")).toMatch(/^pennypost=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
});

it("a token that somebody planted is not the one that signing in gives", async () => {
  const planted = `pennypost=${randomBytes(32).toString("base64url")}`;
  const answer = await present(await messageOf(alice), planted);
  expect(answer.status).toBe(200);
  expect(cookieOf(answer)).not.toBe(planted);
  expect(await walletOf(planted)).toBeNull();
});

it("a signed message opens one session, once, here, for its own wallet", async () => {
  const signed = await messageOf(alice);
  expect((await present(signed)).status).toBe(200);
  expect((await present(signed)).status).toBe(401);
  const wrong = await Promise.all([
    messageOf(alice, { domain: "evil.example" }),
    messageOf(alice, { uri: "https://evil.example" }),
    messageOf(alice, { chainId: 1 }),
    messageOf(alice, { address: bob.address }),
  ]);
  for (const each of wrong) expect((await present(each)).status).toBe(401);
  const answers = await Promise.all(
    Array(8)
      .fill(await messageOf(alice))
      .map((each) => present(each)),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(401)]);
});

it("tokens are not guessed, and nothing else is taken for one", async () => {
  const key = `pp_${"a".repeat(43)}`;
  for (const cookie of ["", "pennypost=", "pennypost=x", `pennypost=${"a".repeat(43)}`, "pennypost=' OR 1=1", `pennypost=${key}`])
    expect([cookie, await walletOf(cookie)]).toEqual([cookie, null]);
  for (const value of [`Bearer ${key}`, `bearer ${"a".repeat(43)}`, "Bearer", "Basic YTpi", `Bearer ${"x".repeat(8000)}`]) {
    const answer = await fetch(`${market.origin}/api/library`, { headers: { Authorization: value } });
    expect([value.slice(0, 20), answer.status]).toEqual([value.slice(0, 20), 401]);
  }
});

it("a session that was left is over, and so are all of them when all are ended", async () => {
  const [one, two, three] = await Promise.all([1, 2, 3].map(() => signIn(market.origin, other)));
  await one?.call("DELETE", "/api/session");
  expect([await walletOf(one?.cookie ?? ""), await walletOf(two?.cookie ?? "")]).toEqual([null, expect.any(String)]);
  await two?.call("DELETE", "/api/sessions");
  expect([await walletOf(two?.cookie ?? ""), await walletOf(three?.cookie ?? "")]).toEqual([null, null]);
});

it("a browser that changes hands keeps nothing for the next person", async () => {
  const url = `${market.origin}/api/items/${itemId}/content`;
  const { v1 } = await signFor(url, alice);
  const alices = cookieOf(await present(await messageOf(alice)));
  const bought = await fetch(url, { headers: { cookie: alices, "X-PAYMENT": toBase64(v1) } });
  expect(bought.status).toBe(200);
  expect(await owns(alices)).toBe("owned");
  const bobs = cookieOf(await present(await messageOf(bob), alices));
  expect([await owns(bobs), await owns(alices)]).toEqual(["none", "none"]);
  expect((await fetch(url, { headers: { cookie: bobs } })).status).toBe(402);
});
