// Flat in history: what each background job asks of PostgreSQL reads about as many rows as there is to do, however much was ever sold.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { FIRST_BLOCK, fill, noncesOf } from "../../bench/scale/fill";
import { createDb, type Db } from "../../lib/db/client";
import type { Job } from "../../lib/jobs";
import { toAddress } from "../../lib/kernel/address";
import { findFirstBlock } from "../../lib/payments/books/books-queries";
import { reconcile } from "../../lib/payments/books/reconcile";
import { networks } from "../../lib/x402/networks";
import { startChain, type TestChain } from "../support/chain";
import { createDatabase, type TestDatabase } from "../support/database";
import { type RowWatcher, watchRows } from "../support/rows-read";

const SIZE = { items: 12_000, sales: 40_000 };
const NONCE = noncesOf(SIZE);
/** Where there is nothing to do. */
const ROWS_MAX = 100;
/** A share of what there is, looked at in turn. */
const SHARES: Record<string, number> = {
  uploads: 4_000,
  "text-pictures": 4_000,
  "search-words": 40_000,
  "old-payments": 10_000,
  // A thousand, and ten buyers of who gave each up.
  handles: 10_000,
};
/** Claims of the hour before a window of blocks, one in each here, for those paid in them and for those who own what they paid for. */
const WINDOW_MAX = 2 * 10_000;

let database: TestDatabase;
let chain: TestChain;
let db: Db;
let watcher: RowWatcher;
let folder: string;
const list: Job[] = [];

const id = (prefix: string) => `'${prefix}_' || lpad(n::text, 26, '0')`;

/** What else is left behind: payments in vain that cost gas, files with previews, live sessions, handles of known creators. */
const leftBehind = (n: number) => `
  INSERT INTO purchase (id, item_id, version_id, creator_id, state, payer_kind, chain_id, asset, payer, pay_to, amount, nonce, valid_after,
                        valid_before, signature, x402_version, claimed_at_block, created_at, updated_at)
  SELECT overlay(id PLACING 'vain' FROM 5), item_id, version_id, creator_id, 'expired', payer_kind, chain_id, asset, payer, pay_to, amount,
         overlay(nonce PLACING 'ff' FROM 3), 0, 1, signature, 2, claimed_at_block, created_at, now() - interval '60 days' - (row_number() OVER ()) * interval '1 second' FROM purchase LIMIT 12000;
  INSERT INTO settlement_attempt (id, purchase_id, relayer, relayer_nonce, transaction, facilitator, fee_paid, created_at)
  SELECT 'att_' || right(id, 26), id, a.relayer, 0, a.transaction, 'local', 21000, p.updated_at
    FROM purchase p, (SELECT relayer, transaction FROM settlement_attempt LIMIT 1) a WHERE state = 'expired';
  INSERT INTO file (id, item_id, name, media_type, bytes, sha256, storage_key)
  SELECT ${id("file")}, ${id("item")}, 'a', 'text/plain', 1, repeat('0', 64), 'key' || n FROM generate_series(1, ${n}) AS n;
  INSERT INTO version_file (version_id, file_id, position, name) SELECT ${id("ver")}, ${id("file")}, 0, 'a' FROM generate_series(1, ${n}) AS n;
  INSERT INTO file_preview (file_id, state) SELECT ${id("file")}, 'made' FROM generate_series(1, ${n}) AS n;
  INSERT INTO upload (id, item_id, creator_id, name, bytes, storage_key, file_id)
  SELECT ${id("upl")}, ${id("item")}, 'cre', 'a', 1, 'key' || n, ${id("file")} FROM generate_series(1, ${n}) AS n;
  INSERT INTO item_picture (item_id, sha256, source_sha256, width, height, touched_at)
  SELECT ${id("item")}, n, n, 1, 1, now() - interval '1 year' FROM generate_series(1, ${n}) AS n;
  INSERT INTO item_picture_size (item_id, sha256, width, bytes, storage_key) SELECT ${id("item")}, n, 1, 1, 'pic' || n FROM generate_series(1, ${n}) AS n;
  INSERT INTO version_picture (version_id, item_id, sha256, is_free) SELECT ${id("ver")}, ${id("item")}, n, true FROM generate_series(1, ${n}) AS n;
  INSERT INTO storage_tombstone (storage_key) SELECT 'gone' || n FROM generate_series(1, ${n}) AS n;
  INSERT INTO session (id, token_hash, expires_at) SELECT ${id("ses")}, n, now() + interval '1 day' FROM generate_series(1, ${n}) AS n;
  INSERT INTO sign_in_nonce (nonce, expires_at) SELECT n, now() + interval '1 day' FROM generate_series(1, ${n}) AS n;
  INSERT INTO api_key (id, wallet, name, token_hash, hint) SELECT ${id("key")}, n, '', n, '' FROM generate_series(1, ${n}) AS n;
  INSERT INTO rate_limit (key, expire) SELECT n, extract(epoch FROM now()) * 1000 + 1e9 FROM generate_series(1, ${n}) AS n;
  INSERT INTO payout_change (id, creator_id, account, from_pay_to, to_pay_to, message, created_at, expires_at, completed_at)
  SELECT ${id("pay")}, 'cre', '', '', '', '', now() - interval '1 year', now() - interval '1 year', now() FROM generate_series(1, ${n}) AS n;
  INSERT INTO creator (id, wallet, pay_to, handle, display_name) SELECT ${id("known")}, n, n, 'known-' || n, '' FROM generate_series(1, ${n}) AS n;
  INSERT INTO creator_buyer (creator_id, wallet, sales) SELECT ${id("known")}, buyer, 1 FROM generate_series(1, ${n}) AS n, generate_series(1, 10) AS buyer;
  INSERT INTO former_handle (handle, creator_id, given_up_at)
  SELECT 'former-' || n, ${id("known")}, now() - interval '1 year' FROM generate_series(1, ${n}) AS n;
  INSERT INTO discrepancy (id, kind, subject, detail, resolved_at) SELECT ${id("dis")}, 'missing_logs', n, '{}', now() FROM generate_series(1, ${n}) AS n;
  UPDATE item SET status = 'removed', draft_version_id = NULL WHERE id > 'item_' || lpad('${SIZE.items - n}', 26, '0');
  INSERT INTO reconciliation (id, chain_id, asset, from_block, to_block, finished_at)
  SELECT ${id("rec")}, 1, 'x', n, n, now() FROM generate_series(2, ${n}) AS n;
  ANALYZE`;

beforeAll(async () => {
  [database, chain] = await Promise.all([createDatabase(), startChain()]);
  await fill(database.url, SIZE);
  await chain.client.setNonce({ address: chain.accounts.relayer.address, nonce: NONCE });
  db = createDb(database.url, 1, 0);
  watcher = await watchRows(db, database.url, { indexed: "%", runsBefore: 7 });
  await watcher.client.query(`SET session_replication_role = replica; ${leftBehind(5_000)}`);
  folder = await mkdtemp(join(tmpdir(), "pennypost-jobs-"));
  const settings = {
    DATABASE_URL: database.url,
    RPC_URL: chain.rpcUrl,
    NETWORK: "local",
    PUBLIC_ORIGIN: "http://localhost:3999",
    RELAYER_PRIVATE_KEY: chain.accounts.relayer.privateKey,
    STORAGE_DIR: folder,
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const { services } = await import("../../lib/services");
  const { jobs, railJobs } = await import("../../lib/jobs");
  const deps = { ...services(), db };
  await deps.facilitator.check();
  list.push(...jobs(deps), ...railJobs(deps, deps.rails[0]));
}, 200_000);

afterAll(async () => {
  await (await import("../../lib/services")).services().db.$disconnect();
  Reflect.deleteProperty(globalThis, "pennypost");
  vi.unstubAllEnvs();
  await watcher.end();
  await db.$disconnect();
  await Promise.all([database.drop(), chain.stop(), rm(folder, { recursive: true, force: true })]);
});

const readBy = (work: () => Promise<unknown>) => watcher.readBy(work);

const over = (read: Record<string, number>, rowsMax: number) => Object.entries(read).filter(([, rows]) => rows > rowsMax);

it("a background job reads what there is to do, or a share of bounded size", async () => {
  expect(list.length).toBeGreaterThan(15);
  for (const { name, run } of list) {
    const read = await readBy(run);
    expect({ name, over: over(read, SHARES[name] ?? ROWS_MAX) }).toEqual({ name, over: [] });
  }
});

it("a reconciliation reads the sales of its window, and the hour before it", async () => {
  const token = { chainId: networks.local.chainId, asset: toAddress(networks.local.asset) };
  const toBlock = BigInt(FIRST_BLOCK + SIZE.sales / 2);
  await db.reconciliation.updateMany({ where: token, data: { toBlock } });
  const paymentLog = {
    latestBlock: async () => 0n,
    finalizedBlock: async () => ({ number: toBlock * 2n, time: new Date() }),
    list: async () => [],
    transactionCount: async () => NONCE,
  };
  const deps = { db, clock: { now: () => new Date() }, network: networks.local, emit: () => {}, paymentLog, windowBlocks: 10n };
  const read = await readBy(() => reconcile(deps));
  expect(read.settlement).toBeGreaterThan(0);
  expect(over(read, WINDOW_MAX)).toEqual([]);
});

it("the first block of a token is found without reading the claims of others, or all of its own", async () => {
  const { chainId, asset } = networks.local;
  const [ours, another] = [toAddress(asset), toAddress(`0x${"d0".repeat(20)}`)];
  const tokens = [
    { chainId, asset: ours },
    { chainId, asset: another },
    { chainId: 1, asset: ours },
  ];
  for (const token of tokens)
    expect({ token, over: over(await readBy(() => findFirstBlock(db, token)), 1) }).toEqual({ token, over: [] });
});
