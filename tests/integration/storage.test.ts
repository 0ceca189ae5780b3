import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { createIncoming } from "@/lib/storage/incoming";
import { createLocalStore } from "@/lib/storage/local-store";
import { createS3Store } from "@/lib/storage/s3-store";
import { newStorageKey } from "@/lib/storage/storage-key";
import { type S3, startS3 } from "../support/s3";

// A sync waits for the disk, and the disk for others.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pennypost-store-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

let s3: S3;
let s3Folder: string;
beforeAll(async () => {
  s3Folder = await mkdtemp(join(tmpdir(), "pennypost-s3-"));
  s3 = await startS3(s3Folder);
});
afterAll(async () => {
  await s3.stop();
  await rm(s3Folder, { recursive: true, force: true });
});

const stores = {
  "local disk": () => createLocalStore(join(folder, "store")),
  S3: () => createS3Store({ ...s3.store, prefix: `${basename(folder)}/` }),
};

describe.each(Object.entries(stores))("a store on %s", (_name, create) => {
  async function kept(bytes: Uint8Array, storageKey = newStorageKey()) {
    const store = create();
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
    expect([await b.store.size(a.storageKey), await b.store.size(b.storageKey)]).toEqual([undefined, 1n]);
  });

  it("belongs to who claims it first, also of many at once, and says since when", async () => {
    const store = create();
    const [first, ...others] = await Promise.all(["shop-a", "shop-b", "shop-c"].map((shop) => store.claim(shop)));
    expect(["shop-a", "shop-b", "shop-c"]).toContain(first?.shop);
    expect(Math.abs((first?.since.getTime() ?? 0) - Date.now())).toBeLessThan(600_000);
    expect(others).toEqual([first, first]);
    expect(await create().claim("shop-d")).toEqual(first);
  });

  it.each(["../secret", "ab/../../secret", "/etc/passwd", "ab/ABCDEF", "", "incoming/x"])("does not open %j", async (key) => {
    const store = create();
    await writeFile(join(folder, "secret"), "x");
    await expect(store.open(key)).rejects.toThrow("not a storage key");
    await expect(store.remove(key)).rejects.toThrow("not a storage key");
    await expect(store.size(key)).rejects.toThrow("not a storage key");
    await expect(store.keep(join(folder, "secret"), key)).rejects.toThrow("not a storage key");
  });
});

describe("a store on S3", () => {
  async function keepLarge(bytes: number) {
    const [path, storageKey] = [join(folder, "upload"), newStorageKey()];
    await writeFile(path, Buffer.alloc(bytes, "a part that is no other, "));
    const sent = await readFile(path);
    await createS3Store(s3.store).keep(path, storageKey);
    return { storageKey, sent };
  }

  it("holds several shops side by side, each below its own prefix", async () => {
    const [a, b] = ["one/", "two/"].map((prefix) => createS3Store({ ...s3.store, prefix }));
    const [path, storageKey] = [join(folder, "upload"), newStorageKey()];
    await writeFile(path, "a");
    await a?.keep(path, storageKey);
    await b?.remove(storageKey);
    expect((await buffer((await a?.open(storageKey)) ?? Readable.from([]))).toString()).toBe("a");
    expect(await a?.claim("shop-a")).toMatchObject({ shop: "shop-a" });
    expect(await b?.claim("shop-b")).toMatchObject({ shop: "shop-b" });
  });

  it("takes more than one part", async () => {
    const { storageKey, sent } = await keepLarge(20_000_000);
    expect((await buffer(await createS3Store(s3.store).open(storageKey))).equals(sent)).toBe(true);
  });

  it("signs URLs only if told to: for one file, as it is to be shown, and for whoever has the whole of it", async () => {
    expect(createS3Store(s3.store).signUrl).toBeUndefined();
    const strict = await startS3(s3Folder, { isStrict: true });
    onTestFinished(() => strict.stop());
    const { storageKey, sent } = await keepLarge(1000);
    const store = createS3Store({ ...strict.store, signedUrlSeconds: 60 });
    const as = { mediaType: "application/pdf", disposition: 'attachment; filename="a.pdf"' };
    const url = (await store.signUrl?.(storageKey, as)) ?? "";
    const answer = await fetch(url, { headers: { Range: "bytes=10-19" } });
    expect([answer.status, answer.headers.get("content-type"), answer.headers.get("content-disposition")]).toEqual([
      206,
      as.mediaType,
      as.disposition,
    ]);
    expect(Buffer.from(await answer.arrayBuffer()).equals(sent.subarray(10, 20))).toBe(true);
    expect(new URL(url).searchParams.get("X-Amz-Expires")).toBe("60");
    const other = newStorageKey();
    expect((await fetch(url.replace(storageKey, other))).status).toBe(403);
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
    await expect(incoming.append(id, chunks(Buffer.from("x")), 0, async () => false)).rejects.toMatchObject({ code: "conflict" });
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
