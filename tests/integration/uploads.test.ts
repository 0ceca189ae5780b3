// Resumable uploads over HTTP, on a real database and a real disk: as a tus client, two at once, a thief and a broken line would.
import { randomBytes } from "node:crypto";
import { rm, symlink, writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { fileCodec } from "@/lib/catalog/codecs";
import { uploadCodec } from "@/lib/catalog/files/codecs";
import { statementsOf } from "../support/statements";
import { call, create, creator, expectProblem, expectWire } from "./http-harness";
import {
  box,
  cancel,
  digestHeader,
  draftOf,
  finish,
  metadata,
  offsetOf,
  send,
  services,
  sha256,
  start,
  started,
  stored,
  tus,
  UPLOADS,
} from "./tus";

/** A body that says nothing more after its parts, until it breaks. */
function brokenLine() {
  const { readable: body, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const ignore = () => undefined;
  return {
    body,
    send: (part: Uint8Array) => void writer.write(part).catch(ignore),
    end: () => void writer.close().catch(ignore),
    breakOff: () => void writer.abort(new Error("socket hang up")).catch(ignore),
  };
}

const arrived = ({ uploadId }: { uploadId: string }, bytes: number) =>
  expect.poll(() => services().incoming.size(uploadId)).toBe(bytes);

describe("an upload", () => {
  it("in parts becomes one file of the draft, with the hash of all its bytes, however often its end is repeated", async () => {
    const person = await creator();
    const itemId = await box(person);
    const bytes = randomBytes(300_000);
    const upload = await started(person, itemId, bytes.length, "größe (final).bin");
    expect(await offsetOf(person, upload)).toBe(0);
    const first = await send(person, upload, 0, bytes.subarray(0, 100_000));
    expect([first.status, first.headers.get("upload-offset")]).toEqual([204, "100000"]);
    expect((await draftOf(person, itemId)).files).toEqual([]);
    const last = await send(person, upload, 100_000, bytes.subarray(100_000), digestHeader(bytes));
    expect([last.status, last.headers.get("upload-offset")]).toEqual([204, "300000"]);

    const fileId = last.headers.get("pennypost-file");
    const file = await expectWire(await finish(person, upload), fileCodec);
    expect(file).toMatchObject({ id: fileId, name: "größe (final).bin", bytes: "300000", sha256: sha256(bytes).digest("hex") });
    const again = await send(person, upload, 300_000, "");
    expect([again.status, again.headers.get("pennypost-file")]).toEqual([204, fileId]);
    await Promise.all([finish(person, upload), finish(person, upload), send(person, upload, 300_000, "")]);
    expect((await draftOf(person, itemId)).files).toEqual([{ ...file, facts: {} }]);
    expect(await offsetOf(person, upload)).toBe(300_000);
    const head = await call("HEAD", `${UPLOADS}/{uploadId}`, { ...upload }, { cookie: person.cookie, headers: tus });
    expect(head.headers.get("pennypost-file")).toBe(fileId);
    expect((await cancel(person, upload)).status).toBe(400);
    expect((await draftOf(person, itemId)).files).toEqual([{ ...file, facts: {} }]);
  });

  it("reads its row once for each piece, and the last piece needs no further request", async () => {
    const person = await creator();
    const upload = await started(person, await box(person), 10);
    const first = await statementsOf(() => send(person, upload, 0, "01234"));
    const last = await statementsOf(() => send(person, upload, 5, "56789", digestHeader(Buffer.from("0123456789"))));
    const ofUpload = (sent: string[]) => sent.filter((text) => /\bupload\b/.test(text));
    // Held with its row and released; then the hash that was announced, what was found, and the file that it is.
    expect([ofUpload(first).length, ofUpload(last).length]).toEqual([2, 5]);
    expect(ofUpload(last).filter((text) => text.trim().startsWith("SELECT"))).toHaveLength(0);
    expect((await draftOf(person, upload.itemId)).files).toHaveLength(1);
  });

  it("that comes whole with the request that starts it is a file in its answer", async () => {
    const person = await creator();
    const itemId = await box(person);
    const whole = { ...tus, ...metadata("a.txt"), "upload-length": "5", "content-type": "application/offset+octet-stream" };
    const answer = await call("POST", UPLOADS, { itemId }, { cookie: person.cookie, headers: whole, raw: "01234" });
    expect(answer.status).toBe(201);
    expect((await draftOf(person, itemId)).files).toMatchObject([{ id: answer.headers.get("pennypost-file") }]);
  });

  it("goes on where the line broke", async () => {
    const person = await creator();
    const itemId = await box(person);
    const bytes = randomBytes(200_000);
    const upload = await started(person, itemId, bytes.length);
    const line = brokenLine();
    const sending = send(person, upload, 0, line.body);
    line.send(bytes.subarray(0, 70_000));
    await arrived(upload, 70_000);
    line.breakOff();
    expect((await sending).status).toBe(400);
    expect(await offsetOf(person, upload)).toBe(70_000);
    const listed = await call("GET", UPLOADS, { itemId }, { cookie: person.cookie });
    expect(await expectWire(listed, uploadCodec.array())).toEqual([
      { id: upload.uploadId, name: "a.txt", bytes: "200000", received: "70000" },
    ]);
    await expectProblem(await finish(person, upload), 409, "conflict");
    await expectProblem(await send(person, upload, 0, bytes), 409, "conflict");
    expect((await send(person, upload, 70_000, bytes.subarray(70_000))).status).toBe(204);
    expect((await draftOf(person, itemId)).files).toMatchObject([{ sha256: sha256(bytes).digest("hex") }]);
  });

  it("whose connection hangs makes room for the one that comes next", async () => {
    const person = await creator();
    const upload = await started(person, await box(person), 10);
    const line = brokenLine();
    const hanging = send(person, upload, 0, line.body);
    line.send(Buffer.from("01234"));
    await arrived(upload, 5);
    expect(await offsetOf(person, upload)).toBe(5);
    expect((await send(person, upload, 5, "56789")).status).toBe(204);
    line.breakOff();
    await hanging;
    expect((await draftOf(person, upload.itemId)).files).toMatchObject([
      { bytes: "10", sha256: sha256(Buffer.from("0123456789")).digest("hex") },
    ]);
  });

  it("on which nothing moves writes no row, and goes on when more comes", async () => {
    const person = await creator();
    const upload = await started(person, await box(person), 10);
    const line = brokenLine();
    const sending = send(person, upload, 0, line.body);
    line.send(Buffer.from("01234"));
    await arrived(upload, 5);
    const { db } = services();
    const isHeld = async () => (await db.upload.findUnique({ where: { id: upload.uploadId } }))?.heldUntil?.getTime() ?? 0;
    await expect.poll(async () => (await isHeld()) < Date.now(), { timeout: 15_000 }).toBe(true);
    line.send(Buffer.from("56789"));
    line.end();
    expect((await sending).status).toBe(204);
    expect((await draftOf(person, upload.itemId)).files).toHaveLength(1);
  });

  it("sent twice at once is one file of the right bytes", async () => {
    const person = await creator();
    const bytes = randomBytes(500_000);
    const upload = await started(person, await box(person), bytes.length);
    const answers = await Promise.all([1, 2, 3].map(() => send(person, upload, 0, bytes)));
    expect(answers.filter(({ status }) => status === 204).length).toBeGreaterThan(0);
    if ((await offsetOf(person, upload)) !== bytes.length) throw new Error("not whole");
    expect((await draftOf(person, upload.itemId)).files).toMatchObject([{ sha256: sha256(bytes).digest("hex") }]);
  });

  it("is the one that the path names, whatever the query ends with", async () => {
    const [owner, thief] = await Promise.all([creator(), creator()]);
    const theirs = await started(owner, await box(owner), 10);
    const own = await started(thief, await box(thief), 10);
    const query = `?a=/${theirs.uploadId}`;
    const ask = (method: string, headers: Record<string, string> = {}, raw?: string) =>
      call(
        method,
        `${UPLOADS}/{uploadId}`,
        { ...own },
        { cookie: thief.cookie, headers: { ...tus, ...headers }, query, ...(raw && { raw }) },
      );
    const patch = { "upload-offset": "0", "content-type": "application/offset+octet-stream" };
    expect((await ask("PATCH", patch, "stolen")).headers.get("upload-offset")).toBe("6");
    expect((await ask("HEAD")).headers.get("upload-offset")).toBe("6");
    expect(await offsetOf(owner, theirs)).toBe(0);
    expect((await ask("DELETE")).status).toBe(204);
    expect([await offsetOf(owner, theirs), await offsetOf(thief, own)]).toEqual([0, 404]);
  });

  it("is nobody else's: it is not there for them, nor under another item", async () => {
    const [person, other] = [await creator(), await creator()];
    const upload = await started(person, await box(person), 10);
    const elsewhere = { itemId: await box(person), uploadId: upload.uploadId };
    expect(await offsetOf(other, upload)).toBe(404);
    expect(await offsetOf(person, elsewhere)).toBe(404);
    await expectProblem(await send(other, upload, 0, "0123456789"), 404, "not_found");
    await expectProblem(await finish(other, upload), 404, "not_found");
    await expectProblem(await cancel(other, upload), 404, "not_found");
    await expectProblem(await start(other, upload.itemId, 10), 404, "not_found");
    expect(await offsetOf(person, upload)).toBe(0);
  });

  it("cancelled is gone, with its bytes", async () => {
    const person = await creator();
    const upload = await started(person, await box(person), 10);
    await send(person, upload, 0, "01234");
    const before = await stored();
    expect((await cancel(person, upload)).status).toBe(204);
    expect(await stored()).toBe(before - 1);
    expect(await offsetOf(person, upload)).toBe(404);
  });
});

describe("what is refused", () => {
  it("bytes that are not those announced, however it was announced; nothing is kept", async () => {
    const person = await creator();
    const itemId = await box(person);
    const [before, wrong] = [await stored(), digestHeader(Buffer.from("other"))];
    const atStart = await started(person, itemId, 5, "a.txt", wrong);
    await expectProblem(await send(person, atStart, 0, "bytes"), 422, "checksum_mismatch");
    const atEnd = await started(person, itemId, 5);
    await expectProblem(await send(person, atEnd, 0, "bytes", wrong), 422, "checksum_mismatch");
    const inOne = { "content-digest": wrong["repr-digest"] };
    const query = "?name=a.txt";
    const single = await call(
      "POST",
      "/api/items/{itemId}/files",
      { itemId },
      { cookie: person.cookie, headers: inOne, raw: "bytes", query },
    );
    await expectProblem(single, 422, "checksum_mismatch");
    expect([await offsetOf(person, atStart), await offsetOf(person, atEnd), await stored()]).toEqual([404, 404, before]);
    await expectProblem(await start(person, itemId, 5, "a.txt", { "repr-digest": "sha-256=:eA==:" }), 400, "invalid_request");
  });

  it.each(["../../etc/passwd", "a/b", "..", "", "a\u0000.txt", "\u202egpj.exe", `${"a".repeat(201)}`])(
    "the name %j",
    async (name) => {
      const person = await creator();
      await expectProblem(await start(person, await box(person), 5, name), 400, "invalid_request");
    },
  );

  it("too much, nothing, more than was said, and files for an article", async () => {
    const person = await creator();
    const itemId = await box(person);
    await expectProblem(await start(person, itemId, 1_000_001), 413, "too_large");
    await expectProblem(await start(person, itemId, 0), 400, "invalid_request");
    await expectProblem(await start(person, (await create(person)).id, 5), 409, "conflict");
    const upload = await started(person, itemId, 5);
    expect((await send(person, upload, 0, "more than five")).status).toBe(413);
    expect(await offsetOf(person, upload)).toBeLessThanOrEqual(5);
    const deferred = { ...tus, ...metadata("a.txt"), "upload-defer-length": "1" };
    const answer = await call("POST", UPLOADS, { itemId }, { cookie: person.cookie, headers: deferred });
    expect(answer.status).toBe(400);
  });

  it("what the disk has no room for, until it has: then it goes on", async () => {
    const person = await creator();
    const upload = await started(person, await box(person), 10);
    const path = services().incoming.path(upload.uploadId);
    await rm(path);
    // A device that answers every write as a full disk does.
    await symlink("/dev/full", path);
    const refused = await send(person, upload, 0, "0123456789");
    expect(await refused.clone().json()).toMatchObject({ detail: expect.stringContaining("disk is full") });
    await expectProblem(refused, 507, "storage_full");
    await rm(path);
    await writeFile(path, "01234");
    expect(await offsetOf(person, upload)).toBe(5);
    expect((await send(person, upload, 5, "56789")).status).toBe(204);
    expect((await draftOf(person, upload.itemId)).files).toHaveLength(1);
  });

  it.each([
    ["<!doctype html><script>alert(1)</script>", "holiday.png", "text/html"],
    ["<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "holiday.jpg", "image/svg+xml"],
    ["GIF89a/*<script>alert(1)</script>*/=1;", "both.gif.html", "image/gif"],
    ["%PDF-1.7 <html><script>alert(1)</script>", "both.html", "application/pdf"],
    ["PK\u0003\u0004 bomb", "bomb.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  ])("nothing by its kind, but hostile bytes are only bytes: %s", async (text, name, mediaType) => {
    const person = await creator();
    const { cookie } = person;
    const itemId = await box(person);
    await send(person, await started(person, itemId, text.length, name), 0, text);
    const [file] = (await draftOf(person, itemId)).files;
    expect(file?.mediaType).toBe(mediaType);
    await call("POST", "/api/items/{itemId}/publish", { itemId }, { cookie, body: {} });
    const answer = await call("GET", "/api/items/{itemId}/files/{fileId}", { itemId, fileId: file?.id ?? "" }, { cookie });
    const isShown = answer.headers.get("content-disposition")?.startsWith("inline");
    expect(isShown).toBe(["image/gif", "application/pdf"].includes(mediaType));
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    if (mediaType !== "application/pdf")
      expect(answer.headers.get("content-security-policy")).toMatch(/default-src 'none'.*sandbox/);
    expect(await answer.text()).toBe(text);
  });

  it("what is over the quota, also when it comes all at once", async () => {
    const person = await creator();
    const itemId = await box(person);
    const limits = services().uploadLimits;
    const quota = limits.quotaBytes;
    try {
      limits.quotaBytes = 1000;
      const answers = await Promise.all(Array.from({ length: 8 }, () => start(person, itemId, 300)));
      expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
      const refused = answers.find(({ status }) => status !== 201) as Response;
      expect(await refused.clone().json()).toMatchObject({ detail: expect.stringContaining("You have 100 B of 1 KB left") });
      await expectProblem(refused, 413, "quota_exceeded");
      const chunked = new Blob([randomBytes(200)]).stream();
      const single = await call(
        "POST",
        "/api/items/{itemId}/files",
        { itemId },
        { cookie: person.cookie, raw: chunked, query: "?name=a" },
      );
      await expectProblem(single, 413, "too_large");
      const uploadId =
        answers
          .find(({ status }) => status === 201)
          ?.headers.get("location")
          ?.split("/")
          .at(-1) ?? "";
      await cancel(person, { itemId, uploadId });
      expect((await start(person, itemId, 400)).status).toBe(201);
    } finally {
      limits.quotaBytes = quota;
    }
  });
});
