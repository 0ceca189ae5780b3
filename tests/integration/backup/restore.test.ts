// What a restore refuses before it writes, and what becomes of one that breaks off.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, readdir, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { manifestPath, tablePath } from "@/lib/backup/manifest";
import { createIncoming } from "@/lib/storage/incoming";
import { createLocalStore } from "@/lib/storage/local-store";
import { createS3Store } from "@/lib/storage/s3-store";
import { migrate, migrationNames } from "../../../scripts/local/migrate";
import { createBareDatabase, createDatabase } from "../../support/database";
import { startS3 } from "../../support/s3";
import { services } from "../tus";
import {
  backUpTo,
  buy,
  damageOf,
  listedFiles,
  openShop,
  pathInBackup,
  reader,
  restoreInto,
  rowsOf,
  scratch,
  silent,
  withClient,
} from "./shop";

const root = join(import.meta.dirname, "../../..");
let original: string;
let rows: Awaited<ReturnType<typeof rowsOf>>;
beforeAll(async () => {
  const shop = await openShop();
  await buy(shop.boxId, reader(0));
  rows = await rowsOf(services().db.directUrl);
  original = (await backUpTo(scratch.path("original"))).folder;
});

let copies = 0;
/** A copy of the backup that may be spoilt. */
async function copyOfBackup(): Promise<string> {
  const parent = scratch.path(`copy-${++copies}`);
  await cp(join(original, ".."), parent, { recursive: true });
  return join(parent, original.split("/").at(-1) ?? "");
}

async function bare() {
  const { url, drop } = await createBareDatabase();
  onTestFinished(drop);
  const place = scratch.path(`store-${++copies}`);
  return { url, place, over: { store: createLocalStore(place), incoming: createIncoming(place) } };
}

const flip = async (path: string) => {
  const bytes = await readFile(path);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  await writeFile(path, bytes);
};
const tablesIn = (url: string) =>
  withClient(url, async (client) => (await client.query("SELECT FROM pg_tables WHERE schemaname = 'public'")).rowCount);
const countOf = (url: string, table: string) =>
  withClient(url, async (client) => (await client.query(`SELECT FROM ${table}`)).rowCount);
const largest = async (folder: string) => (await listedFiles(folder)).find(({ bytes }) => bytes === 300_000n)?.key ?? "";

describe("a restore writes nothing", () => {
  async function expectNothing({ url, place }: { url: string; place: string }): Promise<void> {
    expect(await tablesIn(url)).toBe(0);
    await expect(stat(place)).rejects.toThrow("ENOENT");
  }

  it("with another SERVER_SECRET", async () => {
    const target = await bare();
    const secretFingerprint = "ab".repeat(32);
    await expect(restoreInto(target.url, original, { ...target.over, secretFingerprint })).rejects.toThrow(
      "another SERVER_SECRET",
    );
    await expectNothing(target);
  });

  it("from a backup of a newer version", async () => {
    const target = await bare();
    const migrations = migrationNames().slice(0, -1);
    await expect(restoreInto(target.url, original, { ...target.over, migrations })).rejects.toThrow("newer version");
    const folder = await copyOfBackup();
    await writeFile(manifestPath(folder), (await readFile(manifestPath(folder), "utf8")).replace('"format": 1', '"format": 2'));
    await expect(restoreInto(target.url, folder, target.over)).rejects.toThrow("of another version");
    await expectNothing(target);
  });

  it.each<[string, (folder: string) => Promise<void>, string]>([
    [
      "with a flipped byte in a table's rows",
      (folder) => flip(tablePath(folder, "purchase")),
      "purchase.copy.gz is not what was written",
    ],
    ["without a table's rows", (folder) => rm(tablePath(folder, "entitlement")), "entitlement.copy.gz is missing"],
    ["with a flipped byte in the list of files", (folder) => flip(join(folder, "files.gz")), "files.gz is not what was written"],
    ["without a stored file", async (folder) => rm(pathInBackup(folder, await largest(folder))), "is missing"],
    [
      "with a stored file cut short",
      async (folder) => truncate(pathInBackup(folder, await largest(folder)), 10),
      "has 10 bytes, and not 300000",
    ],
  ])("from a backup %s, which a check finds as well", async (_how, spoil, sentence) => {
    const folder = await copyOfBackup();
    await spoil(folder);
    expect((await damageOf(folder)).shown).toEqual([expect.stringContaining(sentence)]);
    const target = await bare();
    await expect(restoreInto(target.url, folder, target.over)).rejects.toThrow(sentence);
    await expectNothing(target);
  });

  it("from a folder without a manifest, or with one that was tampered with", async () => {
    const folder = await copyOfBackup();
    const target = await bare();
    const text = await readFile(manifestPath(folder), "utf8");
    await writeFile(manifestPath(folder), text.replace('"name": "purchase"', '"name": "../purchase"'));
    await expect(restoreInto(target.url, folder, target.over)).rejects.toThrow("cannot be read");
    await rm(manifestPath(folder));
    await expect(restoreInto(target.url, folder, target.over)).rejects.toThrow("no whole backup");
    await expectNothing(target);
  });

  it("into a database that has rows, or tables of somebody else", async () => {
    const { directUrl } = services().db;
    const target = await bare();
    await expect(restoreInto(directUrl, original, target.over)).rejects.toThrow("The database is not empty");
    expect(await rowsOf(directUrl)).toEqual(rows);
    await withClient(target.url, (client) => client.query("CREATE TABLE guestbook (line text)"));
    await expect(restoreInto(target.url, original, target.over)).rejects.toThrow("it has the table guestbook");
    expect(await tablesIn(target.url)).toBe(1);
  });

  it("into a store that is another shop's", async () => {
    const target = await bare();
    await target.over.store.claim("00000000-0000-4000-8000-000000000000");
    await expect(restoreInto(target.url, original, target.over)).rejects.toThrow("that of shop 00000000");
    expect(await tablesIn(target.url)).toBe(0);
    expect(await readdir(target.place)).toEqual(["shop.json"]);
  });

  it("into a database that a newer version has migrated", async () => {
    const database = await createDatabase();
    onTestFinished(() => database.drop());
    const old = await copyOfBackup();
    const newest = migrationNames().at(-1) ?? "";
    await writeFile(manifestPath(old), (await readFile(manifestPath(old), "utf8")).replace(`,\n    "${newest}"`, ""));
    await expect(restoreInto(database.url, old, (await bare()).over)).rejects.toThrow(`has ${newest}`);
    expect(await countOf(database.url, "creator")).toBe(0);
  });
});

describe("a restore", () => {
  it("fills a database that was migrated and never used", async () => {
    const database = await createDatabase();
    onTestFinished(() => database.drop());
    await restoreInto(database.url, original, (await bare()).over);
    expect(await rowsOf(database.url)).toEqual(rows);
  });

  it("of an older version's backup ends with what this version has made of its rows", async () => {
    const [old, target] = [await bare(), await bare()];
    const before = migrationNames().filter((name) => name < "20261130120000");
    await migrate(old.url, new Set(before));
    await withClient(old.url, (client) =>
      client.query(`INSERT INTO creator (id, wallet, pay_to, handle, display_name) VALUES ('cre_1', '0x1', '0x1', 'ada', 'Ada');
        INSERT INTO item (id, creator_id, kind, slug, status, amount, tags, published_at, updated_at)
        VALUES ('item_1', 'cre_1', 'article', 'a', 'listed', 1, '{ferries}', now(), now())`),
    );
    const { folder, manifest } = await backUpTo(scratch.path("old"), { databaseUrl: old.url });
    expect(manifest.migrations).toEqual(before);
    await restoreInto(target.url, folder, target.over);
    const tags = await withClient(target.url, async (client) => (await client.query("SELECT tag FROM item_tag")).rows);
    expect(tags).toEqual([{ tag: "ferries" }]);
    expect(await migrate(target.url)).toEqual([]);
  });

  it("leaves a file out whose bytes were changed, says so, and gives it on the next run, once it is right again", async () => {
    const folder = await copyOfBackup();
    const path = pathInBackup(folder, await largest(folder));
    const right = await readFile(path);
    await flip(path);
    expect((await damageOf(folder)).shown).toEqual([expect.stringContaining("is not what was written")]);
    const target = await bare();
    const first = await restoreInto(target.url, folder, target.over);
    expect(first).toMatchObject({
      isContinued: false,
      damage: { count: 1, shown: [expect.stringContaining("is not what was written")] },
    });
    expect(await target.over.store.size(await largest(folder))).toBeUndefined();
    await writeFile(path, right);
    expect(await restoreInto(target.url, folder, target.over)).toMatchObject({
      isContinued: true,
      copied: 1,
      damage: { count: 0 },
    });
    expect(await rowsOf(target.url)).toEqual(rows);
    await expect(restoreInto(target.url, folder, target.over)).rejects.toThrow("not empty");
    expect(await readdir(join(target.place, "incoming"))).toEqual(["shop.json"]);
  });

  it("that broke off among the files goes on with those that are missing", async () => {
    const target = await bare();
    let kept = 0;
    const { store } = target.over;
    const failing = {
      ...store,
      keep: (path: string, key: string) => (++kept > 2 ? Promise.reject(new Error("the disk is full")) : store.keep(path, key)),
    };
    await expect(restoreInto(target.url, original, { ...target.over, store: failing })).rejects.toThrow("the disk is full");
    const { length } = await listedFiles(original);
    expect(await restoreInto(target.url, original, target.over)).toMatchObject({ isContinued: true, copied: length - 2 });
    expect(await rowsOf(target.url)).toEqual(rows);
  });

  it("that was killed among the rows has written none of them, and is run again", async () => {
    const target = await bare();
    await migrate(target.url);
    let restoring: ChildProcess | undefined;
    await withClient(target.url, async (client) => {
      await client.query("BEGIN; SELECT FROM tag_total");
      restoring = spawnScript("restore", [original], { DATABASE_URL: target.url, STORAGE_DIR: target.place });
      const waits = "SELECT FROM pg_locks WHERE NOT granted AND relation = 'tag_total'::regclass";
      await expect.poll(async () => (await client.query(waits)).rowCount, { timeout: 60_000 }).toBe(1);
      const ended = once(restoring, "exit");
      restoring.kill("SIGKILL");
      await ended;
      await client.query("ROLLBACK");
    });
    const others = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()";
    const connected = () => withClient(target.url, async (client) => (await client.query(others)).rowCount);
    await expect.poll(connected, { timeout: 30_000 }).toBe(0);
    expect(await countOf(target.url, "purchase")).toBe(0);
    await restoreInto(target.url, original, target.over);
    expect(await rowsOf(target.url)).toEqual(rows);
  });

  it("and a backup work with a store on S3", async () => {
    const s3 = await startS3(scratch.path("s3"));
    onTestFinished(() => s3.stop());
    const target = await bare();
    const store = createS3Store({ ...s3.store, prefix: "shop/" });
    await restoreInto(target.url, original, { ...target.over, store });
    const { backUp } = await import("@/lib/backup/backup");
    const { secretFingerprint } = services();
    const deps = { databaseUrl: target.url, store, secretFingerprint, version: "0.1.0" };
    const { folder, files } = await backUp(deps, { parent: scratch.path("from-s3"), onProgress: silent });
    expect(files).toMatchObject({ missingCount: 0, copied: files.count });
    expect(await listedFiles(folder)).toEqual(await listedFiles(original));
    const key = await largest(folder);
    await store.remove(key);
    const again = await backUp(deps, { parent: scratch.path("s3-lost"), onProgress: silent });
    expect(again.files).toMatchObject({ missingCount: 1, missing: [key] });
  });
});

function spawnScript(name: string, args: string[], settings: Record<string, string>): ChildProcess {
  // The command tsx runs a script in a process of its own, which would outlive it when killed.
  const script = ["--import", "tsx", "--conditions=react-server", join(root, `scripts/${name}.ts`)];
  return spawn(process.execPath, [...script, ...args], {
    cwd: root,
    env: { ...process.env, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

async function run(name: string, args: string[], settings: Record<string, string> = {}) {
  const child = spawnScript(name, args, settings);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => (output += chunk));
  const [status] = await once(child, "close");
  return { status, output };
}

describe("the programs", () => {
  it("say how they are called, what they did and what to check, never a secret, and end as it went", async () => {
    for (const [name, args] of [
      ["backup", []],
      ["backup", ["a", "--keep", "0"]],
      ["restore", []],
      ["restore", ["a", "--chekc"]],
    ] as const) {
      const { status, output } = await run(name, [...args]);
      expect([status, output]).toEqual([2, expect.stringContaining(`Usage: npm run ${name} -- FOLDER`)]);
    }
    const secret = { SERVER_SECRET: "a secret of a shop that nobody should read" };
    const parent = scratch.path("by-program");
    const made = await run("backup", [parent, "--keep", "2"], secret);
    expect(made).toMatchObject({
      status: 0,
      output: expect.stringMatching(/purchase: 1 rows\n(.*\n)*Backed up to .*, of which \d+ were copied\./),
    });
    const [name = ""] = (await readdir(parent)).sort();
    const checked = await run("restore", [join(parent, name), "--check"], { DATABASE_URL: "", RPC_URL: "" });
    expect(checked).toMatchObject({ status: 0, output: expect.stringContaining("as it was written.") });
    const target = await bare();
    const settings = { DATABASE_URL: target.url, STORAGE_DIR: target.place };
    const refused = await run("restore", [join(parent, name)], settings);
    expect(refused).toMatchObject({ status: 2, output: expect.stringContaining("another SERVER_SECRET") });
    const restored = await run("restore", [join(parent, name)], { ...settings, ...secret });
    expect(restored).toMatchObject({ status: 0, output: expect.stringContaining("npm run check-sums") });
    expect(await rowsOf(target.url)).toEqual(rows);
    for (const { output } of [made, checked, refused, restored]) {
      expect(output).not.toContain(secret.SERVER_SECRET);
      expect(output).not.toContain(new URL(target.url).password);
    }
  });
});
