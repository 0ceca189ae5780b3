// W4: what is stored outlives a database that is empty, wrong or half restored, and another shop in the same place.
import { readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { removeStored, removeUnknownParts } from "@/lib/catalog/files/remove-stored";
import { newId } from "@/lib/kernel/ids";
import { createIncoming } from "@/lib/storage/incoming";
import { createLocalStore } from "@/lib/storage/local-store";
import { newStorageKey } from "@/lib/storage/storage-key";
import { type Scratch, scratchFolder } from "../support/scratch";
import { services } from "./tus";

const DAY_MS = 86_400_000;
const uploadLimits = { bytesMax: 1, quotaBytes: 1, keptHours: 24 };

let scratch: Scratch;
let folder: string;
afterEach(() => scratch.remove());
beforeEach(async () => {
  scratch = scratchFolder();
  folder = scratch.path("storage");
  await services().db.storageTombstone.deleteMany();
});

/** A store with bytes and parts of uploads that are `days` old and that this database has never heard of. */
async function filled(days: number) {
  const deps = { db: services().db, store: createLocalStore(folder), incoming: createIncoming(folder), uploadLimits };
  const keys = Array.from({ length: 5 }, newStorageKey);
  const at = new Date(Date.now() - days * DAY_MS);
  for (const key of keys) {
    const part = newId("upl");
    await deps.incoming.create(part);
    await writeFile(deps.incoming.path(part), "sold");
    await deps.store.keep(deps.incoming.path(part), key);
    await utimes(join(folder, key), at, at);
    await deps.incoming.create(part);
    await utimes(deps.incoming.path(part), at, at);
  }
  const isStored = (key: string) =>
    deps.store
      .open(key)
      .then(buffer)
      .then(
        () => true,
        () => false,
      );
  const stored = async () => (await Promise.all(keys.map(isStored))).filter(Boolean).length;
  return { ...deps, keys, stored };
}

const due = (keys: string[]) =>
  services().db.storageTombstone.createMany({ data: keys.map((storageKey) => ({ storageKey, dueAt: new Date(0) })) });

describe("stored bytes", () => {
  it("that no row names are left alone, as are old parts of uploads: the database may be the wrong one", async () => {
    const shop = await filled(400);
    expect([await removeStored(shop), await removeUnknownParts(shop)]).toEqual([0, 0]);
    expect(await shop.stored()).toBe(5);
    expect(await shop.incoming.list()).toHaveLength(5);
  });

  it("that this database gave up are removed when due, and no others", async () => {
    const shop = await filled(0);
    await due(shop.keys.slice(0, 2));
    expect(await removeStored(shop)).toBe(2);
    expect(await shop.stored()).toBe(3);
    expect(await services().db.storageTombstone.count()).toBe(0);
  });

  it("of a store that is marked as another shop's are never removed", async () => {
    const shop = await filled(0);
    await shop.store.claim("00000000-0000-4000-8000-000000000000");
    await shop.incoming.claim("00000000-0000-4000-8000-000000000000");
    await due(shop.keys);
    await expect(removeStored(shop)).rejects.toThrow("nothing was removed");
    expect(await removeUnknownParts({ ...shop, uploadLimits: { ...uploadLimits, keptHours: -1 } })).toBe(0);
    expect(await shop.stored()).toBe(5);
    expect(await shop.incoming.list()).toHaveLength(5);
  });

  it("go a hundredth at a time, and the operator is told that more was due", async () => {
    const shop = await filled(0);
    await due([...shop.keys, ...Array.from({ length: 100 }, newStorageKey)]);
    await expect(removeStored(shop)).rejects.toThrow("the rest waits");
    expect(await services().db.storageTombstone.count()).toBe(5);
    expect(await removeStored(shop)).toBe(5);
  });

  it("of a mark that cannot be read are nobody's", async () => {
    const shop = await filled(0);
    await writeFile(join(folder, "shop.json"), "{");
    await due(shop.keys);
    await expect(removeStored(shop)).rejects.toThrow();
    expect(await shop.stored()).toBe(5);
  });
});

describe("parts of uploads that no row names", () => {
  it("go once they are old and came after the folder was claimed", async () => {
    const shop = await filled(1);
    const { id: shopId } = await services().db.shop.findFirstOrThrow();
    await shop.incoming.claim(shopId);
    expect(await removeUnknownParts({ ...shop, uploadLimits: { ...uploadLimits, keptHours: -1 } })).toBe(0);
    const late = newId("upl");
    await shop.incoming.create(late);
    expect(await removeUnknownParts({ ...shop, uploadLimits: { ...uploadLimits, keptHours: -1 } })).toBe(1);
    expect(await readdir(join(folder, "incoming"))).not.toContain(late);
  });
});
