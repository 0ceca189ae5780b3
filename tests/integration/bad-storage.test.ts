// A bucket that is away, hangs or stalls, and a disk without room: readers and creators are told to come again, nothing that was stored is
// lost, and all goes on by itself afterwards.
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { buffer } from "node:stream/consumers";
import { afterAll, afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { startBadGate } from "../support/bad-gate";
import { startS3 } from "../support/s3";
import { scratchFolder } from "../support/scratch";
import { call, creator, expectProblem, type Person } from "./http-harness";
import { box, draftOf, finish, send, services, sha256, started } from "./tus";

// Most of it is the patience of a client whose bucket says nothing.
vi.setConfig({ testTimeout: 240_000 });

const scratch = scratchFolder();
const s3 = await startS3(scratch.path("bucket"));
const gate = await startBadGate(s3.store.endpoint as string);
for (const [name, value] of Object.entries({ ...s3.env, S3_ENDPOINT: gate.url })) vi.stubEnv(name, value);
afterAll(async () => {
  await gate.stop();
  await s3.stop();
  unmount();
  scratch.remove();
});
afterEach(() => gate.day("good"));

const BYTES = randomBytes(900_000);

async function storedFile(person: Person) {
  const itemId = await box(person);
  await send(person, await started(person, itemId, BYTES.length), 0, BYTES);
  const [file] = (await draftOf(person, itemId)).files;
  await call("POST", "/api/items/{itemId}/publish", { itemId }, { cookie: person.cookie, body: {} });
  return { itemId, fileId: file?.id ?? "" };
}

const read = ({ cookie }: Person, file: { itemId: string; fileId: string }) =>
  call("GET", "/api/items/{itemId}/files/{fileId}", file, { cookie });

describe("a bucket", () => {
  it.each(["shut", "hangs"] as const)(
    "that %s: files are 503 with when to come again, and whole when it is back",
    async (day) => {
      const person = await creator();
      const file = await storedFile(person);
      gate.day(day);
      const answer = await read(person, file);
      expect(answer.headers.get("retry-after")).toBe("5");
      await expectProblem(answer, 503, "unavailable");
      gate.day("good");
      expect(Buffer.from(await (await read(person, file)).arrayBuffer())).toEqual(BYTES);
    },
  );

  it("that stalls in the middle of a file ends its answer, and gives all of it the next time", async () => {
    const person = await creator();
    const file = await storedFile(person);
    gate.day({ stallsAfter: 300_000 });
    const cut = await read(person, file).then(
      (answer) =>
        answer.arrayBuffer().then(
          () => "whole",
          () => "cut",
        ),
      () => "cut",
    );
    expect(cut).toBe("cut");
    gate.day("good");
    expect(Buffer.from(await (await read(person, file)).arrayBuffer())).toEqual(BYTES);
  });

  it("that hangs while an upload is finished loses nothing of it: it is finished once the bucket is back", async () => {
    const person = await creator();
    const itemId = await box(person);
    const upload = await started(person, itemId, BYTES.length);
    gate.day("hangs");
    // Its bytes are here: that they are a file may be told later.
    expect([204, 503]).toContain((await send(person, upload, 0, BYTES)).status);
    expect((await draftOf(person, itemId)).files).toEqual([]);
    gate.day("good");
    await expect.poll(async () => (await finish(person, upload)).status, { timeout: 80_000, interval: 500 }).toBeLessThan(300);
    const [file] = (await draftOf(person, itemId)).files;
    expect(file).toMatchObject({ sha256: sha256(BYTES).digest("hex") });
  });

  it("that is away is told at readyz, which stays 200, and is well again by itself", async () => {
    const { askStore } = await import("@/lib/health/readiness");
    const later = () => {
      const now = performance.now();
      return vi.spyOn(performance, "now").mockReturnValue(now + 60_000 * ++minutes);
    };
    let minutes = 0;
    gate.day("hangs");
    let clock = later();
    expect(await askStore(services().store)).toBe("unreachable");
    clock.mockRestore();
    gate.day("good");
    clock = later();
    expect(await askStore(services().store)).toBe("ok");
    clock.mockRestore();
  });
});

/** A disk of one's own, where that is allowed. */
function smallDisk(path: string): boolean {
  mkdirSync(path, { recursive: true });
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", path], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
const disk = scratch.path("disk");
const isMounted = smallDisk(disk);
if (isMounted) process.once("exit", unmount);
function unmount(): void {
  try {
    execFileSync("umount", ["-l", disk], { stdio: "ignore" });
  } catch {
    // It is unmounted already.
  }
}

describe.runIf(isMounted)("a disk without room", () => {
  it("refuses what comes, keeps what has come, and goes on once there is room", async () => {
    const { createIncoming } = await import("@/lib/storage/incoming");
    const { createLocalStore } = await import("@/lib/storage/local-store");
    const { newId } = await import("@/lib/kernel/ids");
    const { newStorageKey } = await import("@/lib/storage/storage-key");
    const [incoming, store] = [createIncoming(disk), createLocalStore(disk)];
    const kept = newStorageKey();
    const first = newId("upl");
    await incoming.create(first);
    await incoming.append(
      first,
      (async function* () {
        yield Buffer.alloc(100_000, 1);
      })(),
      0,
    );
    await store.keep(incoming.path(first), kept);
    expect(await store.hasRoom()).toBe(false);
    const filler = `${disk}/filler`;
    const fill = () => {
      try {
        writeFileSync(filler, Buffer.alloc(2_000_000));
      } catch {
        // As much as there was room for.
      }
    };
    const upload = newId("upl");
    await incoming.create(upload);
    fill();
    onTestFinished(() => rmSync(filler, { force: true }));
    const bytes = randomBytes(200_000);
    const source = async function* (from: number) {
      yield bytes.subarray(from);
    };
    await expect(incoming.append(upload, source(0), 0)).rejects.toMatchObject({ code: "storage_full" });
    rmSync(filler);
    const arrived = (await incoming.size(upload)) ?? 0;
    expect(await incoming.append(upload, source(arrived), arrived)).toBe(bytes.length);
    const key = newStorageKey();
    await store.keep(incoming.path(upload), key);
    expect(await buffer(await store.open(key))).toEqual(bytes);
    expect((await buffer(await store.open(kept))).length).toBe(100_000);
  });
});
