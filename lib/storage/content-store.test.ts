import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createIncoming } from "./incoming";
import { createLocalStore } from "./local-store";
import { newStorageKey } from "./storage-key";

// A sync waits for the disk, and the disk for others.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pennypost-store-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const stores = { "local disk": async () => createLocalStore(join(folder, "store")) };

describe.each(Object.entries(stores))("a store on %s", (_name, create) => {
  async function kept(bytes: Uint8Array, storageKey = newStorageKey()) {
    const store = await create();
    const path = join(folder, "upload");
    await writeFile(path, bytes);
    await store.keep(path, storageKey);
    return { store, storageKey };
  }

  it("gives back what it was handed, whole and in parts, and takes the upload's file", async () => {
    const bytes = randomBytes(700_000);
    const { store, storageKey } = await kept(bytes);
    expect(await buffer(await store.open(storageKey))).toEqual(bytes);
    expect(await buffer(await store.open(storageKey, { start: 10, end: 399_999 }))).toEqual(bytes.subarray(10, 400_000));
    expect(await buffer(await store.open(storageKey, { start: 699_999, end: 699_999 }))).toEqual(bytes.subarray(699_999));
    expect(await readdir(folder)).not.toContain("upload");
  });

  it("takes the same file again", async () => {
    const { storageKey } = await kept(Buffer.from("x"));
    const { store } = await kept(Buffer.from("x"), storageKey);
    expect((await buffer(await store.open(storageKey))).toString()).toBe("x");
  });

  it("removes only what it is asked to, also what is gone already, and says so when that is opened", async () => {
    const [a, b] = [await kept(Buffer.from("a")), await kept(Buffer.from("b"))];
    await a.store.remove(a.storageKey);
    await a.store.remove(a.storageKey);
    expect((await buffer(await b.store.open(b.storageKey))).toString()).toBe("b");
    await expect(b.store.open(a.storageKey).then(buffer)).rejects.toThrow();
  });

  it("lists what it holds", async () => {
    const [a, b] = [await kept(Buffer.from("a")), await kept(Buffer.from("b"))];
    const listed: string[] = [];
    for await (const { storageKey, storedAt } of b.store.list()) {
      listed.push(storageKey);
      expect(Math.abs(storedAt.getTime() - Date.now())).toBeLessThan(600_000);
    }
    expect(listed.sort()).toEqual([a.storageKey, b.storageKey].sort());
  });

  it.each(["../secret", "ab/../../secret", "/etc/passwd", "ab/ABCDEF", "", "incoming/x"])("does not open %j", async (key) => {
    const store = await create();
    await writeFile(join(folder, "secret"), "x");
    await expect(store.open(key)).rejects.toThrow("not a storage key");
    await expect(store.remove(key)).rejects.toThrow("not a storage key");
    await expect(store.keep(join(folder, "secret"), key)).rejects.toThrow("not a storage key");
  });
});

describe("incoming uploads", () => {
  const id = `upl_${"0".repeat(26)}`;
  async function* chunks(...parts: (Uint8Array | Error)[]) {
    for (const part of parts) {
      if (part instanceof Error) throw part;
      yield part;
    }
  }

  it("keep what arrived before the connection broke, and go on from there", async () => {
    const incoming = createIncoming(folder);
    await incoming.create(id);
    const bytes = randomBytes(200_000);
    const broken = incoming.append(id, chunks(bytes.subarray(0, 90_000), new Error("socket hang up")), 0);
    await expect(broken).rejects.toThrow("socket hang up");
    expect(await incoming.size(id)).toBe(90_000);
    expect(await createIncoming(folder).append(id, chunks(bytes.subarray(90_000)), 90_000)).toBe(200_000);
    const digest = createHash("sha256").update(await buffer(await incoming.read(id)));
    expect(digest.digest("hex")).toBe(createHash("sha256").update(bytes).digest("hex"));
  });

  it("are not written by whoever lost the right to", async () => {
    const incoming = createIncoming(folder);
    await incoming.create(id);
    await expect(incoming.append(id, chunks(Buffer.from("x")), 0, () => false)).rejects.toMatchObject({ code: "conflict" });
    expect(await incoming.size(id)).toBe(0);
  });

  it("have no names but ids", async () => {
    const incoming = createIncoming(folder);
    for (const name of ["../x", "x", "", `upl_${"0".repeat(25)}/`])
      await expect(incoming.create(name)).rejects.toThrow("not an upload's id");
    expect(await incoming.size(id)).toBeUndefined();
    await expect(incoming.append(id, chunks(), 0)).rejects.toMatchObject({ code: "ENOENT" });
  });
});
