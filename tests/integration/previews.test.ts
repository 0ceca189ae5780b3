// Previews on a real database: made once whoever looks, made again after a crash, given up in the end; and seen by those who may see
// the item. The makers run in processes of their own, as they do beside the server.
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { saveCreator } from "@/lib/catalog/creators/save-creator";
import { addFile, deleteFile } from "@/lib/catalog/files/files";
import { createItem } from "@/lib/catalog/items/create-item";
import { findItemDetail } from "@/lib/catalog/items/find-item";
import { publishItem, removeItem } from "@/lib/catalog/items/publish-item";
import { createItemSchema } from "@/lib/catalog/items/schemas";
import { createDb, type Db } from "@/lib/db/client";
import { type Address, toAddress } from "@/lib/kernel/address";
import { getPart } from "@/lib/previews/find-part";
import { listOwnPreviews, listPreviews } from "@/lib/previews/list-previews";
import { MakerEnded, makePreview } from "@/lib/previews/make";
import { makeDuePreviews } from "@/lib/previews/make-due-previews";
import { finishJob } from "@/lib/previews/outcome-queries";
import { takeJob } from "@/lib/previews/preview-queries";
import { showPreview } from "@/lib/previews/show-preview";
import type { Made } from "@/lib/previews/types";
import { createIncoming } from "@/lib/storage/incoming";
import { createLocalStore } from "@/lib/storage/local-store";
import { createDatabase, type TestDatabase } from "../support/database";
import { csv, mp3 } from "../support/media";

// Makers give way to everything else on the machine.
vi.setConfig({ testTimeout: 120_000 });

let database: TestDatabase;
let db: Db;
let folder: string;
let now = new Date();
const clock = { now: () => now };
const wallet = toAddress(`0x${"a".repeat(40)}`);
const stranger = toAddress(`0x${"b".repeat(40)}`);
const later = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};
const refusal = (code: string) => expect.objectContaining({ name: "Refusal", code });
const store = () => createLocalStore(folder);
const deps = () => ({ db, clock, store: store() });
const uploadLimits = { bytesMax: 10_000_000, quotaBytes: 1e9, keptHours: 24 };
const uploadDeps = () => ({ ...deps(), incoming: createIncoming(folder), uploadLimits });

beforeAll(async () => {
  database = await createDatabase();
  db = createDb(database.url);
  folder = await mkdtemp(join(tmpdir(), "pennypost-previews-"));
  await saveCreator({ db, clock }, wallet, { handle: "ada", displayName: "Ada", bio: "" });
});
afterEach(async () => {
  await db.filePreview.updateMany({ where: { state: "waiting" }, data: { state: "none" } });
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const itemWith = (...files: [name: string, body: string | Buffer][]) => itemOf(wallet, files);

async function itemOf(wallet: Address, files: [name: string, body: string | Buffer][]) {
  const input = createItemSchema.parse({ kind: "file", title: "Some files", price: "0.25" });
  const { id: itemId } = await createItem({ db, clock }, wallet, input);
  const fileIds: string[] = [];
  for (const [name, body] of files) {
    const upload = { name, body: new Blob([new Uint8Array(Buffer.from(body))]).stream(), bytes: null };
    fileIds.push((await addFile(uploadDeps(), wallet, itemId, upload)).id);
  }
  // They are due by the database's clock; ours must not be behind.
  now = new Date(Math.max(now.getTime(), Date.now()) + 1000);
  return { itemId, fileIds };
}

const publish = (itemId: string) => publishItem({ db, clock }, wallet, itemId, { listed: true });
const own = (itemId: string) => listOwnPreviews({ db }, wallet, itemId);
const text: Made = { facts: { rows: 7 }, parts: [{ kind: "text", mediaType: "text/plain", content: Buffer.from("made") }] };

describe("the preview of a file that was added", () => {
  it("is made by a process of its own, and its facts are told", async () => {
    const { itemId } = await itemWith(["rows.csv", csv(2000)], ["tune.mp3", mp3(60)], ["note.txt", "Too short to show."]);
    expect((await own(itemId)).map(({ state }) => state)).toEqual(["waiting", "waiting", "waiting"]);

    expect(await makeDuePreviews(deps())).toBe(3);

    expect(await own(itemId)).toMatchObject([
      { state: "made", reason: null, parts: [{ kind: "table", head: { columns: ["number", "words", "seven times"] } }] },
      { state: "made", parts: [{ kind: "clip", mediaType: "audio/mpeg" }] },
      { state: "none", reason: "too_small", parts: [] },
    ]);
    await publish(itemId);
    const files = (await findItemDetail({ db }, { itemId }))?.files;
    expect(files?.map(({ facts }) => facts)).toEqual([{ columns: 3, rows: 2000 }, { durationMs: expect.any(Number) }, {}]);
    expect(await makeDuePreviews(deps())).toBe(0);
  });

  it("is made once, by whichever of two processes takes it", async () => {
    const { itemId } = await itemWith(...Array.from({ length: 10 }, (_, n): [string, string] => [`${n}.csv`, csv(300)]));
    let made = 0;
    const make = async () => {
      made++;
      return text;
    };
    const other = createDb(database.url);
    const taken = await Promise.all([
      makeDuePreviews({ ...deps(), make }),
      makeDuePreviews({ ...deps(), db: other, make }),
      makeDuePreviews({ ...deps(), make }),
    ]);
    await other.$disconnect();
    expect(taken.reduce((sum, count) => sum + count)).toBe(10);
    expect(made).toBe(10);
    expect((await own(itemId)).every(({ state, parts }) => state === "made" && parts.length === 1)).toBe(true);
  });

  it("is taken again when its process died, and that one's late answer counts no more", async () => {
    const { itemId } = await itemWith(["rows.csv", csv(300)]);
    const dead = await takeJob(db, now, new Date(now.getTime() + 60_000));
    if (!dead) throw new Error("nothing to take");
    expect(await makeDuePreviews(deps())).toBe(0);
    later(61);
    expect(await makeDuePreviews({ ...deps(), make: async () => text })).toBe(1);
    expect(await finishJob(db, dead, "failed", { facts: {}, parts: [], reason: "gave_up" })).toBe(false);
    expect(await own(itemId)).toMatchObject([{ state: "made", parts: [{ head: "made" }] }]);
  });

  it("is given up after five tries, says so, and does not keep the others waiting", async () => {
    const { itemId } = await itemWith(["killer.csv", csv(300)], ["rows.csv", csv(400)]);
    const make = async ({ bytes }: { bytes: number }) => {
      if (bytes === csv(300).length) throw new MakerEnded("as planned");
      return text;
    };
    let taken = 0;
    for (let tries = 0; tries < 10; tries++) {
      taken += await makeDuePreviews({ ...deps(), make });
      later(3600 * 3);
    }
    expect(taken).toBe(6);
    expect(await own(itemId)).toMatchObject([{ state: "failed", reason: "gave_up", parts: [] }, { state: "made" }]);
  });

  it("is tried once more where that took all of its time, and no oftener", async () => {
    const { itemId } = await itemWith(["slow.csv", csv(300)]);
    const make = async () => Promise.reject(new MakerEnded("it took too long", true));
    for (const taken of [1, 1, 0]) {
      expect(await makeDuePreviews({ ...deps(), make })).toBe(taken);
      later(3600 * 3);
    }
    expect(await own(itemId)).toMatchObject([{ state: "failed", reason: "gave_up" }]);
  });

  it("waits for one file of each other creator, however many they have added", async () => {
    await itemWith(...Array.from({ length: 8 }, (_, index): [string, string] => [`rows-${index}.csv`, csv(300)]));
    await saveCreator({ db, clock }, stranger, { handle: "bob", displayName: "Bob", bio: "" });
    await itemOf(stranger, [
      ["one.csv", csv(400)],
      ["two.csv", csv(400)],
    ]);
    const order: string[] = [];
    const make = async ({ bytes }: { bytes: number }) => {
      order.push(bytes === csv(400).length ? "bob" : "ada");
      return text;
    };
    expect(await makeDuePreviews({ ...deps(), make })).toBe(10);
    expect(order.slice(0, 4)).toEqual(["ada", "bob", "ada", "bob"]);
  });

  it("waits while the store is down", async () => {
    const { itemId } = await itemWith(["rows.csv", csv(300)]);
    const down = { open: async () => Promise.reject(new Error("the store is down")) };
    await expect(makeDuePreviews({ ...deps(), store: down })).rejects.toThrow("the store is down");
    expect(await own(itemId)).toMatchObject([{ state: "waiting" }]);
    later(3600);
    expect(await makeDuePreviews(deps())).toBe(1);
    expect(await own(itemId)).toMatchObject([{ state: "made" }]);
  });

  it("of a file that is not what it says is not made, and that is said", async () => {
    const { itemId } = await itemWith(["broken.pdf", `%PDF-1.7\n${"nothing ".repeat(2000)}`]);
    await makeDuePreviews(deps());
    expect(await own(itemId)).toMatchObject([{ state: "failed", reason: "unreadable" }]);
  });
});

describe("the process that looks into files", () => {
  const body = csv(200_000);
  const task = {
    maker: "table" as const,
    bytes: Buffer.byteLength(body),
    open: async ({ start, end }: { start: number; end: number }) => Readable.from([Buffer.from(body).subarray(start, end + 1)]),
  };
  const limits = { timeMs: 20_000, memoryBytesMax: 512 * 1024 ** 2, readBytesMax: 2 ** 30 };

  it("is ended when it takes too long", async () => {
    await expect(makePreview(task, { ...limits, timeMs: 50 })).rejects.toThrow("it took too long");
  });
  it("ends when it takes too much memory", async () => {
    await expect(makePreview(task, { ...limits, memoryBytesMax: 40 * 1024 ** 2 })).rejects.toThrow("SIGKILL");
  });
  it("is told no more of a file than it may read", async () => {
    expect(await makePreview(task, { ...limits, readBytesMax: 2 ** 20 })).toEqual({ facts: {}, parts: [], reason: "too_large" });
  });
});

describe("who sees a preview", () => {
  const sha256Of = async (itemId: string) => (await own(itemId))[0]?.parts[0]?.sha256 ?? "";
  const seenBy = (sha256: string, who: Address | null) =>
    getPart({ db }, sha256, who).then(
      ({ isPublic }) => (isPublic ? "public" : "private"),
      (error: { code: string }) => error.code,
    );
  const everybody = async (sha256: string) => Promise.all([null, stranger, wallet].map((who) => seenBy(sha256, who)));
  const none = ["not_found", "not_found", "private"];
  const all = ["public", "public", "public"];
  let number = 0;

  async function made() {
    const { itemId, fileIds } = await itemWith(["rows.csv", csv(300, `of item ${++number}`)]);
    const content = Buffer.from(`preview ${number}`);
    await makeDuePreviews({ ...deps(), make: async () => ({ ...text, parts: [{ ...text.parts[0], content } as never] }) });
    return { itemId, fileId: fileIds[0] ?? "", sha256: await sha256Of(itemId) };
  }

  it("is its creator alone while the item is a draft, and everybody from publishing on", async () => {
    const { itemId, sha256 } = await made();
    expect(await everybody(sha256)).toEqual(none);
    await expect(listPreviews({ db }, itemId)).rejects.toEqual(refusal("not_found"));
    await publish(itemId);
    expect(await everybody(sha256)).toEqual(all);
    expect(await listPreviews({ db }, itemId)).toMatchObject([{ parts: [{ sha256 }] }]);
  });

  it("is its creator alone while it is off", async () => {
    const { itemId, fileId, sha256 } = await made();
    await publish(itemId);
    await showPreview({ db }, wallet, itemId, fileId, false);
    expect(await everybody(sha256)).toEqual(none);
    expect(await listPreviews({ db }, itemId)).toEqual([]);
    expect(await own(itemId)).toMatchObject([{ isShown: false, parts: [{ sha256 }] }]);
    await showPreview({ db }, wallet, itemId, fileId, true);
    expect(await everybody(sha256)).toEqual(all);
  });

  it("is nobody's to turn off but its creator's", async () => {
    const { itemId, fileId, sha256 } = await made();
    const other = await made();
    await publish(itemId);
    await expect(showPreview({ db }, stranger, itemId, fileId, false)).rejects.toEqual(refusal("not_found"));
    await expect(showPreview({ db }, wallet, other.itemId, fileId, false)).rejects.toEqual(refusal("not_found"));
    expect(await everybody(sha256)).toEqual(all);
  });

  it("ends with the item's removal, and with the version that had the file", async () => {
    const { itemId, sha256 } = await made();
    await publish(itemId);
    await removeItem({ db }, wallet, itemId);
    expect(await everybody(sha256)).toEqual(none);

    const changed = await made();
    await publish(changed.itemId);
    const upload = { name: "new.csv", body: new Blob([csv(10)]).stream(), bytes: null };
    await addFile(uploadDeps(), wallet, changed.itemId, upload);
    await deleteFile({ db, clock }, wallet, changed.itemId, changed.fileId);
    expect(await everybody(changed.sha256)).toEqual(all);
    await publish(changed.itemId);
    expect(await everybody(changed.sha256)).toEqual(none);
  });
});
