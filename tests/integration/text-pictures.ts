// Pictures in texts, sent and asked for through the routes; and buyers, of whom the rows of a settled purchase stand for the payment.
import sharp from "sharp";
import { expect } from "vitest";
import { addedPictureCodec } from "@/lib/catalog/files/codecs";
import { newId } from "@/lib/kernel/ids";
import { services } from "@/lib/services";
import { call, create, creator, expectWire, type Person, signedIn } from "./http-harness";

let shade = 0;
/** A picture like no other. */
export const png = (width = 700, height = 400) =>
  sharp({ create: { width, height, channels: 3, background: `#${(++shade * 4099).toString(16).padStart(6, "0")}` } })
    .png()
    .toBuffer();

export const send = ({ cookie }: { cookie: string }, itemId: string, bytes: Uint8Array) =>
  call("POST", "/api/items/{itemId}/pictures", { itemId }, { cookie, raw: new Uint8Array(bytes) });
export const add = async (person: Person, itemId: string, bytes: Uint8Array) =>
  expectWire(await send(person, itemId, bytes), addedPictureCodec, 201);

interface Asker {
  cookie?: string;
  query?: string;
  headers?: Record<string, string>;
}
export const fetchPicture = (itemId: string, sha256: string, init: Asker = {}, method = "GET") =>
  call(method, "/api/items/{itemId}/pictures/{sha256}", { itemId, sha256 }, init);
export const statusOf = async (itemId: string, sha256: string, init: Asker = {}) =>
  (await fetchPicture(itemId, sha256, init)).status;
export const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

export const save = (person: Person, itemId: string, texts: { preview?: string; content?: string }) =>
  call("PATCH", "/api/items/{itemId}", { itemId }, { cookie: person.cookie, body: texts });
export async function publish(person: Person, itemId: string): Promise<void> {
  const answer = await call("POST", "/api/items/{itemId}/publish", { itemId }, { cookie: person.cookie, body: {} });
  expect(answer.status).toBe(200);
}

/** Somebody who bought what is published now; the rows of a settled purchase stand for the payment. */
export async function buyer(itemId: string): Promise<{ cookie: string; versionId: string; purchaseId: string }> {
  const { cookie, response } = await signedIn();
  const { wallet } = (await response.json()) as { wallet: string };
  const { db } = services();
  const item = await db.item.findUniqueOrThrow({ where: { id: itemId } });
  const versionId = item.publishedVersionId ?? "";
  const purchaseId = newId("pur");
  await db.purchase.create({
    data: {
      id: purchaseId,
      itemId,
      versionId,
      creatorId: item.creatorId,
      state: "confirmed",
      payerKind: "person",
      x402Version: 1,
      claimedAtBlock: 0n,
      chainId: 84532,
      asset: "0x",
      payer: wallet,
      payTo: "0x",
      amount: item.amount,
      nonce: purchaseId,
      validAfter: 0n,
      validBefore: 0n,
      signature: "0x",
    },
  });
  const settled = { chainId: 84532, amount: item.amount, transaction: purchaseId, logIndex: 0, blockNumber: 1n, blockHash: "0x" };
  await db.settlement.create({
    data: { purchaseId, itemId, creatorId: item.creatorId, settledAt: new Date(), ...settled },
  });
  await db.entitlement.create({ data: { id: newId("ent"), itemId, wallet: wallet.toLowerCase(), purchaseId } });
  return { cookie, versionId, purchaseId };
}

/** A published piece with a picture in each part, and what may be seen of it. */
export async function shown() {
  const ada = await creator();
  const { id } = await create(ada);
  const free = await add(ada, id, await png(1800, 900));
  const paid = await add(ada, id, await png());
  await save(ada, id, {
    preview: `Free.\n\n![A ferry](${free.source} "At dawn")`,
    content: `Paid.\n\n![A chart](${paid.source})`,
  });
  return { ada, id, free, paid };
}
