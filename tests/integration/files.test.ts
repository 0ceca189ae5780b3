// What becomes of files: their order, their names, and what the sweep takes away.
import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { Uint8ArrayReader, ZipReader } from "@zip.js/zip.js/lib/zip-core-native.js";
import { beforeAll, describe, expect, it } from "vitest";
import { itemDraftCodec } from "@/lib/catalog/items/codecs";
import { restoreVersion } from "@/lib/catalog/items/versions";
import type { Address } from "@/lib/kernel/address";
import { call, create, creator, expectProblem, expectWire, type Person } from "./http-harness";
import { box, draftOf, offsetOf, send, services, sha256, started } from "./tus";

let createUploadSweep: typeof import("@/lib/catalog/files/sweep-uploads").createUploadSweep;
let removeStored: typeof import("@/lib/catalog/files/remove-stored").removeStored;
beforeAll(async () => {
  ({ removeStored } = await import("@/lib/catalog/files/remove-stored"));
  ({ createUploadSweep } = await import("@/lib/catalog/files/sweep-uploads"));
});

describe("files of a draft", () => {
  async function three(person: Person) {
    const itemId = await box(person);
    for (const name of ["a.txt", "b.txt", "c.txt"]) {
      const upload = await started(person, itemId, 3, name);
      await send(person, upload, 0, name.slice(0, 3));
    }
    return { itemId, files: (await draftOf(person, itemId)).files };
  }
  const order = ({ cookie }: Person, itemId: string, fileIds: string[]) =>
    call("PUT", "/api/items/{itemId}/files", { itemId }, { cookie, body: { fileIds } });
  const rename = ({ cookie }: Person, itemId: string, fileId: string, name: string) =>
    call("PATCH", "/api/items/{itemId}/files/{fileId}", { itemId, fileId }, { cookie, body: { name } });

  it("are put into another order, which has to name each once", async () => {
    const person = await creator();
    const { itemId, files } = await three(person);
    const ids = files.map(({ id }) => id);
    const draft = await expectWire(await order(person, itemId, ids.toReversed()), itemDraftCodec);
    expect(draft.files.map(({ name }) => name)).toEqual(["c.txt", "b.txt", "a.txt"]);
    for (const wrong of [ids.slice(1), [...ids, ids[0] ?? ""], [ids[0] ?? "", ids[0] ?? "", ids[1] ?? ""]]) {
      await expectProblem(await order(person, itemId, wrong), 409, "conflict");
    }
  });

  it("are renamed for those who come after the next publish, and for nobody before", async () => {
    const person = await creator();
    const { cookie } = person;
    const { itemId, files } = await three(person);
    const fileId = files[0]?.id ?? "";
    await expectWire(await call("POST", "/api/items/{itemId}/publish", { itemId }, { cookie, body: {} }), itemDraftCodec);
    const shown = async () => {
      const answer = await call("GET", "/api/items/{itemId}/files/{fileId}", { itemId, fileId }, { cookie, query: "?download=" });
      return answer.headers.get("content-disposition");
    };
    await expectProblem(await rename(person, itemId, fileId, "b.txt"), 409, "conflict");
    const draft = await expectWire(await rename(person, itemId, fileId, "größe 🎉.txt"), itemDraftCodec);
    expect(draft).toMatchObject({ hasUnpublishedChanges: true, files: [{ id: fileId, name: "größe 🎉.txt" }, {}, {}] });
    expect(await shown()).toBe("attachment; filename=a.txt");
    await call("POST", "/api/items/{itemId}/publish", { itemId }, { cookie, body: {} });
    expect(await shown()).toContain("filename*=UTF-8''gr%C3%B6%C3%9Fe%20%F0%9F%8E%89.txt");
  });
});

describe("all files of a piece", () => {
  const ALL = "/api/items/{itemId}/files.zip";

  it("come in one archive of a length that is known, for who may open them", async () => {
    const person = await creator();
    const { cookie } = person;
    const itemId = await box(person);
    for (const name of ["größe 🎉.txt", "b.bin"]) {
      const bytes = Buffer.from(name.repeat(20_000));
      await send(person, await started(person, itemId, bytes.length, name), 0, bytes);
    }
    await expectProblem(await call("GET", ALL, { itemId }, { cookie }), 404, "not_found");
    await call("POST", "/api/items/{itemId}/publish", { itemId }, { cookie, body: {} });
    const answer = await call("GET", ALL, { itemId }, { cookie });
    const head = await call("HEAD", ALL, { itemId }, { cookie });
    const archive = new Uint8Array(await answer.arrayBuffer());
    expect([answer.status, answer.headers.get("content-length")]).toEqual([200, String(archive.byteLength)]);
    expect(head.headers.get("content-length")).toBe(String(archive.byteLength));
    expect(answer.headers.get("content-disposition")).toBe("attachment; filename=a-box.zip");
    const entries = await new ZipReader(new Uint8ArrayReader(archive)).getEntries();
    expect(entries.map(({ filename, uncompressedSize }) => [filename, uncompressedSize])).toEqual(
      ["größe 🎉.txt", "b.bin"].map((name) => [name, Buffer.byteLength(name) * 20_000]),
    );
  });

  it("of an article are none", async () => {
    const person = await creator();
    const { id: itemId } = await create(person);
    await call("POST", "/api/items/{itemId}/publish", { itemId }, { cookie: person.cookie, body: {} });
    await expectProblem(await call("GET", ALL, { itemId }), 404, "not_found");
  });
});

describe("the sweep", () => {
  const old = new Date(Date.now() - 48 * 3_600_000);
  const isAnybodyWaiting = async () => {
    const rows = await services().db.$queryRaw<unknown[]>`
      SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`;
    return rows.length > 0;
  };

  it("finishes what was whole when the server died, before or after its bytes were moved", async () => {
    const person = await creator();
    const itemId = await box(person);
    const { incoming, db } = services();
    const bytes = randomBytes(1000);
    for (const name of ["before.bin", "after.bin"]) {
      const { uploadId } = await started(person, itemId, bytes.length, name);
      await writeFile(incoming.path(uploadId), bytes);
      const { storageKey } = await db.upload.update({
        where: { id: uploadId },
        data: { touchedAt: new Date(Date.now() - 60_000) },
      });
      if (name === "before.bin") continue;
      await services().store.keep(incoming.path(uploadId), storageKey);
      const found = { digest: sha256(bytes).digest("hex"), mediaType: "application/octet-stream" };
      await db.upload.update({ where: { id: uploadId }, data: found });
    }
    expect(await createUploadSweep(services())()).toMatchObject({ finished: 2 });
    expect(await createUploadSweep(services())()).toMatchObject({ finished: 0 });
    const { files } = await draftOf(person, itemId);
    expect(files.map(({ name, sha256: hash }) => [name, hash])).toEqual(
      ["before.bin", "after.bin"].map((name) => [name, sha256(bytes).digest("hex")]),
    );
  });

  it("throws away what was left alone, and nothing younger", async () => {
    const person = await creator();
    const itemId = await box(person);
    const { incoming, db } = services();
    const [stale, fresh, done] = [
      await started(person, itemId, 10),
      await started(person, itemId, 10),
      await started(person, itemId, 3),
    ];
    await send(person, done, 0, "abc");
    await db.upload.updateMany({ where: { id: { in: [stale.uploadId, done.uploadId] } }, data: { touchedAt: old } });
    expect(await createUploadSweep(services())()).toMatchObject({ expired: 1 });
    expect(await offsetOf(person, stale)).toBe(404);
    expect(await offsetOf(person, fresh)).toBe(0);
    expect((await draftOf(person, itemId)).files).toHaveLength(1);
    expect(await incoming.list()).not.toContainEqual(expect.objectContaining({ id: stale.uploadId }));
  });

  it("leaves an upload to whoever takes it at this moment", async () => {
    const person = await creator();
    const { uploadId: id } = await started(person, await box(person), 10);
    const { db } = services();
    await db.upload.update({ where: { id }, data: { touchedAt: old } });
    const swept = await db.$transaction(
      async (tx) => {
        await tx.upload.update({ where: { id }, data: { holder: "a writer", heldUntil: new Date(Date.now() + 10_000) } });
        let isOver = false;
        const sweep = createUploadSweep(services())().finally(() => {
          isOver = true;
        });
        await expect.poll(async () => isOver || (await isAnybodyWaiting()), { timeout: 10_000 }).toBe(true);
        return { sweep };
      },
      { timeout: 20_000 },
    );
    expect(await swept.sweep).toMatchObject({ expired: 0 });
    expect(await db.upload.findUnique({ where: { id } })).toMatchObject({ holder: "a writer" });
  });

  it("gives back the space of files that only drafts ever named, a day after they were taken out", async () => {
    const person = await creator();
    const itemId = await box(person);
    const { db, store } = services();
    const upload = await started(person, itemId, 3);
    await send(person, upload, 0, "abc");
    const fileId = (await draftOf(person, itemId)).files[0]?.id ?? "";
    const { storageKey } = await db.file.findUniqueOrThrow({ where: { id: fileId } });
    const remove = () => call("DELETE", "/api/items/{itemId}/files/{fileId}", { itemId, fileId }, { cookie: person.cookie });
    expect((await remove()).status).toBe(204);
    const { uploadId } = upload;
    await db.upload.delete({ where: { id: uploadId } });
    expect(await createUploadSweep(services())()).toMatchObject({ forgotten: 0 });
    const { creator: owner } = await db.item.findUniqueOrThrow({ where: { id: itemId }, include: { creator: true } });
    await restoreVersion(services(), owner.wallet as Address, itemId, 2);
    await db.itemVersion.updateMany({ where: { itemId }, data: { createdAt: old } });
    expect(await createUploadSweep(services())()).toMatchObject({ forgotten: 0 });
    await remove();
    await db.itemVersion.updateMany({ where: { itemId }, data: { createdAt: old } });
    expect(await createUploadSweep(services())()).toMatchObject({ forgotten: 1 });
    expect(await removeStored(services())).toBe(0);
    const tombstone = await db.storageTombstone.findUniqueOrThrow({ where: { storageKey } });
    expect(tombstone.dueAt.getTime() - Date.now()).toBeGreaterThan(6.9 * 86_400_000);
    await db.storageTombstone.update({ where: { storageKey }, data: { dueAt: old } });
    expect(await removeStored(services())).toBe(1);
    await expect(store.open(storageKey)).rejects.toMatchObject({ code: "ENOENT" });
  });
});
