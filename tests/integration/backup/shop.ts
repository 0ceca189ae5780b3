// A shop that sells on a real chain through its routes, and what backups and restores of it are made with.
import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, vi } from "vitest";
import { backUp } from "@/lib/backup/backup";
import { findDamage } from "@/lib/backup/check";
import { readList } from "@/lib/backup/file-list";
import { listPath, readManifest } from "@/lib/backup/manifest";
import { type RestoreDeps, restore } from "@/lib/backup/restore";
import { digestOf } from "@/lib/storage/digest";
import { createIncoming } from "@/lib/storage/incoming";
import { createLocalStore } from "@/lib/storage/local-store";
import type { LocalAccount } from "../../../scripts/local/accounts";
import { migrate, migrationNames } from "../../../scripts/local/migrate";
import { authorize, payloadV1, toBase64 } from "../../conformance/payer";
import { startChain, type TestChain } from "../../support/chain";
import { type Scratch, scratchFolder } from "../../support/scratch";
import { call, create, creator, type Person, signedIn } from "../http-harness";
import { add, png, publish, save } from "../text-pictures";
import { box, draftOf, send, services, started } from "../tus";

export let chain: TestChain;
export let scratch: Scratch;

// After those of the harness, whose settings these replace.
beforeAll(async () => {
  scratch = scratchFolder();
  chain = await startChain();
  vi.stubEnv("RPC_URL", chain.rpcUrl);
  vi.stubEnv("RELAYER_PRIVATE_KEY", chain.accounts.relayer.privateKey);
  await openPayments();
});
afterAll(async () => {
  await chain?.stop();
  scratch.remove();
});

/** As a server does at its start. */
export async function openPayments(): Promise<void> {
  const { openRail } = await import("@/lib/open-rail");
  const [rail] = services().rails;
  await openRail({ ...services(), ...rail }, rail);
}

/** anvil calls a block final once 64 lie on top of it. */
export async function makeFinal(): Promise<void> {
  await chain.mine(70);
  const { sweep } = await import("@/lib/payments/settlement/sweep");
  const unfinal = async () => {
    await sweep(services());
    return services().db.settlement.count({ where: { finalizedAt: null } });
  };
  await expect.poll(unfinal, { timeout: 30_000 }).toBe(0);
}

export const reader = (index: number) => chain.accounts.readers[index] as LocalAccount;
export const silent = () => {};
const CONTENT = "/api/items/{itemId}/content";

async function pay(itemId: string, buyer: LocalAccount): Promise<Response> {
  const unpaid = await call("GET", CONTENT, { itemId });
  const { accepts } = (await unpaid.json()) as { accepts: [{ payTo: `0x${string}`; maxAmountRequired: string }] };
  const payload = payloadV1(await authorize(buyer, accepts[0].payTo, accepts[0].maxAmountRequired));
  return call("GET", CONTENT, { itemId }, { headers: { "X-PAYMENT": toBase64(payload) } });
}

export async function buy(itemId: string, buyer: LocalAccount): Promise<string> {
  const answer = await pay(itemId, buyer);
  expect([answer.status, await answer.text()]).toEqual([200, expect.anything()]);
  return answer.headers.get("pennypost-receipt") ?? "";
}

export interface Shop {
  ada: Person;
  articleId: string;
  /** Of the picture in the paid part. */
  picture: string;
  boxId: string;
  fileId: string;
  file: Buffer;
}

/** An article with a cover and a picture in its paid text, and a piece of one file. */
export async function openShop(): Promise<Shop> {
  const ada = await creator();
  const { id: articleId } = await create(ada);
  const { source, sha256 } = await add(ada, articleId, await png());
  await save(ada, articleId, { content: `Paid: ünïcode, a \\tab, a \\N.\n\n![A chart](${source})` });
  const cover = await call(
    "PUT",
    "/api/items/{itemId}/cover",
    { itemId: articleId },
    { cookie: ada.cookie, raw: new Uint8Array(await png()) },
  );
  expect(cover.status).toBe(200);
  await publish(ada, articleId);
  const boxId = await box(ada);
  const file = Buffer.alloc(300_000, "what a file is made of, ");
  await send(ada, await started(ada, boxId, file.byteLength, "a.txt"), 0, new Uint8Array(file));
  await publish(ada, boxId);
  const fileId = (await draftOf(ada, boxId)).files[0]?.id ?? "";
  return { ada, articleId, picture: sha256, boxId, fileId, file };
}

/** What somebody who signs in reads of what they bought. */
export async function readBought(shop: Shop, buyer: LocalAccount) {
  const { cookie } = await signedIn(buyer.account);
  const { articleId, boxId, fileId, picture } = shop;
  const text = await call("GET", CONTENT, { itemId: articleId }, { cookie });
  const shown = await call("GET", "/api/items/{itemId}/pictures/{sha256}", { itemId: articleId, sha256: picture }, { cookie });
  const file = await call("GET", "/api/items/{itemId}/files/{fileId}", { itemId: boxId, fileId }, { cookie });
  return {
    text: [text.status, await text.text()],
    picture: [shown.status, (await shown.arrayBuffer()).byteLength > 100],
    file: [file.status, Buffer.from(await file.arrayBuffer()).equals(shop.file)],
  };
}

export async function readReceipt(purchaseId: string, buyer: LocalAccount): Promise<string> {
  const { cookie } = await signedIn(buyer.account);
  return (await call("GET", "/api/receipts/{purchaseId}", { purchaseId }, { cookie })).text();
}

export function backUpTo(parent: string, over: { keep?: number; databaseUrl?: string } = {}) {
  const { db, store, secretFingerprint } = services();
  const { keep, databaseUrl = db.directUrl } = over;
  return backUp({ databaseUrl, store, secretFingerprint, version: "0.1.0" }, { parent, keep, onProgress: silent });
}

/** Restores into a database and, unless told otherwise, a store of the test's own. */
export function restoreInto(databaseUrl: string, folder: string, over: Partial<RestoreDeps> = {}) {
  const place = scratch.path("restored");
  const deps: RestoreDeps = {
    databaseUrl,
    store: createLocalStore(place),
    incoming: createIncoming(place),
    secretFingerprint: services().secretFingerprint,
    migrations: migrationNames(),
    migrate: (only) => migrate(databaseUrl, only),
    ...over,
  };
  return restore(deps, folder, silent);
}

export const damageOf = async (folder: string) => findDamage(folder, await readManifest(folder), true, silent);

/** Every stored file that a backup lists. */
export async function listedFiles(folder: string) {
  const files: { key: string; bytes: bigint; sha256: string | null }[] = [];
  for await (const file of readList(listPath(folder))) files.push(file);
  return files;
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  return work(client).finally(() => client.end());
}

const ROWS = `
  SELECT c.relname::text AS name,
         (xpath('/row/n/text()', query_to_xml(format('SELECT md5(string_agg(t::text, E''\\n'' ORDER BY t::text)) AS n FROM %I t', c.relname),
                                              false, true, '')))[1]::text AS rows
    FROM pg_class c
   WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relname NOT IN ('lease', 'rate_limit', '_prisma_migrations')
   ORDER BY 1`;

/** All rows of a database, by table, as hashes; null for a table that has none. */
export const rowsOf = (url: string) =>
  withClient(url, async (client) => (await client.query<{ name: string; rows: string | null }>(ROWS)).rows);

/** Triggers, foreign keys, and the sequence: what a restore takes out and brings back. */
export const rulesOf = (url: string) =>
  withClient(url, async (client) => {
    const { rows } = await client.query(`
      SELECT tgrelid::regclass::text AS t, tgname::text AS name, tgenabled::text AS def FROM pg_trigger WHERE NOT tgisinternal
      UNION ALL SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) || convalidated FROM pg_constraint WHERE contype IN ('f', 'c', 'u', 'p')
      UNION ALL SELECT 'item_search_number', last_value::text, is_called::text FROM item_search_number
      UNION ALL SELECT 'shop', 'comment', coalesce(obj_description('shop'::regclass), '') ORDER BY 1, 2, 3`);
    return rows;
  });

export const removeStore = () => rm(services().env.STORAGE_DIR, { recursive: true, force: true });
export const pathInBackup = (folder: string, key: string) => join(folder, "../files", key);
export const hashOf = async (path: string) => (await digestOf(createReadStream(path))).sha256;
