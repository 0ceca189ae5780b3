// What was taken down: gone for everybody, erased where nobody bought it, and kept for those who did.
import { randomBytes } from "node:crypto";
import sharp from "sharp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { hashToken, openSession } from "@/lib/auth/session";
import { addFile } from "@/lib/catalog/files/files";
import { findPicture, setCover } from "@/lib/catalog/files/pictures";
import { selectBytesUsed } from "@/lib/catalog/files/upload-queries";
import { createItem } from "@/lib/catalog/items/create-item";
import { eraseRemoved } from "@/lib/catalog/items/erase-removed";
import { eraseShop } from "@/lib/catalog/items/erase-shop";
import { findItem, findItemDetail } from "@/lib/catalog/items/find-item";
import { findOffer } from "@/lib/catalog/items/offer";
import { publishItem, removeItem } from "@/lib/catalog/items/publish-item";
import { saveItem } from "@/lib/catalog/items/save-item";
import { type Address, toAddress, toHash } from "@/lib/kernel/address";
import { newId } from "@/lib/kernel/ids";
import { getReceipt } from "@/lib/payments/library/get-receipt";
import { findKeptPicture, openContent, openKept } from "@/lib/payments/library/open-content";
import { purchase } from "@/lib/payments/purchase/purchase";
import { createIncoming } from "@/lib/storage/incoming";
import { createLocalStore } from "@/lib/storage/local-store";
import { createPaymentWorld, type PaymentWorld } from "../support/payments";
import { scratchFolder } from "../support/scratch";
import { newPayer } from "./adversity/stage";

const scratch = scratchFolder();
let world: PaymentWorld;
let wallet: Address;
let creatorId: string;
beforeAll(async () => {
  world = await createPaymentWorld();
  const offer = await world.sellItem();
  ({ creatorId, creatorWallet: wallet } = offer);
});
afterAll(async () => {
  await world?.stop();
  scratch.remove();
});

const uploads = () => ({
  ...world,
  store: createLocalStore(scratch.path("files")),
  incoming: createIncoming(scratch.path("files")),
  uploadLimits: { bytesMax: 1_000_000, quotaBytes: 1_000_000, keptHours: 24 },
});
const draft = {
  kind: "file",

  title: "A secret title",
  dek: "",
  price: 250_000n,
  tags: ["secret"],
  preview: "A secret.",
  content: "",
};
const dayLater = { now: () => new Date(Date.now() + 25 * 3_600_000) };

let addresses = 0;
async function fileItem(isPublished: boolean): Promise<string> {
  const { id } = await createItem(world, wallet, { ...draft, slug: `an-address-${++addresses}` } as Parameters<
    typeof createItem
  >[2]);
  await addFile(uploads(), wallet, id, { name: "a.txt", body: new Blob(["secret bytes"]).stream(), bytes: null });
  if (isPublished) await publishItem(world, wallet, id, { listed: true });
  return id;
}
const coverOf = async (itemId: string) => {
  const bytes = await sharp({ create: { width: 640, height: 360, channels: 3, background: "#b1251b" } })
    .png()
    .toBuffer();
  const { cover } = await setCover(uploads(), wallet, itemId, { bytes, crop: null });
  return cover?.id ?? "";
};
const bytesUsed = () => selectBytesUsed(world.db, creatorId);
const isRemoved = expect.objectContaining({ code: "removed" });

it("what nobody bought is erased a day later, with its files, and its address still says that it is gone", async () => {
  const before = await bytesUsed();
  const itemId = await fileItem(true);
  const pictureId = await coverOf(itemId);
  expect(await bytesUsed()).toBe(before + 12n);
  await removeItem(world, wallet, itemId, "It was wrong.");
  await eraseRemoved(world);
  expect(await bytesUsed()).toBe(before + 12n);

  expect(await world.db.picture.count({ where: { id: pictureId } })).toBe(1);
  expect(await eraseRemoved({ ...world, clock: dayLater })).toBe(1);
  expect(await world.db.picture.count({ where: { id: pictureId } })).toBe(0);
  expect(await bytesUsed()).toBe(before);
  await expect(findItemDetail(world, { itemId })).rejects.toEqual(isRemoved);
  await expect(findItemDetail(world, { itemId })).rejects.toThrow("It was wrong.");
  for (const table of ["item", "item_version", "item_search", "file"]) {
    const rows = await world.db.$queryRawUnsafe<unknown[]>(`SELECT t::text FROM ${table} t WHERE t::text LIKE '%secret%'`);
    expect([table, rows]).toEqual([table, []]);
  }
  expect(await world.db.storageTombstone.count()).toBeGreaterThan(0);
  expect(await eraseRemoved({ ...world, clock: dayLater })).toBe(0);
});

it("a piece keeps its cover, summary and free part for its buyers, and its title for others", async () => {
  const offer = await world.sellItem();
  const pictureId = await coverOf(offer.id);
  const buyer = await newPayer(world);
  expect(await purchase(world, offer, await world.sign(buyer, offer), "person")).toMatchObject({ state: "confirmed" });
  const sessionOf = async (address: string) => hashToken((await openSession(world, toAddress(address))).token);
  const [theirs, others] = [await sessionOf(buyer.address), await sessionOf((await newPayer(world)).address)];
  expect(await findPicture(world, pictureId, 480)).not.toBeNull();
  expect(await findKeptPicture(world, theirs, pictureId, 480)).toBeUndefined();

  await removeItem(world, wallet, offer.id, "Written anew.");
  await eraseRemoved({ ...world, clock: dayLater });
  expect(await findPicture(world, pictureId, 480)).toBeNull();
  expect(await findKeptPicture(world, theirs, pictureId, 480)).toMatchObject({ storageKey: expect.any(String) });
  expect(await findKeptPicture(world, theirs, pictureId, 481)).toBeUndefined();
  expect(await findKeptPicture(world, others, pictureId, 480)).toBeUndefined();
  const { title, dek, preview } = await world.db.itemVersion.findFirstOrThrow({ where: { itemId: offer.id } });
  expect(await openKept(world, offer.id, theirs, undefined)).toMatchObject({ title, dek, preview, coverId: pictureId });
  expect(await openKept(world, offer.id, others, undefined)).toBeUndefined();
  const { displayName, handle } = await world.db.creator.findUniqueOrThrow({ where: { id: creatorId } });
  expect(await findItem(world, { itemId: offer.id })).toEqual({
    removed: {
      id: offer.id,
      title,
      creator: { handle, displayName },
      status: "removed",
      removalReason: "Written anew.",
      hidden: null,
    },
  });
});

it("what was never public leaves no row", async () => {
  const itemId = await fileItem(false);
  await removeItem(world, wallet, itemId);
  expect(await eraseRemoved({ ...world, clock: dayLater })).toBe(1);
  expect(await world.db.item.count({ where: { id: itemId } })).toBe(0);
});

it("what was bought stays for its buyers, word for word, and is looked at once", async () => {
  const offer = await world.sellItem();
  const buyer = await newPayer(world);
  expect(await purchase(world, offer, await world.sign(buyer, offer), "person")).toMatchObject({ state: "confirmed" });
  const read = () => openContent(world, offer.id, { wallet: buyer.address.toLowerCase() as Address }, undefined);
  const bought = await read();
  await saveItem(world, wallet, offer.id, { title: "A draft of a title", content: "Words that were never shown." });
  await saveItem(world, wallet, offer.id, { content: "Other words that were never shown." });
  await removeItem(world, wallet, offer.id);
  expect(await eraseRemoved({ ...world, clock: dayLater })).toBe(0);
  expect(await read()).toEqual(bought);
  expect(bought).toBeDefined();
  expect(await world.db.item.count({ where: { status: "removed", draftVersionId: { not: null } } })).toBe(0);
  // Nobody but the author ever saw the drafts: their words go, with those before them.
  const drafts = await world.db.itemVersion.findMany({ where: { itemId: offer.id, publishedAt: null } });
  const empty = { title: "", dek: "", preview: "", content: "", headings: [], sha256: "", bytes: 0n, words: 0, previewWords: 0 };
  expect(drafts).toMatchObject([empty, empty]);
});

it("a receipt counts the versions before its own as it did, once their words are erased", async () => {
  const offer = await world.sellItem();
  await saveItem(world, wallet, offer.id, { content: "A draft." });
  await saveItem(world, wallet, offer.id, { content: "One that saved itself.", autosave: true });
  await saveItem(world, wallet, offer.id, { content: "What was sold." });
  await publishItem(world, wallet, offer.id, { listed: true });
  const sold = (await findOffer(world, offer.id)) ?? offer;
  const buyer = await newPayer(world);
  const paid = await purchase(world, sold, await world.sign(buyer, sold), "person");
  const { purchaseId } = paid as { purchaseId: string };
  const address = toAddress(buyer.address);
  const { sessionId } = await openSession(world, address);
  const receipt = () => getReceipt(world, { kind: "person", sessionId, wallet: address }, purchaseId);
  const before = await receipt();
  expect(before).toMatchObject({ savedNumber: 3 });
  await removeItem(world, wallet, offer.id);
  await eraseRemoved({ ...world, clock: dayLater });
  expect(await receipt()).toEqual(before);
});

/** A payment that came to nothing, for the version that is published; its authorization ends in so many seconds. */
async function inVain(itemId: string, state: "refused" | "expired", endsIn: number): Promise<void> {
  const { publishedVersionId } = await world.db.item.findUniqueOrThrow({ where: { id: itemId } });
  const now = Math.floor(Date.now() / 1000);
  await world.db.purchase.create({
    data: {
      id: newId("pur"),
      itemId,
      versionId: publishedVersionId ?? "",
      creatorId,
      state,
      payerKind: "agent",
      chainId: world.network.chainId,
      asset: toAddress(world.network.asset),
      payer: toAddress(`0x${randomBytes(20).toString("hex")}`),
      payTo: wallet,
      amount: 1n,
      nonce: toHash(`0x${randomBytes(32).toString("hex")}`),
      validAfter: 0n,
      validBefore: BigInt(now + endsIn),
      signature: "0x00",
      x402Version: 2,
      claimedAtBlock: 1n,
    },
  });
}

it("payments that came to nothing keep nothing from being erased, once final evidence says so: clocks have no say", async () => {
  const itemId = await fileItem(true);
  await inVain(itemId, "expired", -3_600);
  await saveItem(world, wallet, itemId, { preview: "A second secret." });
  await publishItem(world, wallet, itemId, { listed: true });
  await inVain(itemId, "refused", -2 * 24 * 3_600);
  await removeItem(world, wallet, itemId);
  const used = await bytesUsed();
  expect(await eraseRemoved({ ...world, clock: dayLater })).toBe(0);
  await expect(world.db.itemVersion.updateMany({ where: { itemId }, data: { title: "", content: "" } })).rejects.toThrow(
    "cannot be changed",
  );
  await world.db.purchase.updateMany({ where: { itemId }, data: { state: "expired" } });
  expect(await eraseRemoved({ ...world, clock: dayLater })).toBe(1);
  expect(await bytesUsed()).toBe(used - 12n);
  const versions = await world.db.itemVersion.findMany({ where: { itemId } });
  expect(versions.map(({ title, preview }) => title + preview)).toEqual(["", ""]);
  expect(await world.db.purchase.count({ where: { itemId } })).toBe(2);
  expect(await eraseRemoved({ ...world, clock: dayLater })).toBe(0);
});

it("what was published and is not taken down, or was paid for, cannot be erased by anybody", async () => {
  const offer = await world.sellItem();
  const blank = () => world.db.itemVersion.updateMany({ where: { itemId: offer.id }, data: { title: "", content: "" } });
  await expect(blank()).rejects.toThrow("cannot be changed");
  const buyer = await newPayer(world);
  await purchase(world, offer, await world.sign(buyer, offer), "person");
  await world.db.item.update({ where: { id: offer.id }, data: { status: "removed" } });
  await expect(blank()).rejects.toThrow("cannot be changed");
});

it("a shop that closes leaves its buyers the covers of what they bought, and nobody any other picture", async () => {
  const [sold, unsold] = [await world.sellItem(), await world.sellItem()];
  const [kept, gone] = [await coverOf(sold.id), await coverOf(unsold.id)];
  const buyer = await newPayer(world);
  expect(await purchase(world, sold, await world.sign(buyer, sold), "person")).toMatchObject({ state: "confirmed" });
  await eraseShop(world, wallet);
  const tokenHash = hashToken((await openSession(world, toAddress(buyer.address))).token);
  expect(await findKeptPicture(world, tokenHash, kept, 480)).toBeDefined();
  expect(await findPicture(world, kept, 480)).toBeNull();
  expect(await world.db.picture.count({ where: { id: gone } })).toBe(0);
});
