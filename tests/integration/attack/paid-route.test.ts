// The paid routes on a real database and chain, in moments that are easy to get wrong.

import { setTimeout as sleep } from "node:timers/promises";
import { createSIWxPayload, encodeSIWxHeader } from "@x402/extensions/sign-in-with-x";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { changeItem } from "../../../lib/catalog/items/draft";
import type { ItemOffer } from "../../../lib/catalog/items/offer";
import { deriveKey } from "../../../lib/config/keys";
import { createVisitCounts } from "../../../lib/earnings/visit-counts";
import type { Address } from "../../../lib/kernel/address";
import { newId } from "../../../lib/kernel/ids";
import { purchase } from "../../../lib/payments/purchase/purchase";
import { createLocalStore } from "../../../lib/storage/local-store";
import { encodeHeader } from "../../../lib/x402/exact/authorization";
import type { PresentedPayment } from "../../../lib/x402/payment-header";
import { createReceiptSigner } from "../../../lib/x402/receipts/signed-receipt";
import type { LocalAccount } from "../../../scripts/local/accounts";
import { createPaymentWorld, type PaymentWorld, railOf } from "../../support/payments";
import { scratchFolder } from "../../support/scratch";
import { storedBytes } from "../../support/stored";

type Get = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

let world: PaymentWorld;
let getContent: Get;
let getByAddress: Get;
let getFile: Get;
const scratch = scratchFolder();
const store = createLocalStore(scratch.path("files"));

const keys = {
  signInKey: deriveKey("a secret of the tests", "sign-in-with-x"),
  receiptSigner: createReceiptSigner(deriveKey("a secret of the tests", "receipts")),
};

beforeAll(async () => {
  world = await createPaymentWorld();
  Object.assign(globalThis, {
    pennypost: { ...world, rails: [railOf(world)], store, visits: createVisitCounts(world.clock), ...keys },
  });
  ({ GET: getContent } = await import("../../../app/api/items/[itemId]/content/route"));
  ({ GET: getByAddress } = await import("../../../app/api/creators/[handle]/items/[slug]/content/route"));
  ({ GET: getFile } = await import("../../../app/api/items/[itemId]/files/[fileId]/route"));
});
afterAll(async () => {
  Reflect.deleteProperty(globalThis, "pennypost");
  await world.stop();
  scratch.remove();
});

const reader = (index: number): LocalAccount => world.chain.accounts.readers[index] as LocalAccount;

function headerOf({ x402Version, scheme, network, authorization: { signature, ...authorization } }: PresentedPayment): string {
  return encodeHeader({ x402Version, scheme, network, payload: { signature, authorization } });
}

function ask(itemId: string, payment?: PresentedPayment, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(payment ? { "X-PAYMENT": headerOf(payment) } : {});
  if (payment?.claim) headers.set("X-PAYMENT-CLAIM", payment.claim);
  return getContent(new Request(`${world.origin}/api/items/${itemId}/content`, { ...init, headers }), {
    params: Promise.resolve({ itemId }),
  });
}

/** SIGN-IN-WITH-X for what this 402 asks to be signed. */
async function proofFor(challenge: Response, { account }: LocalAccount, url: string): Promise<string> {
  const required = Buffer.from(challenge.headers.get("payment-required") ?? "", "base64").toString();
  const { info, supportedChains } = JSON.parse(required).extensions["sign-in-with-x"];
  return encodeSIWxHeader(await createSIWxPayload({ ...info, ...supportedChains[0] }, account, url));
}

/** As a client signs that keeps a secret beside its payment, to be answered again. */
const signFor = async (account: LocalAccount, offer: ItemOffer): Promise<PresentedPayment> => ({
  ...(await world.sign(account, offer)),
  claim: crypto.randomUUID(),
});

const takeDown = (id: string) => world.db.item.update({ where: { id }, data: { status: "removed" } });

describe("an item that is taken down", () => {
  it("while its payment is on the way is still delivered to who presents that payment", async () => {
    const offer = await world.sellItem();
    const payment = await signFor(reader(0), offer);
    await purchase(world, offer, payment, "agent");
    await takeDown(offer.id);
    const answer = await ask(offer.id, payment);
    expect([answer.status, await answer.text()]).toEqual([200, "The paid part."]);
  });

  it("sells to nobody else, and no refused payment is taken up again", async () => {
    const offer = await world.sellItem();
    const poor = world.chain.accounts.relayer;
    const refused = await world.sign(poor, offer);
    expect((await ask(offer.id, refused)).status).toBe(402);
    await takeDown(offer.id);
    await world.chain.mint(poor.address, offer.amount);
    expect((await ask(offer.id, refused)).status).toBe(410);
    expect((await ask(offer.id, await world.sign(reader(1), offer))).status).toBe(410);
    expect(await world.db.entitlement.count({ where: { itemId: offer.id } })).toBe(0);
  });
});

it("a client that hung up before its bytes came gets them when it presents the same payment again", async () => {
  const offer = await world.sellItem();
  const payment = await signFor(reader(2), offer);
  const client = new AbortController();
  const answer = ask(offer.id, payment, { signal: client.signal });
  client.abort();
  expect((await answer).status).toBe(503);
  expect((await ask(offer.id, payment)).status).toBe(200);
  expect((await ask(offer.id, { ...payment, claim: null })).status).toBe(409);
});

it("a payment whose block leaves the chain before it is answered again is pending, and answered when it is back", async () => {
  const offer = await world.sellItem();
  const payment = await signFor(reader(3), offer);
  expect((await ask(offer.id, payment)).status).toBe(200);
  const setState = (state: "settling" | "confirmed") =>
    world.db.purchase.updateMany({ where: { itemId: offer.id }, data: { state } });
  const openedLate = new Proxy(world.db, {
    get: (db, name) =>
      name === "$queryRaw"
        ? async (...query: Parameters<typeof db.$queryRaw>) => {
            if (String(query[0]).includes("JOIN entitlement e ON e.purchase_id = p.id")) await setState("settling");
            return db.$queryRaw(...query);
          }
        : Reflect.get(db, name),
  });
  const holder = globalThis as unknown as { pennypost: { db: typeof world.db } };
  holder.pennypost.db = openedLate;
  const answer = await ask(offer.id, payment).finally(() => {
    holder.pennypost.db = world.db;
  });
  expect([answer.status, answer.headers.has("payment-required")]).toEqual([503, false]);
  await setState("confirmed");
  expect((await ask(offer.id, payment)).status).toBe(200);
});

describe("the lock of an item that is being changed", () => {
  const holdingIt = async (wallet: Address, offer: ItemOffer, meanwhile: () => Promise<unknown>) => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const change = changeItem(world.db, wallet, offer.id, () => released).catch(() => undefined);
    await sleep(200);
    try {
      return await Promise.race([meanwhile(), sleep(3_000).then(() => "waited")]);
    } finally {
      release();
      await change;
    }
  };

  it("does not keep readers from buying it", async () => {
    const offer = await world.sellItem();
    const payment = await world.sign(reader(3), offer);
    expect(await holdingIt(offer.creatorWallet, offer, async () => (await ask(offer.id, payment)).status)).toBe(200);
  });
});

describe("an address made of nonsense", () => {
  it.each(["\0", "a\0b", "\ud800", "%00", "../x", "'"])("%j is no item, and no error of ours", async (slug) => {
    const answer = await getByAddress(new Request(`${world.origin}/x`), { params: Promise.resolve({ handle: "ada", slug }) });
    expect([400, 404]).toContain(answer.status);
  });
});

it("who accepted other terms than ours is refused with a fresh 402, though it signed for ours; with ours it is served", async () => {
  const offer = await world.sellItem();
  const required = (await ask(offer.id)).headers.get("payment-required") ?? "";
  const [accepted] = JSON.parse(Buffer.from(required, "base64").toString()).accepts;
  const { signature, ...authorization } = (await world.sign(reader(2), offer)).authorization;
  const show = (change: object) => {
    const body = { x402Version: 2, accepted: { ...accepted, ...change }, payload: { signature, authorization } };
    const request = new Request(`${world.origin}/api/items/${offer.id}/content`, {
      headers: { "PAYMENT-SIGNATURE": encodeHeader(body) },
    });
    return getContent(request, { params: Promise.resolve({ itemId: offer.id }) });
  };
  const refused = await show({ payTo: reader(3).address });
  const settlement = JSON.parse(Buffer.from(refused.headers.get("payment-response") ?? "", "base64").toString());
  expect([refused.status, settlement.errorReason]).toEqual([402, "invalid_payment_requirements"]);
  expect(JSON.parse(Buffer.from(refused.headers.get("payment-required") ?? "", "base64").toString()).accepts).toHaveLength(1);
  expect(await world.db.purchase.count({ where: { itemId: offer.id } })).toBe(0);
  expect((await show({})).status).toBe(200);
});

it("a HEAD with a wallet's proof tells what it would open and spends nothing of it: the GET after it is served, once", async () => {
  const offer = await world.sellItem();
  await purchase(world, offer, await world.sign(reader(2), offer), "agent");
  const url = `${world.origin}/api/items/${offer.id}/content`;
  const proof = await proofFor(await ask(offer.id), reader(2), url);
  const show = (method: string) => {
    const headers = { "SIGN-IN-WITH-X": proof };
    const request = new Request(url, { method, headers });
    return getContent(request, { params: Promise.resolve({ itemId: offer.id }) }).then(({ status }) => status);
  };
  const statuses: number[] = [];
  for (const method of ["HEAD", "HEAD", "GET", "GET", "HEAD"]) statuses.push(await show(method));
  expect(statuses).toEqual([200, 200, 200, 402, 402]);
});

it("paying with a range, or for what is in a cache, brings the whole file: the answer to a payment is its one delivery", async () => {
  const offer = await world.sellItem();
  const bytes = new TextEncoder().encode("every byte of it");
  const { storageKey, sha256 } = await storedBytes(store, scratch.path("upload"), bytes);
  const file = { id: newId("file"), itemId: offer.id, name: "all.txt", mediaType: "text/plain", bytes: 16n, sha256, storageKey };
  await world.db.file.create({ data: { ...file, versions: { create: { versionId: offer.versionId, position: 0 } } } });
  const payment = await world.sign(reader(3), offer);
  const headers = { "X-PAYMENT": headerOf(payment), Range: "bytes=0-4", "If-None-Match": `"${sha256}"` };
  const url = `${world.origin}/api/items/${offer.id}/files/${file.id}`;
  const answer = await getFile(new Request(url, { headers }), { params: Promise.resolve({ itemId: offer.id, fileId: file.id }) });
  expect([answer.status, await answer.text()]).toEqual([200, "every byte of it"]);
});
