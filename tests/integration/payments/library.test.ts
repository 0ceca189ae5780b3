// What a wallet owns, page by page: nothing twice, nothing left out, and nobody else's.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eraseAccount } from "../../../lib/account/erase-account";
import { hashToken, openSession } from "../../../lib/auth/session";
import type { ItemOffer } from "../../../lib/catalog/items/offer";
import { toAddress } from "../../../lib/kernel/address";
import { grantToSession } from "../../../lib/payments/ledger/grant-queries";
import type { LibraryQuery } from "../../../lib/payments/library/codecs";
import { findReader } from "../../../lib/payments/library/find-ownership";
import { hideOwned } from "../../../lib/payments/library/hide-owned";
import { keepPlace } from "../../../lib/payments/library/keep-place";
import { countLibrary, listOwned, ownedAmong } from "../../../lib/payments/library/list-owned";
import { openContent } from "../../../lib/payments/library/open-content";
import { refreshLibrary } from "../../../lib/payments/library/refresh-library";
import { purchase } from "../../../lib/payments/purchase/purchase";
import type { LibrarySort } from "../../../lib/payments/types";
import type { LocalAccount } from "../../../scripts/local/accounts";
import { createPaymentWorld, type PaymentWorld, PRICE } from "../../support/payments";
import { newPayer } from "../adversity/stage";

const PIECES = 27;
let world: PaymentWorld;
let reader: LocalAccount;
let other: LocalAccount;
const bought: ItemOffer[] = [];

async function buy(payer: LocalAccount, offer: ItemOffer): Promise<void> {
  expect(await purchase(world, offer, await world.sign(payer, offer), "person")).toMatchObject({ state: "confirmed" });
}

beforeAll(async () => {
  world = await createPaymentWorld();
  reader = await newPayer(world, PRICE * BigInt(PIECES));
  other = await newPayer(world);
  for (let piece = 0; piece < PIECES; piece++) {
    const offer = await world.sellItem();
    await buy(reader, offer);
    bought.push(offer);
  }
  await buy(other, await world.sellItem());
  // Those rebuilt from one block are of one instant.
  await world.db.entitlement.updateMany({
    where: { itemId: { in: bought.slice(0, 12).map(({ id }) => id) } },
    data: { createdAt: new Date("2026-01-01T00:00:00Z") },
  });
}, 120_000);
afterAll(() => world?.stop());

const wallet = () => toAddress(reader.address);

async function walk(query: LibraryQuery): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const { rows, next } = await listOwned(world, wallet(), { ...query, cursor }, 5);
    ids.push(...rows.map(({ itemId }) => itemId));
    if (!next) return ids;
    cursor = next;
  }
}

describe("a library", () => {
  it.each<LibrarySort>(["newest", "oldest", "title"])("is gone through by %s, each piece once", async (sort) => {
    const ids = await walk({ sort });
    expect(ids).toHaveLength(PIECES);
    expect(new Set(ids)).toEqual(new Set(bought.map(({ id }) => id)));
  });

  it("is read backwards from the oldest", async () => {
    expect(await walk({ sort: "oldest" })).toEqual((await walk({ sort: "newest" })).toReversed());
  });

  it("is counted, as far as is asked", async () => {
    expect(await countLibrary(world, wallet(), {}, 1_000)).toBe(PIECES);
    expect(await countLibrary(world, wallet(), {}, 10)).toBe(10);
    expect(await countLibrary(world, wallet(), { search: "nowhere" }, 10)).toBe(0);
  });

  it("tells what was changed or taken down since", async () => {
    const [changed, gone] = bought as [ItemOffer, ItemOffer];
    await world.db.item.update({ where: { id: gone.id }, data: { status: "removed" } });
    const version = await world.db.itemVersion.create({
      data: {
        id: "ver_changed0000000000000",
        itemId: changed.id,
        number: 2,
        title: "0 is another title",
        content: "New.",
        sha256: "cd".repeat(32),
        words: 1,
        publishedAt: new Date(),
      },
    });
    await world.db.item.update({ where: { id: changed.id }, data: { publishedVersionId: version.id } });
    expect(await walk({ state: "updated" })).toEqual([changed.id]);
    expect(await walk({ state: "removed" })).toEqual([gone.id]);
    expect(await walk({ search: "another" })).toEqual([]);
    await refreshLibrary(world);
    expect(await walk({ search: "another" })).toEqual([changed.id]);
    expect((await walk({ sort: "title" }))[0]).toBe(changed.id);
  });

  it("is searched by a creator's new name, and by a piece's title of when it was bought", async () => {
    const [renamed] = bought as [ItemOffer];
    const { title } = await world.db.itemVersion.findFirstOrThrow({ where: { itemId: renamed.id, number: 1 } });
    expect(await walk({ search: title })).toContain(renamed.id);
    await world.db.creator.updateMany({ data: { displayName: "Émile" } });
    await refreshLibrary(world);
    expect(await walk({ search: "emile" })).toHaveLength(PIECES);
    expect(await world.db.libraryDue.count()).toBe(0);
  });

  it("leaves out what its owner hid, which stays theirs and can be shown again", async () => {
    const [, , first, second] = bought as [ItemOffer, ItemOffer, ItemOffer, ItemOffer];
    const clock = { now: () => new Date() };
    const hide = (item: ItemOffer, isHidden: boolean) => hideOwned({ db: world.db, clock }, wallet(), item.id, isHidden);
    for (const item of [first, second, first]) await hide(item, true);
    expect(await walk({})).toHaveLength(PIECES - 2);
    expect(await walk({ state: "hidden", sort: "title" })).toEqual(expect.arrayContaining([first.id, second.id]));
    expect(await countLibrary(world, wallet(), { state: "hidden" }, 10)).toBe(2);
    expect(await ownedAmong(world, [wallet()], [first.id])).toEqual(new Set([first.id]));
    expect(await openContent(world, first.id, { wallet: wallet() }, undefined)).toBeDefined();
    for (const item of [first, second, first]) await hide(item, false);
    expect(await walk({})).toHaveLength(PIECES);
    const theirs = hideOwned({ db: world.db, clock }, toAddress(other.address), first.id, true);
    await expect(theirs).rejects.toMatchObject({ code: "not_found" });
    expect(await walk({ state: "hidden" })).toEqual([]);
  });

  it("is nobody else's: neither its pieces, nor a place in it", async () => {
    const theirs = await listOwned(world, toAddress(other.address));
    expect(theirs.rows).toHaveLength(1);
    const cursor = theirs.rows[0]?.receiptId ?? "";
    expect((await listOwned(world, wallet(), { cursor })).rows).toEqual([]);
    const [first] = bought as [ItemOffer];
    expect(await ownedAmong(world, [toAddress(other.address)], [first.id])).toEqual(new Set());
    expect(await ownedAmong(world, [wallet()], [first.id])).toEqual(new Set([first.id]));
  });

  it("of a browser that nobody signed in to is what it opened itself, for as long as its session lasts", async () => {
    const [first, second] = bought as [ItemOffer, ItemOffer];
    const clock = { now: () => new Date() };
    const { sessionId, token } = await openSession({ db: world.db, clock }, null);
    const browser = { browser: hashToken(token) };
    for (const { id } of [first, second]) {
      const { purchaseId } = await world.db.entitlement.findFirstOrThrow({ where: { itemId: id } });
      await grantToSession(world.db, sessionId, purchaseId);
    }
    const ids = async () => new Set((await listOwned(world, browser)).rows.map(({ itemId }) => itemId));
    expect(await ids()).toEqual(new Set([first.id, second.id]));
    const [newest] = (await listOwned(world, browser, {}, 1)).rows;
    expect((await listOwned(world, browser, { cursor: newest?.receiptId })).rows).toHaveLength(1);
    expect(await countLibrary(world, browser, {}, 10)).toBe(2);
    expect(await ownedAmong(world, [browser], [first.id, (bought[5] as ItemOffer).id])).toEqual(new Set([first.id]));
    expect((await listOwned(world, { tokenHash: hashToken(token) })).rows).toEqual([]);
    expect((await listOwned(world, { browser: hashToken("another") })).rows).toEqual([]);

    await world.db.session.update({ where: { id: sessionId }, data: { expiresAt: new Date(0) } });
    expect(await ids()).toEqual(new Set());
  });
});

describe("where a wallet stopped reading", () => {
  const walletOf = ({ address }: LocalAccount) => toAddress(address);
  const clock = { now: () => new Date("2026-11-30T10:00:00Z") };

  it("is kept for its other devices, in the library and on the page, and the later one counts", async () => {
    const [{ id = "" } = {}] = bought;
    await keepPlace({ ...world, clock }, walletOf(reader), id, 0.25);
    await keepPlace({ ...world, clock }, walletOf(reader), id, 0.61803);
    const place = { fraction: 0.618, at: clock.now() };
    const rows = (await listOwned(world, walletOf(reader), {}, 100)).rows;
    expect(rows.find(({ itemId }) => itemId === id)?.place).toEqual(place);
    expect(rows.filter((row) => row.place)).toHaveLength(1);
    const tokenHash = hashToken((await openSession(world, walletOf(reader))).token);
    expect((await findReader(world, id, tokenHash)).place).toEqual(place);
  });

  it("is nobody else's, and of nothing that the wallet does not own", async () => {
    const [{ id = "" } = {}] = bought;
    await expect(keepPlace({ ...world, clock }, walletOf(other), id, 0.5)).rejects.toMatchObject({ code: "not_found" });
    const tokenHash = hashToken((await openSession(world, walletOf(other))).token);
    expect((await findReader(world, id, tokenHash)).place).toBeNull();
    expect((await listOwned(world, walletOf(other), {}, 100)).rows.filter((row) => row.place)).toEqual([]);
  });

  it("is forgotten with the account", async () => {
    await eraseAccount({ ...world, clock }, walletOf(reader), walletOf(reader));
    expect(await world.db.readingPlace.count()).toBe(0);
  });
});
