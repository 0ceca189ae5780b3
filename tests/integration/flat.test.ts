// Flat in history: what each page and route asks of PostgreSQL reads about as many rows as it shows, however much there is. Measured on
// a market large enough that reading all of any one kind shows (npm run bench:scale measures the time, on one that is really large).
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bigCreator, bigReader, fill, itemId, noncesOf } from "../../bench/scale/fill";
import { hashToken } from "../../lib/auth/session";
import { findLiveSession, insertSession } from "../../lib/auth/session-queries";
import { findCreator, findShop } from "../../lib/catalog/creators/find-creator";
import { saveCreator } from "../../lib/catalog/creators/save-creator";
import { deleteUnusedFiles, selectBytesUsed } from "../../lib/catalog/files/upload-queries";
import { createItem } from "../../lib/catalog/items/create-item";
import { selectTextBytes } from "../../lib/catalog/items/draft-queries";
import { findItemDetail } from "../../lib/catalog/items/find-item";
import { listOwnItems } from "../../lib/catalog/items/list-own-items";
import { findOffer } from "../../lib/catalog/items/offer";
import { publishItem } from "../../lib/catalog/items/publish-item";
import { listMarket, openFront, openMarket } from "../../lib/catalog/market/list-market";
import { listTags } from "../../lib/catalog/market/list-tags";
import { forgetWords } from "../../lib/catalog/market/search-queries";
import { suggest } from "../../lib/catalog/market/suggest";
import { createDb, type Db } from "../../lib/db/client";
import { findPurchases } from "../../lib/desk/find-purchases";
import { lookUp } from "../../lib/desk/look-up";
import { listItemEarnings } from "../../lib/earnings/list-item-earnings";
import { listSales } from "../../lib/earnings/list-sales";
import { readFunnel } from "../../lib/earnings/read-funnel";
import { summarizeEarnings } from "../../lib/earnings/summarize";
import { type Hash, toAddress } from "../../lib/kernel/address";
import { listUnfinalBlocks } from "../../lib/payments/ledger/block-queries";
import { syncRelayer } from "../../lib/payments/ledger/journal-queries";
import { areKnown, findRivals, type NewClaim } from "../../lib/payments/ledger/purchase-queries";
import { findStanding } from "../../lib/payments/ledger/standing-queries";
import { takeTurn } from "../../lib/payments/ledger/turn-queries";
import { findReader } from "../../lib/payments/library/find-ownership";
import { countLibrary, listOwned, ownedAmong } from "../../lib/payments/library/list-owned";
import { selectOpened } from "../../lib/payments/library/read-queries";
import { networks } from "../../lib/x402/networks";
import { accounts } from "../../scripts/local/accounts";
import { createDatabase, type TestDatabase } from "../support/database";
import { ENTRIES, type RowWatcher, watchRows } from "../support/rows-read";

const SIZE = { items: 12_000, sales: 40_000 };
/** A list shows 24 to 100 rows and counts up to 1,000, each with a few rows beside it; a third of the pieces are 4,000. */
const ROWS_MAX = 3_500;
/** A search asks the indexes of titles and of texts for the newest 4,096 pieces, and goes on only if few of those match. */
const ENTRIES_MAX = 5_000;
/** The index of titles and that of texts give no order: those that match in that block are read to tell the newest, once for each. */
const SEARCHED_MAX = 2 * 4_096 + 1_000;

/** 25 pieces are read, each with a few rows beside it. */
const TAG_PAGE_MAX = 60;

const clock = { now: () => new Date() };
const creator = toAddress(bigCreator?.address ?? "");
const reader = toAddress(bigReader?.address ?? "");

const maxOf = (name: string) => (name.startsWith(ENTRIES) ? ENTRIES_MAX : name === "item_search" ? SEARCHED_MAX : ROWS_MAX);

let database: TestDatabase;
let db: Db;
let watcher: RowWatcher;

beforeAll(async () => {
  database = await createDatabase();
  await fill(database.url, SIZE);
  db = createDb(database.url, 1, 0);
  watcher = await watchRows(db, database.url, { indexed: "item_search", runsBefore: 1 });
}, 120_000);

afterAll(async () => {
  await watcher.end();
  await db.$disconnect();
  await database.drop();
});

const readBy = (work: () => Promise<unknown>) => watcher.readBy(work);

const market = (query: Parameters<typeof openMarket>[1]) => () => openMarket({ db }, query);

const cursors = new Map<string, string | undefined>();

/** The third page; which that is, is looked up before anything is counted. */
async function afterTwoPages(query: { search: string }): Promise<void> {
  const known = cursors.get(query.search);
  let cursor = known;
  for (let page = 0; page < 2 && known === undefined; page++)
    cursor = (await listMarket({ db }, { ...query, cursor })).next ?? undefined;
  cursors.set(query.search, cursor);
  expect((await listMarket({ db }, { ...query, cursor })).rows).not.toEqual([]);
}

const desk = () => ({ db, rails: [{ network: networks.local }] });

describe("reads no more than it shows", () => {
  it.each<[string, () => Promise<unknown>]>([
    ["the market", market({})],
    ["its cheapest", market({ sort: "cheapest" })],
    ["its dearest", market({ sort: "dearest" })],
    ["its most popular", market({ sort: "popular" })],
    ["a creator's most popular", market({ creatorHandle: "creator-0", sort: "popular" })],
    ["its front", () => openFront({ db })],
    ["those at most so dear", market({ priceMax: 3_000n })],
    ["long ones", market({ length: "long" })],
    ["a common tag", market({ tag: "bakelfen" })],
    ["a rare tag", market({ tag: "nobody-has-it" })],
    ["a tag's cheapest", market({ tag: "bakelfen", sort: "cheapest" })],
    ["a creator's pieces", market({ creatorHandle: "creator-0" })],
    ["a creator's cheapest pieces", market({ creatorHandle: "creator-0", sort: "cheapest" })],
    [
      "a page deep in the list",
      async () => {
        let cursor: string | undefined;
        for (let page = 0; page < 3; page++) cursor = (await listMarket({ db }, { cursor })).next ?? undefined;
      },
    ],
    ["a search for a word of every piece", market({ search: "creator" })],
    ["a search for a common word", market({ search: "bakelfen" })],
    ["a search for a rare word", market({ search: "wywyven" })],
    ["a search for two words", market({ search: "bakelfen cokelfen" })],
    ["a mistyped search", market({ search: "bakelfne" })],
    ["a search for a part of many words", market({ search: "gor" })],
    ["a search in Japanese", market({ search: "満ち引き" })],
    ["a search for one letter of Japanese", market({ search: "潮" })],
    ["a search for what must not occur", market({ search: "bakelfen -cokelfen" })],
    ["a search for anything but a word", market({ search: "-wywyven" })],
    ["a search for nothing", market({ search: "zzyzx qqq" })],
    ["a search at most so dear", market({ search: "creator", priceMax: 3_000n })],
    ["a search among long ones", market({ search: "creator", length: "long", sort: "cheapest" })],
    ["a search in a tag", market({ search: "bakelfen", tag: "bakelfen" })],
    ["a search in a creator's pieces", market({ search: "bakelfen", creatorHandle: "creator-0" })],
    ["a page deep in a search", () => afterTwoPages({ search: "creator" })],
    ["what two letters may mean", () => suggest({ db }, "cr")],
    ["what a word may mean", () => suggest({ db }, "bakelfen")],
    ["the tags", () => listTags({ db })],
    ["a creator", () => findShop({ db }, "creator-0")],
    ["the piece that sold most", () => findItemDetail({ db }, { itemId: itemId(1) })],
    ["what a creator's texts take", async () => selectTextBytes(db, (await findCreator({ db }, { wallet: creator }))?.id ?? "")],
    ["what a creator's files take", async () => selectBytesUsed(db, (await findCreator({ db }, { wallet: creator }))?.id ?? "")],
    ["a creator's own list", () => listOwnItems({ db }, creator)],
    ["the same with what was taken down", () => listOwnItems({ db }, creator, { removed: "sold" })],
    ["earnings", () => summarizeEarnings({ db, clock }, creator)],
    ["earnings by piece", () => listItemEarnings({ db }, creator)],
    ["sales", () => listSales({ db }, creator)],
    ["the funnel", () => readFunnel({ db, clock }, creator)],
    ["the funnel of the piece that sold most", () => readFunnel({ db, clock }, creator, itemId(1))],
    ["a library", () => listOwned({ db }, reader, {})],
    ["a library by title", () => listOwned({ db }, reader, { sort: "title" })],
    ["a library searched for a common word", () => listOwned({ db }, reader, { search: "creator" })],
    ["how much is in it", () => countLibrary({ db }, reader, {}, 1_000)],
    ["purchases of a wallet, on the operator's desk", () => findPurchases(desk(), { q: reader })],
    ["purchases of the piece that sold most", () => findPurchases(desk(), { q: itemId(1) })],
    ["purchases of a creator", () => findPurchases(desk(), { q: "@creator-0" })],
    ["a creator on the operator's desk", () => lookUp({ db }, { q: "@creator-0" })],
  ])("%s", async (_what, work) => {
    const read = await readBy(work);
    expect(
      Object.entries(read).filter(([name, rows]) => rows > maxOf(name)),
      JSON.stringify(read),
    ).toEqual([]);
  });
});

describe("a page of a tag reads what it shows, however many pieces have the tag", () => {
  const [common, rarer] = ["bakelfen", "wycofen"];

  it.each<[string, Parameters<typeof listMarket>[1]]>([
    ["newest", { tag: common }],
    ["cheapest", { tag: common, sort: "cheapest" }],
    ["dearest", { tag: common, sort: "dearest" }],
    ["popular", { tag: common, sort: "popular" }],
    ["newest of a rarer one", { tag: rarer }],
    ["cheapest of a rarer one", { tag: rarer, sort: "cheapest" }],
    ["dearest of a rarer one", { tag: rarer, sort: "dearest" }],
    ["popular of a rarer one", { tag: rarer, sort: "popular" }],
    ["of one that nobody has", { tag: "nobody-has-it", sort: "cheapest" }],
    ["of articles", { tag: rarer, kind: "article", sort: "dearest" }],
    ["of a creator who has many", { tag: common, creatorHandle: "creator-0" }],
    ["of a creator's cheapest", { tag: common, creatorHandle: "creator-0", sort: "cheapest" }],
    ["of a creator's most popular", { tag: common, creatorHandle: "creator-0", sort: "popular" }],
    ["of a creator who has few", { tag: common, creatorHandle: "creator-1" }],
  ])("%s", async (_what, query) => {
    const { next } = await listMarket({ db }, query);
    for (const cursor of [undefined, next ?? undefined]) {
      const read = await readBy(() => listMarket({ db }, { ...query, cursor }));
      expect(
        Object.entries(read).filter(([, rows]) => rows > TAG_PAGE_MAX),
        JSON.stringify(read),
      ).toEqual([]);
    }
  });
});

describe("costs a few rows, however much its reader owns and its piece has sold", () => {
  const { chainId } = networks.local;
  const asset = toAddress(networks.local.asset);
  const nonce = `0x${"ee".repeat(32)}` as Hash;
  const shown = { from: reader, to: creator, value: 1_000n, validAfter: 0n, validBefore: 1n, nonce, signature: "0x" } as const;
  const token = "a browser's";
  const bought = itemId(7);
  const session = () => findLiveSession(db, hashToken(token), new Date());

  beforeAll(async () => {
    // Payments that came to nothing, by everybody.
    await watcher.client.query(`
      SET session_replication_role = replica;
      INSERT INTO purchase (id, item_id, version_id, creator_id, state, payer_kind, chain_id, asset, payer, pay_to, amount, nonce, valid_after,
                            valid_before, signature, x402_version, reason, claimed_at_block, updated_at)
      SELECT overlay(id PLACING 'vain' FROM 5), item_id, version_id, creator_id, 'expired', payer_kind, chain_id, asset, payer, pay_to, amount,
             overlay(nonce PLACING 'ff' FROM 3), 0, 1, signature, 2, 'insufficient_funds', claimed_at_block, created_at
        FROM purchase WHERE payer <> '${reader}' LIMIT 12000;
      SET session_replication_role = origin;
      ANALYZE purchase`);
    await insertSession(db, {
      id: "ses_1",
      tokenHash: hashToken(token),
      wallet: reader,
      expiresAt: new Date(Date.now() + 86_400_000),
    });
  });

  it.each<[string, () => Promise<unknown>]>([
    ["what is asked of who has not paid", () => findOffer({ db }, itemId(1))],
    ["a session", session],
    ["what a presented payment is judged by", () => findStanding(db, itemId(11_500), chainId, asset, shown, 10n ** 18n)],
    ["whether it was shown before", () => areKnown(db, [{ chainId, asset, payer: reader, nonce, signature: "0x" }])],
    ["who was first", () => findRivals(db, { itemId: bought, chainId, asset, authorization: shown } as unknown as NewClaim)],
    ["what an owner opens by a session", () => selectOpened(db, { tokenHash: hashToken(token) }, bought, undefined)],
    ["what an owner opens by a wallet", () => selectOpened(db, { wallet: reader }, bought, "bought")],
    ["what a page is to its reader", () => findReader({ db }, bought, hashToken(token))],
    ["which of a page's pieces are owned", () => ownedAmong({ db }, [reader], [itemId(1), bought])],
    ["relayers' counters", () => syncRelayer(db, chainId, toAddress(accounts.relayer.address), noncesOf(SIZE))],
    ["what is open", () => takeTurn(db, { chainId, asset }, { start: new Date(), now: new Date() })],
    ["the blocks that are not final", () => listUnfinalBlocks(db, chainId, 2_000)],
  ])("%s", async (_what, work) => {
    // Often enough that PostgreSQL plans a prepared statement for all of its values.
    for (let run = 0; run < 6; run++) await work();
    const read = await readBy(work);
    expect(
      Object.entries(read).filter(([, rows]) => rows > 10),
      JSON.stringify(read),
    ).toEqual([]);
  });
});

it("what is open of a token is found among however many open payments of others", async () => {
  const { chainId } = networks.local;
  const asset = toAddress(networks.local.asset);
  await watcher.client.query(`
    SET session_replication_role = replica;
    INSERT INTO purchase (id, item_id, version_id, creator_id, state, payer_kind, chain_id, asset, payer, pay_to, amount, nonce, valid_after,
                          valid_before, signature, x402_version, reason, claimed_at_block, updated_at)
    SELECT overlay(id PLACING 'open' FROM 5), item_id, version_id, creator_id, 'refused', payer_kind, 1, asset, payer, pay_to, amount, nonce, 0,
           1, signature, 2, 'insufficient_funds', claimed_at_block, now() - interval '1 day' FROM purchase WHERE state = 'confirmed' LIMIT 12000;
    SET session_replication_role = origin;
    ANALYZE purchase`);
  const take = (of: number) => takeTurn(db, { chainId: of, asset }, { start: new Date(), now: new Date() });
  for (let run = 0; run < 6; run++) await take(chainId);
  const read = await readBy(() => take(chainId));
  expect(read.purchase ?? 0, JSON.stringify(read)).toBeLessThanOrEqual(1);
  expect(await take(1)).toBeDefined();
});

it("a library searched for a rare word reads its own rows, and no others but those that it shows", async () => {
  const read = await readBy(() => listOwned({ db }, reader, { search: "wywyven" }));
  const { entitlement, ...others } = read;
  expect(entitlement).toBeLessThanOrEqual(10_050);
  expect(
    Object.values(others).filter((rows) => rows > 100),
    JSON.stringify(read),
  ).toEqual([]);
});

it("whether any piece has a word is asked of the newest, and of all only for one that none of these has", async () => {
  const common = await readBy(() => forgetWords(db, "bakelfem", 1));
  const entries = common["entries of item_search_document_idx"];
  expect(entries).toBeGreaterThan(0);
  expect(entries).toBeLessThanOrEqual(2 * 4_096);
  await db.searchWord.createMany({ data: ["ammonite", "ammonitf"].map((word) => ({ word, lexeme: word })) });
  await db.$executeRaw`UPDATE item_search SET document = document || 'ammonite'::tsvector WHERE number = 1`;
  await forgetWords(db, "ammonit", 2);
  expect(await db.searchWord.findMany({ where: { word: { startsWith: "ammonit" } }, select: { word: true } })).toEqual([
    { word: "ammonite" },
  ]);
});

it("a search for a rare word asks for older blocks together: a few questions of a million pieces", async () => {
  const asked = async () => {
    await watcher.readBy(async () => {});
    const { rows } = await watcher.client.query<{ scans: string }>(
      "SELECT sum(idx_scan) AS scans FROM pg_stat_user_indexes WHERE indexrelname IN ('item_search_title_idx', 'item_search_document_idx')",
    );
    return Number(rows[0]?.scans);
  };
  await db.$executeRaw`SELECT setval('item_search_number', 1000000)`;
  const before = await asked();
  expect((await listMarket({ db }, { search: "wywyven" })).rows).not.toEqual([]);
  // Of whole titles, of titles and of texts.
  expect((await asked()) - before).toBeLessThanOrEqual(3 * 4);
  await db.$executeRaw`SELECT setval('item_search_number', ${SIZE.items}, false)`;
});

describe("a search of which more match than it ranks finds the newest of them", () => {
  const newest = async (query: { search: string; priceMax?: bigint }) =>
    (await listMarket({ db }, { ...query, sort: "newest" })).rows.map(({ id }) => id);
  const listed = async (numberMax: number, amountMax: bigint) => {
    const rows = await db.$queryRaw<{ id: string }[]>`
      SELECT i.id FROM item i JOIN item_search s ON s.item_id = i.id WHERE s.number < ${numberMax}::int AND i.amount <= ${amountMax}
       ORDER BY i.published_at DESC, i.id DESC LIMIT 24`;
    return rows.map(({ id }) => id);
  };

  it("in the newest block", async () => {
    expect(await newest({ search: "creator" })).toEqual(await listed(SIZE.items, 1_000_000n));
    expect(await newest({ search: "creator", priceMax: 450_000n })).toEqual(await listed(SIZE.items, 450_000n));
  });

  it("in older blocks, which are asked for together", async () => {
    await db.$executeRaw`UPDATE item_search SET document = document || 'ammonit'::tsvector WHERE number >= 3000 AND number < 7000`;
    expect(await newest({ search: "ammonite" })).toEqual(await listed(7_000, 1_000_000n));
    expect(await newest({ search: "ammonite", priceMax: 450_000n })).toEqual(await listed(7_000, 450_000n));
  });
});

it("what is called exactly as was typed comes first, however many newer ones have all of its words", async () => {
  await saveCreator({ db, clock }, reader, { handle: "reader", displayName: "Reader" });
  const { id } = await createItem({ db, clock }, reader, {
    kind: "article",
    price: 1_000n,
    content: "Paid.",
    title: "The creator.",
  });
  await publishItem({ db, clock }, reader, id, { listed: true });
  // As old as the market.
  await db.$executeRaw`UPDATE item_search SET number = 0 WHERE item_id = ${id}`;
  await db.$queryRaw`SELECT 1 FROM (SELECT refresh_item_search(${id})) AS read`;
  expect((await listMarket({ db }, { search: "the creator" })).rows[0]?.id).toBe(id);
});

it("a sweep of files looks at no more than its share, and the next goes on", async () => {
  await db.$executeRaw`
    INSERT INTO file (id, item_id, name, media_type, bytes, sha256, storage_key)
    SELECT 'file_' || lpad(n::text, 26, '0'), ${itemId(1)}, 'a', 'text/plain', 1, repeat('0', 64), 'key' || n FROM generate_series(1, 4000) AS n`;
  expect(await selectBytesUsed(db, "cre_00000000000000000000000000")).toBe(4_000n);
  const first = await deleteUnusedFiles(db, new Date(), "", 2_000);
  expect(first).toEqual({ deleted: 0, last: `file_${String(2_000).padStart(26, "0")}` });
  const read = await readBy(() => deleteUnusedFiles(db, new Date(), first.last ?? "", 1_000));
  expect(read.file).toBeLessThanOrEqual(2_000);
  await db.$executeRaw`DELETE FROM file WHERE bytes = 1`;
  expect(await selectBytesUsed(db, "cre_00000000000000000000000000")).toBe(0n);
});
