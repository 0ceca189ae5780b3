// The charge of MPP at a paid URL: bought by the stock client (mppx), and every credential that buys nothing.
import { Challenge, Credential, Receipt } from "stock-mppx";
import { Mppx } from "stock-mppx/client";
import { evm } from "stock-mppx/evm/client";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { challengeNonce } from "@/lib/x402/mpp/challenge";
import type { LocalAccount } from "../../scripts/local/accounts";
import { balanceOf } from "../../scripts/local/usdc";
import { authorize, payloadV1, toBase64 } from "../conformance/payer";
import { startChain, type TestChain } from "../support/chain";
import { call, create, creator, expectProblem, type Person, piece } from "./http-harness";

const CONTENT = "/api/items/{itemId}/content";
const ORIGIN = "http://localhost:3999";
const [PRICE, DOMAIN] = [250_000n, { name: "USDC", version: "2" }] as const;

let chain: TestChain;
let ada: Person;
let buyers = 0;
beforeAll(async () => {
  chain = await startChain();
  vi.stubEnv("RPC_URL", chain.rpcUrl);
  vi.stubEnv("RELAYER_PRIVATE_KEY", chain.accounts.relayer.privateKey);
  const { services } = await import("@/lib/services");
  const { openRail } = await import("@/lib/open-rail");
  const deps = services();
  const [rail] = deps.rails;
  await openRail({ ...deps, ...rail }, rail);
  ada = await creator();
}, 120_000);
afterAll(() => chain?.stop());

async function sold(): Promise<string> {
  const { id: itemId } = await create(ada, { ...piece, title: `Piece ${buyers}` });
  await call("POST", "/api/items/{itemId}/publish", { itemId }, { cookie: ada.cookie, body: {} });
  return itemId;
}
const nextBuyer = () => chain.accounts.readers[buyers++ % 3] as LocalAccount;
const money = ({ address }: LocalAccount) => balanceOf(chain.client, address);

type Headers402 = Record<string, string>;
const get = (itemId: string, headers: Headers402 = {}) => call("GET", CONTENT, { itemId }, { headers });
const ask = (itemId: string) => get(itemId, { "Accept-Payment": "evm/charge" });

/** The stock client, whose requests reach the routes; `sent` are the credentials that it showed. */
function clientOf(buyer: LocalAccount) {
  const sent: string[] = [];
  const route: typeof fetch = (input, init) => {
    const { url, headers } = new Request(input, init);
    const credential = headers.get("authorization");
    if (credential) sent.push(credential);
    return get(new URL(url).pathname.split("/")[3] ?? "", Object.fromEntries(headers));
  };
  const methods = [evm.charge({ account: buyer.account, authorization: DOMAIN, networks: [84532] })];
  const { fetch: buy } = Mppx.create({ methods, fetch: route, polyfill: false });
  return { buy: (itemId: string) => buy(`${ORIGIN}/api/items/${itemId}/content`), sent };
}

interface Shown {
  challenge: { id: string; realm: string; request: string; expires: string; [name: string]: string };
  payload: Record<string, string>;
  source?: string;
}
const read = (credential: string): Shown => JSON.parse(Buffer.from(credential.slice(8), "base64url").toString());
const write = (shown: unknown) => `Payment ${Buffer.from(JSON.stringify(shown)).toString("base64url")}`;

/** A credential for an item, answered by the stock client and not shown to us. */
async function credentialFor(itemId: string, buyer: LocalAccount): Promise<string> {
  const challenge = Challenge.fromResponse(await ask(itemId));
  const method = evm.charge({ account: buyer.account, authorization: DOMAIN, networks: [84532] });
  return (await method.createCredential({ challenge, context: {} } as never)) as string;
}

async function movesNothing(buyer: LocalAccount, attempt: () => Promise<void>): Promise<void> {
  const before = await money(buyer);
  await attempt();
  expect(await money(buyer)).toBe(before);
}

describe("the stock client of MPP", () => {
  it("reads the challenge, pays once, and gets the bytes and a receipt that the chain confirms", async () => {
    const [itemId, buyer] = [await sold(), nextBuyer()];
    const before = await money(buyer);
    const response = await clientOf(buyer).buy(itemId);
    expect([response.status, await response.text()]).toEqual([200, piece.content]);
    const receipt = Receipt.fromResponse(response);
    expect(receipt).toMatchObject({ method: "evm", status: "success" });
    const mined = await chain.client.getTransactionReceipt({ hash: receipt.reference as `0x${string}` });
    expect(mined.status).toBe("success");
    expect(await money(buyer)).toBe(before - PRICE);
  });

  it("that pays for what it owns is refused, and so is its credential shown again", async () => {
    const [itemId, buyer] = [await sold(), nextBuyer()];
    const { buy, sent } = clientOf(buyer);
    expect((await buy(itemId)).status).toBe(200);
    await movesNothing(buyer, async () => {
      await expectProblem(await get(itemId, { Authorization: sent[0] ?? "" }), 409, "already_owned");
      await expectProblem(await get(itemId, { Authorization: await credentialFor(itemId, buyer) }), 409, "already_owned");
    });
  });

  it("and x402's at once from one wallet are one charge", async () => {
    const [itemId, buyer] = [await sold(), nextBuyer()];
    const before = await money(buyer);
    const { accepts } = (await (await get(itemId)).json()) as {
      accepts: [{ payTo: `0x${string}`; maxAmountRequired: string }];
    };
    const [offer] = accepts;
    const credential = await credentialFor(itemId, buyer);
    const payment = toBase64(payloadV1(await authorize(buyer, offer.payTo, offer.maxAmountRequired)));
    const answers = await Promise.all([get(itemId, { Authorization: credential }), get(itemId, { "X-PAYMENT": payment })]);
    expect(answers.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    expect(await money(buyer)).toBe(before - PRICE);
  });
});

describe("a challenge", () => {
  it("stands in the head for who takes it, within what a default proxy lets through, and for nobody else", async () => {
    const itemId = await sold();
    for (const header of ["evm/charge", "*", "tempo/charge;q=0.5, evm/*"]) {
      const answer = await get(itemId, { "Accept-Payment": header });
      expect(answer.status).toBe(402);
      expect(Challenge.fromResponse(answer)).toMatchObject({
        realm: "localhost:3999",
        method: "evm",
        intent: "charge",
        request: { amount: "250000", externalId: itemId, methodDetails: { chainId: 84532 } },
      });
      const head = JSON.parse(Buffer.from(answer.headers.get("payment-required") ?? "", "base64").toString());
      const body = (await answer.json()) as { extensions: object };
      // A lost answer is asked for again by whoever signs in.
      expect({ ...body.extensions, ...head.extensions }).toHaveProperty("sign-in-with-x");
      const lengthOf = (name: string) => answer.headers.get(name)?.length ?? 0;
      expect(lengthOf("payment-required") + lengthOf("www-authenticate")).toBeLessThanOrEqual(2_800);
    }
    for (const header of ["", "tempo/charge", "evm/charge;q=0", "evm/session"])
      expect((await get(itemId, header ? { "Accept-Payment": header } : {})).headers.get("www-authenticate")).toBeNull();
  });
});

describe("a credential", () => {
  it("for another item buys nothing", async () => {
    const [itemId, other, buyer] = [await sold(), await sold(), nextBuyer()];
    const credential = await credentialFor(itemId, buyer);
    await movesNothing(buyer, async () => {
      const answer = await get(other, { Authorization: credential });
      expect([answer.status, await answer.json()]).toEqual([
        402,
        expect.objectContaining({ error: "invalid_payment_requirements" }),
      ]);
      expect(Challenge.fromResponse(answer).request).toMatchObject({ externalId: other });
    });
    expect((await get(itemId, { Authorization: credential })).status).toBe(200);
  });

  const changes: [string, (shown: Shown) => unknown][] = [
    ["a challenge of another realm", (shown) => ({ ...shown, challenge: { ...shown.challenge, realm: "evil.example" } })],
    ["an id of its own", (shown) => ({ ...shown, challenge: { ...shown.challenge, id: "x".repeat(43) } })],
    [
      "a request that was changed",
      (shown) => {
        const request = { ...JSON.parse(Buffer.from(shown.challenge.request, "base64url").toString()), amount: "1" };
        const text = Buffer.from(JSON.stringify(request)).toString("base64url");
        return { ...shown, challenge: { ...shown.challenge, request: text } };
      },
    ],
    ["a later end", (shown) => ({ ...shown, challenge: { ...shown.challenge, expires: "2099-01-01T00:00:00.000Z" } })],
  ];
  it.each(changes)("with %s buys nothing, and the unchanged one does after it", async (_what, change) => {
    const [itemId, buyer] = [await sold(), nextBuyer()];
    const credential = await credentialFor(itemId, buyer);
    await movesNothing(buyer, async () => {
      const answer = await get(itemId, { Authorization: write(change(read(credential))) });
      expect([answer.status, await answer.json()]).toEqual([
        402,
        expect.objectContaining({ error: "invalid_payment_requirements" }),
      ]);
    });
    expect((await get(itemId, { Authorization: credential })).status).toBe(200);
  });

  it.each<[string, Record<string, string>]>([
    ["another nonce", { nonce: challengeNonce("another", "localhost:3999") }],
    ["another value", { value: "1" }],
    ["a longer life", { validBefore: "4000000000" }],
  ])("whose authorization has %s than was signed buys nothing", async (_what, change) => {
    const [itemId, buyer] = [await sold(), nextBuyer()];
    const shown = read(await credentialFor(itemId, buyer));
    await movesNothing(buyer, async () => {
      const answer = await get(itemId, { Authorization: write({ ...shown, payload: { ...shown.payload, ...change } }) });
      expect(answer.status).toBe(402);
    });
  });

  it.each<[string, (shown: Shown) => string]>([
    ["no base64url", () => "Payment ***"],
    ["no JSON", () => "Payment e30x"],
    ["nothing", () => "Payment   "],
    ["too long", () => `Payment ${"A".repeat(17_000)}`],
    ["of another method", (shown) => write({ ...shown, challenge: { ...shown.challenge, method: "tempo" } })],
    ["with parts that we never ask for", (shown) => write({ ...shown, challenge: { ...shown.challenge, opaque: "e30" } })],
    ["without a signature", ({ payload: { signature: _, ...payload }, ...shown }) => write({ ...shown, payload })],
    ["of somebody else", (shown) => write({ ...shown, source: `did:pkh:eip155:84532:0x${"11".repeat(20)}` })],
    ["whose request is no JSON", (shown) => write({ ...shown, challenge: { ...shown.challenge, request: "AAAA" } })],
  ])("that is %s is told so, before anything is read for it", async (_what, make) => {
    const [itemId, buyer] = [await sold(), nextBuyer()];
    const credential = make(read(await credentialFor(itemId, buyer)));
    await movesNothing(buyer, async () =>
      expectProblem(await get(itemId, { Authorization: credential }), 400, "invalid_payment_header"),
    );
  });

  it("beside a payment of x402 is refused", async () => {
    const [itemId, buyer] = [await sold(), nextBuyer()];
    const headers = { Authorization: await credentialFor(itemId, buyer), "X-PAYMENT": "e30=" };
    await movesNothing(buyer, async () => expectProblem(await get(itemId, headers), 400, "invalid_payment_header"));
  });

  it("is read by the stock server's own reader, as it was written", async () => {
    const [itemId, buyer] = [await sold(), nextBuyer()];
    const { challenge, source } = Credential.deserialize(await credentialFor(itemId, buyer));
    expect(challenge.request).toMatchObject({ externalId: itemId });
    expect(source?.toLowerCase()).toBe(`did:pkh:eip155:84532:${buyer.address.toLowerCase()}`);
  });
});

describe("sales by MPP", () => {
  it("come back from the chain, when the books were lost", async () => {
    const [itemId, buyer] = [await sold(), nextBuyer()];
    expect((await clientOf(buyer).buy(itemId)).status).toBe(200);
    const { services } = await import("@/lib/services");
    const { rebuild } = await import("@/lib/payments/books/rebuild");
    const deps = services();
    const { db } = deps;
    for (const table of ["session_grant", "entitlement", "settlement", "settlement_attempt", "purchase"])
      await db.$executeRawUnsafe(`DELETE FROM ${table}`);
    await rebuild({ ...deps, ...deps.rails[0] }, { fromBlock: 0n });
    const owned = await db.entitlement.findMany({ where: { itemId }, select: { wallet: true } });
    expect(owned).toEqual([{ wallet: buyer.address.toLowerCase() }]);
  });
});
