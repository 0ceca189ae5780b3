// Covers and avatars: whatever is sent, what is served was made here; what cannot be read is refused and leaves nothing behind.
import { readdir } from "node:fs/promises";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { creatorCodec } from "@/lib/catalog/creators/codecs";
import { itemDetailCodec, itemDraftCodec, savedItemCodec } from "@/lib/catalog/items/codecs";
import { call, create, creator, expectProblem, expectWire, type Person } from "./http-harness";

const solid = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } });
const png = (width: number, height: number, background = "#b1251b") => solid(width, height, background).png().toBuffer();

function put(path: string, { cookie }: Person, bytes: Uint8Array, params = {}, query = ""): Promise<Response> {
  return call("PUT", path, params, { cookie, query, raw: new Uint8Array(bytes), headers: { "content-type": "image/png" } });
}
const putCover = (person: Person, itemId: string, bytes: Uint8Array, query = "") =>
  put("/api/items/{itemId}/cover", person, bytes, { itemId }, query);
const getPicture = (pictureId: string, width: number) =>
  call("GET", "/api/pictures/{pictureId}/{width}", { pictureId, width: `${width}` });
const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
/** What the store holds once everything that was given up is due. */
async function stored(): Promise<number> {
  const { services } = await import("@/lib/services");
  const { removeStored } = await import("@/lib/catalog/files/remove-stored");
  await services().db.storageTombstone.updateMany({ data: { dueAt: new Date(0) } });
  await removeStored(services());
  const entries = await readdir(process.env.STORAGE_DIR ?? "", { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && entry.name !== "shop.json").length;
}

async function coverOf(person: Person, itemId: string, bytes: Uint8Array, query = ""): Promise<string> {
  const { cover } = await expectWire(await putCover(person, itemId, bytes, query), itemDraftCodec);
  return cover?.id ?? "";
}

describe("a cover", () => {
  it("is served in three widths of 16:9, to anybody, kept for minutes, and not sent again to who has it", async () => {
    const ada = await creator();
    const { id } = await create(ada);
    const cover = await coverOf(ada, id, await png(2000, 1500));
    for (const width of [480, 960, 1600]) {
      const answer = await getPicture(cover, width);
      expect(answer.headers.get("cache-control")).toBe("public, max-age=600");
      const etag = answer.headers.get("etag") ?? "";
      const again = await call(
        "GET",
        "/api/pictures/{pictureId}/{width}",
        { pictureId: cover, width: `${width}` },
        { headers: { "if-none-match": etag } },
      );
      expect([again.status, await again.text()]).toEqual([304, ""]);
      expect(answer.headers.get("content-type")).toBe("image/webp");
      const bytes = await bytesOf(answer);
      expect(answer.headers.get("content-length")).toBe(`${bytes.byteLength}`);
      expect(await sharp(bytes).metadata()).toMatchObject({ format: "webp", width, height: Math.round((width * 9) / 16) });
    }
    await expectProblem(await getPicture(cover, 500), 404, "not_found");
    expect((await getPicture("pic_1", 480)).status).toBe(400);
  });

  it("is gone with its piece, and its bytes a day later", async () => {
    const ada = await creator();
    const { id: itemId } = await create(ada);
    const before = await stored();
    const cover = await coverOf(ada, itemId, await png(2000, 1500));
    await call("POST", "/api/items/{itemId}/publish", { itemId }, { cookie: ada.cookie, body: {} });
    expect((await getPicture(cover, 480)).status).toBe(200);
    await call("DELETE", "/api/items/{itemId}", { itemId }, { cookie: ada.cookie });
    const gone = await getPicture(cover, 480);
    expect(gone.headers.get("cache-control")).toBe("no-store");
    await expectProblem(gone, 404, "not_found");
    const { services } = await import("@/lib/services");
    const { eraseRemoved } = await import("@/lib/catalog/items/erase-removed");
    await eraseRemoved({ ...services(), clock: { now: () => new Date(Date.now() + 25 * 3_600_000) } });
    expect(await stored()).toBe(before);
  });

  it("shows the part that was chosen, upright", async () => {
    const ada = await creator();
    const { id } = await create(ada);
    const left = await png(800, 900, "#ff0000");
    const right = await solid(800, 900, "#0000ff").png().toBuffer();
    const wide = await solid(1600, 900, "#000000")
      .composite([
        { input: left, left: 0, top: 0 },
        { input: right, left: 800, top: 0 },
      ])
      .jpeg()
      .toBuffer();
    const colourOf = async (picture: string) => (await sharp(await bytesOf(await getPicture(picture, 480))).stats()).dominant;
    expect((await colourOf(await coverOf(ada, id, wide, "?crop=0.5,0,0.5,1"))).b).toBeGreaterThan(200);
    expect((await colourOf(await coverOf(ada, id, wide, "?crop=0,0,0.5,1"))).r).toBeGreaterThan(200);
    // A camera held upside down: what was on the left is on the right.
    const turned = await sharp(wide).withMetadata({ orientation: 3 }).toBuffer();
    expect((await colourOf(await coverOf(ada, id, turned, "?crop=0,0,0.5,1"))).b).toBeGreaterThan(200);
    await expectProblem(await putCover(ada, id, wide, "?crop=0.5,0,9,1"), 400, "invalid_request");
    await expectProblem(await putCover(ada, id, wide, "?crop=1,0,1,1"), 400, "invalid_request");
  });

  it("carries nothing of the original: no place, no profile, no trailing bytes", async () => {
    const ada = await creator();
    const { id } = await create(ada);
    const exif = { IFD0: { Copyright: "QUOKKA", ImageDescription: "QUOKKA" }, IFD3: { GPSLatitude: "51/1 30/1 0/1" } };
    const photo = await solid(900, 600, "#345678").withExif(exif).jpeg().toBuffer();
    expect(photo.includes("QUOKKA")).toBe(true);
    const cover = await coverOf(ada, id, Buffer.concat([photo, Buffer.from("<script>QUOKKA</script>")]));
    const bytes = await bytesOf(await getPicture(cover, 480));
    const { exif: kept, icc, xmp } = await sharp(bytes).metadata();
    expect([kept, icc, xmp]).toEqual([undefined, undefined, undefined]);
    expect(bytes.includes("QUOKKA")).toBe(false);
  });

  it("is replaced and taken away, and nothing of the former one stays", async () => {
    const ada = await creator();
    const { id } = await create(ada);
    const before = await stored();
    const first = await coverOf(ada, id, await png(800, 600));
    const second = await coverOf(ada, id, await png(800, 600, "#234567"));
    expect(await stored()).toBe(before + 3);
    await expectProblem(await getPicture(first, 480), 404, "not_found");
    expect((await getPicture(second, 480)).status).toBe(200);
    const patched = await call(
      "PATCH",
      "/api/items/{itemId}",
      { itemId: id },
      { cookie: ada.cookie, body: { coverAlt: "Blue" } },
    );
    expect((await expectWire(patched, savedItemCodec)).cover).toEqual({ id: second, alt: "Blue" });
    await call("POST", "/api/items/{itemId}/publish", { itemId: id }, { cookie: ada.cookie, body: {} });
    expect((await expectWire(await call("GET", "/api/items/{itemId}", { itemId: id }), itemDetailCodec)).cover?.alt).toBe("Blue");
    const without = await call("DELETE", "/api/items/{itemId}/cover", { itemId: id }, { cookie: ada.cookie });
    expect((await expectWire(without, itemDraftCodec)).cover).toBeNull();
    expect(await stored()).toBe(before);
  });

  it("stays while it is shown, though its bytes were buried before they were stored", async () => {
    const ada = await creator();
    const { id } = await create(ada);
    const cover = await coverOf(ada, id, await png(800, 600));
    await stored();
    expect((await getPicture(cover, 480)).status).toBe(200);
  });

  it("is kept for a week after it was replaced, however long it was shown before", async () => {
    const { db } = (await import("@/lib/services")).services();
    const ada = await creator();
    const { id } = await create(ada);
    await coverOf(ada, id, await png(800, 600));
    const sizes = await db.pictureSize.findMany({ where: { picture: { coverOf: { id } } } });
    const where = { storageKey: { in: sizes.map(({ storageKey }) => storageKey) } };
    await db.storageTombstone.updateMany({ where, data: { dueAt: new Date(Date.now() + 60_000) } });
    await coverOf(ada, id, await png(800, 600, "#234567"));
    const due = (await db.storageTombstone.findMany({ where })).map(({ dueAt }) => (dueAt.getTime() - Date.now()) / 86_400_000);
    expect(due).toHaveLength(3);
    for (const days of due) expect(days).toBeGreaterThan(6.9);
  });

  it("set by many at once leaves one", async () => {
    const ada = await creator();
    const { id } = await create(ada);
    const before = await stored();
    const picture = await png(700, 500);
    const answers = await Promise.all(Array.from({ length: 5 }, () => putCover(ada, id, picture)));
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200));
    expect(await stored()).toBe(before + 3);
  });

  it("is another's business for nobody else", async () => {
    const [ada, bea] = [await creator(), await creator()];
    const { id } = await create(ada);
    const before = await stored();
    await expectProblem(await putCover(bea, id, await png(800, 600)), 404, "not_found");
    expect(await stored()).toBe(before);
  });
});

describe("a hostile picture", () => {
  const html = Buffer.from("<!doctype html><script>alert(1)</script>");
  const svg = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600"><image href="file:///etc/passwd"/></svg>`,
  );
  const truncated = async () => (await solid(900, 600, "#777777").jpeg().toBuffer()).subarray(0, 700);
  const hostile: [string, () => Promise<Uint8Array> | Uint8Array, number, string][] = [
    ["nothing", () => new Uint8Array(), 415, "unsupported_media_type"],
    ["a page", () => html, 415, "unsupported_media_type"],
    ["SVG", () => svg, 415, "unsupported_media_type"],
    ["TIFF", () => solid(900, 600, "#777777").tiff().toBuffer(), 415, "unsupported_media_type"],
    ["a JPEG that ends in the middle", truncated, 400, "invalid_request"],
    [
      "a PNG's first bytes and a page",
      async () => Buffer.concat([(await png(900, 600)).subarray(0, 60), html]),
      400,
      "invalid_request",
    ],
    ["a bomb of 64 megapixels in a few kilobytes", () => png(8_000, 8_000), 413, "too_large"],
    ["more bytes than a picture has", () => Buffer.alloc(15 * 1024 ** 2 + 1, 0xff), 413, "too_large"],
    ["a picture of one line", () => png(10_000, 1), 400, "invalid_request"],
    ["a thumbnail", () => png(200, 100), 400, "invalid_request"],
  ];
  it.each(hostile)("is refused with a sentence and leaves nothing: %s", async (_name, make, status, code) => {
    const ada = await creator();
    const { id } = await create(ada);
    const before = await stored();
    await expectProblem(await putCover(ada, id, await make()), status, code);
    expect(await stored()).toBe(before);
  });

  it("that moves is taken for its first frame", async () => {
    const ada = await creator();
    const { id } = await create(ada);
    const frames = [await png(700, 500, "#ff0000"), await png(700, 500, "#0000ff")];
    const moving = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    const cover = await coverOf(ada, id, moving);
    const { pages } = await sharp(await bytesOf(await getPicture(cover, 480))).metadata();
    expect(pages ?? 1).toBe(1);
  });
});

describe("an avatar", () => {
  it("of a suspended creator is seen by themselves, and by nobody else", async () => {
    const [dee, other] = [await creator(), await creator()];
    const { avatarId } = await expectWire(await put("/api/creators/me/avatar", dee, await png(300, 300)), creatorCodec);
    const see = async (cookie?: string) => {
      const params = { pictureId: avatarId ?? "", width: "64" };
      const answer = await call("GET", "/api/pictures/{pictureId}/{width}", params, cookie ? { cookie } : {});
      return [answer.status, answer.headers.get("cache-control")];
    };
    expect(await see()).toEqual([200, "public, max-age=600"]);
    const { db } = (await import("@/lib/services")).services();
    const suspended = { suspendedAt: new Date(), suspensionReason: "other", suspensionNote: "" };
    await db.creator.update({ where: { handle: dee.handle }, data: suspended });
    expect([(await see())[0], (await see(other.cookie))[0]]).toEqual([404, 404]);
    expect(await see(dee.cookie)).toEqual([200, "private, no-cache"]);
  });

  it("is square, shown with its creator, and taken back", async () => {
    const ada = await creator();
    const set = await expectWire(await put("/api/creators/me/avatar", ada, await png(300, 500)), creatorCodec);
    expect(set.avatarId).toMatch(/^pic_/);
    const bytes = await bytesOf(await getPicture(set.avatarId ?? "", 128));
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 128, height: 128 });
    const shown = await call("GET", "/api/creators/{handle}", { handle: ada.handle });
    expect((await expectWire(shown, creatorCodec)).avatarId).toBe(set.avatarId);
    const taken = await call("DELETE", "/api/creators/me/avatar", {}, { cookie: ada.cookie });
    expect((await expectWire(taken, creatorCodec)).avatarId).toBeNull();
  });
});

describe("a creator's links", () => {
  const save = (person: Person, links: string[]) =>
    call("PUT", "/api/creators/me", {}, { cookie: person.cookie, body: { handle: person.handle, displayName: "A", links } });

  it("are up to five, each of them https and each once", async () => {
    const ada = await creator();
    const links = ["https://example.com/a b", "https://example.org", "https://example.org/"];
    expect((await expectWire(await save(ada, links), creatorCodec)).links).toEqual([
      "https://example.com/a%20b",
      "https://example.org/",
    ]);
    for (const bad of [
      "http://example.com",
      "javascript:alert(1)",
      "https://user:pw@example.com",
      "https://localhost",
      "example.com",
    ])
      await expectProblem(await save(ada, [bad]), 400, "invalid_request");
    await expectProblem(
      await save(
        ada,
        Array.from({ length: 6 }, (_, n) => `https://example.com/${n}`),
      ),
      400,
      "invalid_request",
    );
  });
});
