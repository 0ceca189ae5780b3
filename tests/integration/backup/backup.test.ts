// What a backup holds, what it costs, and what it leaves alone.
import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { readManifest } from "@/lib/backup/manifest";
import { createBareDatabase, createDatabase } from "../../support/database";
import { create, piece } from "../http-harness";
import { publish } from "../text-pictures";
import { box, send, services, started } from "../tus";
import {
  backUpTo,
  buy,
  damageOf,
  hashOf,
  listedFiles,
  openShop,
  pathInBackup,
  reader,
  restoreInto,
  type Shop,
  scratch,
  withClient,
} from "./shop";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});

/** Their rows are made anew by whoever needs them. */
const WITHOUT_ROWS = ["_prisma_migrations", "lease", "rate_limit"];

async function tablesOf(url: string): Promise<string[]> {
  const { rows } = await withClient(url, (client) =>
    client.query<{ name: string }>("SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"),
  );
  return rows.map(({ name }) => name).filter((name) => !WITHOUT_ROWS.includes(name));
}

const namesIn = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((each) => each.isFile());

async function addFile(bytes: number): Promise<void> {
  const itemId = await box(shop.ada);
  await send(shop.ada, await started(shop.ada, itemId, bytes, "b.txt"), 0, new Uint8Array(bytes).fill(98));
}

describe("a backup", () => {
  it("has every table of the database, also one that was added since, with the stored bytes that it names", async () => {
    const { directUrl } = services().db;
    const parent = scratch.path("added");
    const add = `CREATE TABLE poster (id text PRIMARY KEY, storage_key text UNIQUE, bytes bigint, twice bigint GENERATED ALWAYS AS (bytes * 2) STORED);
      INSERT INTO poster SELECT 'p', storage_key, bytes FROM file LIMIT 1; DELETE FROM version_file; DELETE FROM file`;
    const database = await createDatabase();
    onTestFinished(() => database.drop());
    await restoreInto((await createBareDatabase(database.url)).url, (await backUpTo(scratch.path("before"))).folder);
    await withClient(database.url, (client) => client.query(add));
    const { folder, manifest } = await backUpTo(parent, { databaseUrl: database.url });
    expect(manifest.tables.map(({ name }) => name)).toEqual(await tablesOf(database.url));
    expect(await tablesOf(directUrl)).toEqual(manifest.tables.map(({ name }) => name).filter((name) => name !== "poster"));
    expect(manifest.tables.find(({ name }) => name === "poster")).toMatchObject({
      columns: ["id", "storage_key", "bytes"],
      rows: 1,
    });
    const poster = (await listedFiles(folder)).find(({ bytes }) => bytes === 300_000n);
    expect(await hashOf(pathInBackup(folder, poster?.key ?? ""))).toBe(poster?.sha256);
    // Which no migration makes.
    const { url, drop } = await createBareDatabase();
    onTestFinished(drop);
    expect(await restoreInto(url, folder)).toMatchObject({ leftOut: ["poster"], damage: { count: 0 } });
  });

  it("copies what is new and nothing twice", async () => {
    const parent = scratch.path("twice");
    const first = await backUpTo(parent);
    expect(first.files.copied).toBe(first.files.count);
    const at = await Promise.all((await listedFiles(first.folder)).map(({ key }) => stat(pathInBackup(first.folder, key))));
    await addFile(1234);
    const second = await backUpTo(parent);
    expect(second.files).toMatchObject({ copied: 1, count: first.files.count + 1 });
    const then = await Promise.all((await listedFiles(first.folder)).map(({ key }) => stat(pathInBackup(first.folder, key))));
    expect(then.map(({ mtimeMs, ino }) => [mtimeMs, ino])).toEqual(at.map(({ mtimeMs, ino }) => [mtimeMs, ino]));
    for (const { folder } of [first, second]) expect(await damageOf(folder)).toEqual({ count: 0, shown: [] });
  });

  it("is of one moment: a sale in the middle of it is wholly out, and of the next wholly in", async () => {
    const { directUrl } = services().db;
    const { id: itemId } = await create(shop.ada, { ...piece, title: "Sold meanwhile" });
    await publish(shop.ada, itemId);
    const { backup, purchaseId } = await withClient(directUrl, async (client) => {
      // Behind the entitlements and before the purchases, in the order in which tables are read.
      await client.query("BEGIN; LOCK TABLE featured IN ACCESS EXCLUSIVE MODE");
      const backup = backUpTo(scratch.path("moment"));
      const isWaiting = async () => {
        const { rows } = await services().db.pool.query(
          "SELECT FROM pg_locks WHERE NOT granted AND relation = 'featured'::regclass",
        );
        return rows.length;
      };
      await expect.poll(isWaiting, { timeout: 30_000 }).toBe(1);
      const purchaseId = await buy(itemId, reader(0));
      await client.query("COMMIT");
      return { backup: await backup, purchaseId };
    });
    const next = await backUpTo(scratch.path("moment"));
    const rowsOfSale = async (folder: string) => {
      const { url, drop } = await createBareDatabase();
      onTestFinished(drop);
      await restoreInto(url, folder);
      return withClient(url, async (client) => {
        const counts: number[] = [];
        for (const [table, column] of [
          ["purchase", "id"],
          ["settlement", "purchase_id"],
          ["entitlement", "purchase_id"],
          ["settlement_attempt", "purchase_id"],
        ])
          counts.push((await client.query(`SELECT FROM ${table} WHERE ${column} = $1`, [purchaseId])).rowCount ?? 0);
        return counts;
      });
    };
    expect(await rowsOfSale(backup.folder)).toEqual([0, 0, 0, 0]);
    expect(await rowsOfSale(next.folder)).toEqual([1, 1, 1, 1]);
  });

  it("that breaks off is none, and leaves earlier ones and what it copied as they are", async () => {
    const parent = scratch.path("broken");
    const whole = await backUpTo(parent, { keep: 1 });
    await addFile(2345);
    const { store, db, secretFingerprint } = services();
    const { backUp } = await import("@/lib/backup/backup");
    const failing = { size: store.size, open: () => Promise.reject(new Error("the store is silent")) };
    const deps = { databaseUrl: db.directUrl, store: failing, secretFingerprint, version: "0.1.0" };
    await expect(backUp(deps, { parent, keep: 1, onProgress: () => {} })).rejects.toThrow("the store is silent");
    expect((await readdir(parent)).sort()).toEqual([whole.folder.split("/").at(-1), "files"].sort());
    expect((await namesIn(parent)).filter(({ name }) => /\.part$|^named/.test(name))).toEqual([]);
    expect(await damageOf(whole.folder)).toEqual({ count: 0, shown: [] });
  });

  it("says what the store has lost, has all else, and removes no older one, which may have it", async () => {
    const parent = scratch.path("lost");
    await addFile(3456);
    const [lost] = await services().db.file.findMany({ where: { bytes: 3456n } });
    const path = join(services().env.STORAGE_DIR, lost?.storageKey ?? "");
    const older = await backUpTo(parent);
    const bytes = await readFile(path);
    onTestFinished(() => writeFile(path, bytes));
    await rm(path);
    // This folder has it from before; another has not.
    expect((await backUpTo(parent, { keep: 9 })).files).toMatchObject({ missingCount: 0 });
    const other = scratch.path("lost-too");
    await writeFile(path, "cut");
    const poor = await backUpTo(other, { keep: 1 });
    expect(poor.files).toMatchObject({ missingCount: 1, missing: [lost?.storageKey] });
    expect(await readManifest(poor.folder)).toMatchObject({ files: { missing: 1 } });
    expect(await damageOf(poor.folder)).toEqual({ count: 0, shown: [] });
    expect((await backUpTo(other, { keep: 1 })).dropped).toEqual([]);
    expect(await damageOf(older.folder)).toEqual({ count: 0, shown: [] });
  });

  it("kept with others up to a number takes the older ones away, and the bytes that none of those left names", async () => {
    const parent = scratch.path("kept");
    await addFile(4567);
    const first = await backUpTo(parent);
    const [given] = await services().db.file.findMany({ where: { bytes: 4567n } });
    await services().db.versionFile.deleteMany({ where: { fileId: given?.id ?? "" } });
    await services().db.file.delete({ where: { id: given?.id ?? "" } });
    const second = await backUpTo(parent, { keep: 2 });
    expect([second.dropped, await readFile(pathInBackup(first.folder, given?.storageKey ?? ""))]).toEqual([
      [],
      expect.anything(),
    ]);
    const third = await backUpTo(parent, { keep: 2 });
    expect(third.dropped).toEqual([first.folder]);
    await expect(stat(pathInBackup(third.folder, given?.storageKey ?? ""))).rejects.toThrow("ENOENT");
    for (const { folder } of [second, third]) expect(await damageOf(folder)).toEqual({ count: 0, shown: [] });
    // A list that was changed names who knows what.
    await writeFile(join(third.folder, "files.gz"), "x");
    expect(await backUpTo(parent, { keep: 2 })).toMatchObject({ dropped: [], heldBack: expect.stringContaining("files.gz") });
    expect((await readdir(parent)).length).toBe(4);
  });

  it("goes into no folder of another shop's, and is made by one at a time", async () => {
    const parent = scratch.path("own");
    const both = await Promise.allSettled([backUpTo(parent), backUpTo(parent)]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const database = await createDatabase();
    onTestFinished(() => database.drop());
    // The template's shop is that of every copy.
    await withClient(database.url, (client) => client.query("UPDATE shop SET id = gen_random_uuid()"));
    await expect(backUpTo(parent, { databaseUrl: database.url })).rejects.toThrow("choose another folder");
    expect((await readdir(parent)).length).toBe(2);
  });

  it("is for its owner alone", async () => {
    const { folder } = await backUpTo(scratch.path("private"));
    for (const each of await namesIn(folder)) expect((await stat(join(each.parentPath, each.name))).mode & 0o077).toBe(0);
  });
});
