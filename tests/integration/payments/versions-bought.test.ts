// The version that was bought is what is delivered and what the receipt names; it stays readable beside the newest one.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSession, tokenHashOf } from "../../../lib/auth/session";
import type { ItemOffer } from "../../../lib/catalog/items/offer";
import { deriveKey } from "../../../lib/config/keys";
import { type Address, toAddress } from "../../../lib/kernel/address";
import { newId } from "../../../lib/kernel/ids";
import { getReceipt } from "../../../lib/payments/library/get-receipt";
import { openKept } from "../../../lib/payments/library/open-content";
import { purchase } from "../../../lib/payments/purchase/purchase";
import { serveMarkdown } from "../../../lib/paywall/serve-markdown";
import { createLocalStore } from "../../../lib/storage/local-store";
import { encodeHeader } from "../../../lib/x402/exact/authorization";
import type { PresentedPayment } from "../../../lib/x402/payment-header";
import { createReceiptSigner } from "../../../lib/x402/receipts/signed-receipt";
import type { LocalAccount } from "../../../scripts/local/accounts";
import { createPaymentWorld, type PaymentWorld, railOf } from "../../support/payments";
import { scratchFolder } from "../../support/scratch";
import { storedBytes } from "../../support/stored";
import { newPayer } from "../adversity/stage";

type Get = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

let world: PaymentWorld;
let buyer: LocalAccount;
const gets: Record<"content" | "files.zip" | "file" | "ownership" | "receipt", Get> = {} as never;
const scratch = scratchFolder();
const store = createLocalStore(scratch.path("files"));

beforeAll(async () => {
  world = await createPaymentWorld();
  buyer = await newPayer(world, 10_000_000n);
  const signInKey = deriveKey("a secret of the tests", "sign-in-with-x");
  const receiptSigner = createReceiptSigner(deriveKey("a secret of the tests", "receipts"));
  const publicCache = { get: (_name: string, read: () => Promise<unknown>) => read() };
  Object.assign(globalThis, {
    pennypost: { ...world, rails: [railOf(world)], store, signInKey, receiptSigner, visits: { count: () => {} }, publicCache },
  });
  gets.content = (await import("../../../app/api/items/[itemId]/content/route")).GET;
  gets["files.zip"] = (await import("../../../app/api/items/[itemId]/files.zip/route")).GET;
  gets.file = (await import("../../../app/api/items/[itemId]/files/[fileId]/route")).GET;
  gets.ownership = (await import("../../../app/api/items/[itemId]/ownership/route")).GET;
  gets.receipt = (await import("../../../app/api/receipts/[purchaseId]/route")).GET;
});
afterAll(async () => {
  Reflect.deleteProperty(globalThis, "pennypost");
  await world?.stop();
  scratch.remove();
});

interface Asked {
  query?: string;
  payment?: PresentedPayment;
  cookie?: string;
  fileId?: string;
  purchaseId?: string;
}

function ask(what: keyof typeof gets, itemId: string, { query = "", payment, cookie, ...params }: Asked = {}): Promise<Response> {
  const headers = new Headers(cookie ? { cookie } : {});
  if (payment) {
    const { x402Version, scheme, network, authorization } = payment;
    const { signature, ...rest } = authorization;
    if (payment.claim) headers.set("X-PAYMENT-CLAIM", payment.claim);
    headers.set("X-PAYMENT", encodeHeader({ x402Version, scheme, network, payload: { signature, authorization: rest } }));
  }
  return gets[what](new Request(`${world.origin}/${query}`, { headers }), { params: Promise.resolve({ itemId, ...params }) });
}

const signedIn = async (wallet: Address) => `pennypost=${(await openSession(world, wallet)).token}`;
const asBuyer = () => signedIn(toAddress(buyer.address));

/** What an answer says it is, and its bytes. */
async function told(answer: Response) {
  const { status, headers } = answer;
  const numbers = [headers.get("pennypost-version"), headers.get("pennypost-bought-version")];
  return [status, await answer.text(), ...numbers];
}

/** Another version of an item, published unless it is a draft. */
async function write(offer: ItemOffer, number: number, publishedAt: Date | null = new Date()): Promise<string> {
  const id = newId("ver");
  const text = { title: `Title ${number}`, preview: `Free ${number}.`, content: `Paid part ${number}.` };
  const sha256 = `${number}`.repeat(64).slice(0, 64);
  await world.db.itemVersion.create({ data: { id, itemId: offer.id, number, ...text, sha256, words: 3, publishedAt } });
  await world.db.item.update({
    where: { id: offer.id },
    data: publishedAt ? { publishedVersionId: id } : { draftVersionId: id },
  });
  return id;
}

async function buy(offer: ItemOffer): Promise<string> {
  const outcome = await purchase(world, offer, await world.sign(buyer, offer), "agent");
  if (outcome.state !== "confirmed") throw new Error(outcome.state);
  return outcome.purchaseId;
}

describe("the answer to a payment", () => {
  it("carries the version that was for sale when the payment came, and the receipt names its bytes", async () => {
    const offer = await world.sellItem();
    const payment = await world.sign(buyer, offer);
    await write(offer, 2);
    const answer = await ask("content", offer.id, { payment });
    const purchaseId = answer.headers.get("pennypost-receipt") ?? "";
    expect(await told(answer)).toEqual([200, "Paid part 2.", "2", "2"]);
    const receipt = await ask("receipt", offer.id, { purchaseId, cookie: await asBuyer() });
    expect(await receipt.json()).toMatchObject({ receipt: { versionNumber: 2, sha256: "2".repeat(64) } });
  });

  it("carries the version that was claimed, when another is published while the payment is on its way", async () => {
    const offer = await world.sellItem();
    const payment = { ...(await world.sign(buyer, offer)), claim: crypto.randomUUID() };
    await purchase(world, offer, payment, "agent");
    await write(offer, 2);
    const answer = await ask("content", offer.id, { payment });
    const digest = `sha-256=:${Buffer.from("ab".repeat(32), "hex").toString("base64")}:`;
    expect(answer.headers.get("content-digest")).toBe(digest);
    expect(await told(answer)).toEqual([200, "The paid part.", "1", "1"]);
  });

  it("carries the newest, whatever version it asks for", async () => {
    const offer = await world.sellItem();
    await write(offer, 2);
    const payment = await world.sign(buyer, offer);
    expect(await told(await ask("content", offer.id, { payment, query: "?version=1" }))).toEqual([200, "Paid part 2.", "2", "2"]);
  });
});

describe("an owner", () => {
  it("reads the newest version, learns which was bought, and reads that one and those between", async () => {
    const offer = await world.sellItem();
    await buy(offer);
    await write(offer, 2);
    await write(offer, 4);
    const cookie = await asBuyer();
    expect(await told(await ask("content", offer.id, { cookie }))).toEqual([200, "Paid part 4.", "4", "1"]);
    for (const query of ["?version=1", "?version=bought"]) {
      expect(await told(await ask("content", offer.id, { cookie, query }))).toEqual([200, "The paid part.", "1", "1"]);
    }
    expect(await told(await ask("content", offer.id, { cookie, query: "?version=2" }))).toEqual([200, "Paid part 2.", "2", "1"]);
    const ownership = await (await ask("ownership", offer.id, { cookie })).json();
    expect(ownership).toMatchObject({ state: "owned", boughtVersion: 1, newestVersion: 4 });
  });

  it("gets no draft, no version older than the bought one, and none that is not there: all are one refusal", async () => {
    const offer = await world.sellItem();
    const sold = { ...offer, versionId: await write(offer, 2) };
    await buy(sold);
    await write(offer, 3, null);
    const cookie = await asBuyer();
    const refusals = await Promise.all(
      [1, 3, 9].map(async (version) => {
        const answer = await ask("content", offer.id, { cookie, query: `?version=${version}` });
        return [answer.status, await answer.text()];
      }),
    );
    expect(refusals).toEqual(Array(3).fill([404, expect.stringContaining("no such version")]));
    expect((await ask("content", offer.id, { cookie, query: "?version=0" })).status).toBe(400);
    expect((await ask("content", offer.id, { cookie, query: "?version=last" })).status).toBe(400);
  });

  it("keeps the bought version in the library, with its own title and free part", async () => {
    const offer = await world.sellItem();
    await buy(offer);
    await write(offer, 2);
    await write(offer, 3, null);
    const { tokenHash } = await sessionOf(toAddress(buyer.address));
    expect(await openKept(world, offer.id, tokenHash, "bought")).toMatchObject({ title: "A piece", version: 1, isNewest: false });
    expect(await openKept(world, offer.id, tokenHash, undefined)).toMatchObject({ preview: "Free 2.", boughtVersion: 1 });
    expect(await openKept(world, offer.id, tokenHash, 3)).toBeUndefined();
    expect(await openKept(world, offer.id, (await sessionOf(offer.creatorWallet)).tokenHash, 2)).toBeUndefined();
  });
});

it("a receipt counts for people what was saved or published, as the editor does, and commits to the stored number", async () => {
  const offer = await world.sellItem();
  await write(offer, 2, null);
  await world.db.itemVersion.updateMany({ where: { itemId: offer.id, number: 2 }, data: { isAutosave: true } });
  const purchaseId = await buy({ ...offer, versionId: await write(offer, 3) });
  const wallet = toAddress(buyer.address);
  const { sessionId } = await openSession(world, wallet);
  const receipt = await getReceipt(world, { kind: "person", sessionId, wallet }, purchaseId);
  expect(receipt).toMatchObject({ versionNumber: 3, savedNumber: 2 });
});

async function sessionOf(wallet: Address) {
  const { token } = await openSession(world, wallet);
  return { tokenHash: tokenHashOf(token) as string };
}

it("whoever owns nothing of an item gets the same 402 with a version as without", async () => {
  const offer = await world.sellItem();
  await write(offer, 2);
  await write(offer, 3, null);
  const cookie = await signedIn(toAddress((await newPayer(world)).address));
  for (const query of ["?version=1", "?version=2", "?version=3", "?version=bought", ""]) {
    for (const asked of [{ query }, { query, cookie }]) expect((await ask("content", offer.id, asked)).status).toBe(402);
  }
});

it("a creator reads what was published by its number, and no draft", async () => {
  const offer = await world.sellItem();
  await write(offer, 2);
  await write(offer, 3, null);
  const cookie = await signedIn(offer.creatorWallet);
  expect(await told(await ask("content", offer.id, { cookie }))).toEqual([200, "Paid part 2.", "2", null]);
  expect(await told(await ask("content", offer.id, { cookie, query: "?version=1" }))).toEqual([200, "The paid part.", "1", null]);
  for (const version of [3, "bought"]) {
    expect((await ask("content", offer.id, { cookie, query: `?version=${version}` })).status).toBe(404);
  }
});

describe("files", () => {
  async function fileOf(offer: ItemOffer, versionId: string, name: string): Promise<string> {
    const bytes = new TextEncoder().encode(`bytes of ${name}`);
    const { storageKey, sha256 } = await storedBytes(store, scratch.path(newId("file")), bytes);
    const file = { id: newId("file"), itemId: offer.id, name, mediaType: "text/plain", bytes: BigInt(bytes.length) };
    await world.db.file.create({ data: { ...file, sha256, storageKey, versions: { create: { versionId, position: 0 } } } });
    return file.id;
  }

  it("of the bought version stay: in its manifest, one by one, and in its archive", async () => {
    const offer = await world.sellItem();
    await world.db.item.update({ where: { id: offer.id }, data: { kind: "file" } });
    const first = await fileOf(offer, offer.versionId, "first.txt");
    const payment = { ...(await world.sign(buyer, offer)), claim: crypto.randomUUID() };
    await purchase(world, offer, payment, "agent");
    const second = await fileOf(offer, await write(offer, 2), "second.txt");

    const paid = (await (await ask("content", offer.id, { payment })).json()) as { files: { url: string }[] };
    expect(paid).toMatchObject({ version: 1, boughtVersion: 1, files: [{ name: "first.txt" }] });
    expect(paid.files[0]?.url).toMatch(new RegExp(`${first}\\?version=1$`));

    const cookie = await asBuyer();
    const newest = await (await ask("content", offer.id, { cookie })).json();
    expect(newest).toMatchObject({
      version: 2,
      boughtVersion: 1,
      files: [{ name: "second.txt", url: expect.stringMatching(second) }],
    });
    const twin = async (version: "bought" | undefined) =>
      (await serveMarkdown(new Request(world.origin, { headers: { cookie } }), offer.id, version)).text();
    const [bought, now] = [await twin("bought"), await twin(undefined)];
    expect(bought).toContain(`[first.txt](${world.origin}/api/items/${offer.id}/files/${first}?version=1)`);
    expect(bought).not.toContain("second.txt");
    expect(now).toContain(`[second.txt](${world.origin}/api/items/${offer.id}/files/${second})`);
    const file = (fileId: string, query = "") => ask("file", offer.id, { cookie, fileId, query });
    expect(await told(await file(first, "?version=1"))).toEqual([200, "bytes of first.txt", "1", "1"]);
    expect(await told(await file(first))).toEqual([200, "bytes of first.txt", "1", "1"]);
    expect(await told(await file(second))).toEqual([200, "bytes of second.txt", "2", "1"]);
    expect((await file(first, "?version=2")).status).toBe(404);
    expect((await file(second, "?version=bought")).status).toBe(404);
    const zipOf = async (query: string) => (await ask("files.zip", offer.id, { cookie, query })).text();
    expect(await zipOf("?version=bought")).toContain("bytes of first.txt");
    expect(await zipOf("")).not.toContain("first.txt");
  });
});
