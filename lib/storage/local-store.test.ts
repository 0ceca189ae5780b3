import { createHash, randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ContentStore } from "./content-store";
import { createLocalStore } from "./local-store";

// A sync waits for the disk, and the disk for others.
vi.setConfig({ testTimeout: 60_000 });

let folder: string;
let store: ContentStore;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "pennypost-store-"));
  store = createLocalStore(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function filesBelow(): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
}

function streamOf(...chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

function brokenAfter(...chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  const rest = [...chunks];
  return new ReadableStream({
    pull(controller) {
      const chunk = rest.shift();
      if (chunk) controller.enqueue(chunk);
      else controller.error(new Error("socket hang up"));
    },
  });
}

describe("local store", () => {
  it("gives back what was put, whole and in parts, under its hash", async () => {
    const bytes = randomBytes(700_000);
    const stored = await store.put(streamOf(bytes.subarray(0, 5), bytes.subarray(5, 400_000), bytes.subarray(400_000)), 1e9);
    expect(stored).toMatchObject({ bytes: 700_000n, sha256: createHash("sha256").update(bytes).digest("hex") });
    expect(Buffer.from(stored.head)).toEqual(bytes.subarray(0, 4096));
    expect(await buffer(await store.open(stored.storageKey))).toEqual(bytes);
    expect(await buffer(await store.open(stored.storageKey, { start: 10, end: 399_999 }))).toEqual(bytes.subarray(10, 400_000));
  });

  it("leaves nothing of a body that breaks off", async () => {
    await expect(store.put(brokenAfter(randomBytes(100_000)), 1e9)).rejects.toMatchObject({ code: "invalid_request" });
    expect(await filesBelow()).toEqual([]);
  });

  it("leaves nothing of a body that is too large, and stops reading it", async () => {
    let cancelled = false;
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(randomBytes(1000)),
      cancel: () => {
        cancelled = true;
      },
    });
    await expect(store.put(endless, 10_000)).rejects.toMatchObject({ code: "too_large" });
    expect(cancelled).toBe(true);
    expect(await filesBelow()).toEqual([]);
  });

  it("takes a body of exactly the bound", async () => {
    expect((await store.put(streamOf(randomBytes(1000)), 1000)).bytes).toBe(1000n);
  });

  it.each(["../secret", "ab/../../secret", "/etc/passwd", "ab/ABCDEF", "", "incoming/x"])("does not open %j", async (key) => {
    await writeFile(join(folder, "secret"), "x");
    await expect(store.open(key)).rejects.toThrow("not a storage key");
    await expect(store.remove(key)).rejects.toThrow("not a storage key");
  });

  it("keeps equal files apart and removes only the one it is asked to", async () => {
    const [a, b] = [await store.put(streamOf(Buffer.from("x")), 10), await store.put(streamOf(Buffer.from("x")), 10)];
    await store.remove(a.storageKey);
    await store.remove(a.storageKey);
    expect((await buffer(await store.open(b.storageKey))).toString()).toBe("x");
    await expect(store.open(a.storageKey)).rejects.toMatchObject({ code: "ENOENT" });
  });

  it("clears what a killed process left, once nobody can be writing it", async () => {
    await store.put(streamOf(Buffer.from("x")), 10);
    const [old, fresh] = [join(folder, "incoming", "old"), join(folder, "incoming", "fresh")];
    await Promise.all([writeFile(old, "half"), writeFile(fresh, "half")]);
    await utimes(old, new Date(0), new Date(0));
    await createLocalStore(folder).put(streamOf(Buffer.from("y")), 10);
    expect(await readdir(join(folder, "incoming"))).toEqual(["fresh"]);
  });
});
