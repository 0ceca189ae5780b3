// Pictures in texts: what the free part shows is everybody's, what the paid part shows is whoever's may read it, whatever is asked and
// by whom; and each reader's page shows what they may see in its size.
import { createHash } from "node:crypto";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { itemPictureCodec } from "@/lib/catalog/files/codecs";
import { renderItemText } from "@/lib/catalog/files/render-text";
import { issuePictureAccess, versionOfAccess } from "@/lib/payments/library/picture-access";
import { services } from "@/lib/services";
import { call, create, creator, expectProblem, expectWire, type Person } from "./http-harness";
import { add, buyer, bytesOf, fetchPicture, png, publish, save, send, shown, statusOf } from "./text-pictures";

describe("a picture that is sent", () => {
  it("is encoded anew in the widths that it has pixels for, and named by the hash of the largest", async () => {
    const ada = await creator();
    const { id } = await create(ada);
    const exif = { IFD0: { Copyright: "QUOKKA" }, IFD3: { GPSLatitude: "51/1 30/1 0/1" } };
    const photo = await sharp(await png(1000, 3000))
      .withExif(exif)
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const { sha256, source, width, height, widths, frames } = await add(ada, id, photo);
    expect({ source, width, height, widths, frames }).toEqual({
      source: `picture:${sha256}`,
      width: 1600,
      height: 533,
      widths: [480, 960, 1600],
      frames: 1,
    });
    const largest = await bytesOf(await fetchPicture(id, sha256, { cookie: ada.cookie }));
    expect(createHash("sha256").update(largest).digest("hex")).toBe(sha256);
    const { exif: kept, icc, xmp } = await sharp(largest).metadata();
    expect([kept, icc, xmp, largest.includes("QUOKKA")]).toEqual([undefined, undefined, undefined, false]);
    const small = await bytesOf(await fetchPicture(id, sha256, { cookie: ada.cookie, query: "?width=480" }));
    expect(await sharp(small).metadata()).toMatchObject({ format: "webp", width: 480, height: 160 });
    await expectProblem(await fetchPicture(id, sha256, { cookie: ada.cookie, query: "?width=500" }), 404, "not_found");
  });

  it("is not enlarged, and a very long one is made to fit", async () => {
    const ada = await creator();
    const { id } = await create(ada);
    expect(await add(ada, id, await png(30, 20))).toMatchObject({ width: 30, height: 20, widths: [30] });
    const strip = await add(ada, id, await png(1000, 20_000));
    expect(strip).toMatchObject({ width: 500, height: 10_000, widths: [480, 500] });
  });

  it("is the same picture when it is sent again, as it was or as it is kept, and takes its room once", async () => {
    const ada = await creator();
    const { id } = await create(ada);
    const bytes = await png();
    const first = await add(ada, id, bytes);
    const used = async () =>
      (await services().db.creatorStorage.findFirstOrThrow({ where: { creator: { handle: ada.handle } } })).fileBytes;
    const before = await used();
    expect(before).toBe(BigInt(first.bytes));
    const kept = await bytesOf(await fetchPicture(id, first.sha256, { cookie: ada.cookie }));
    expect((await add(ada, id, bytes)).sha256).toBe(first.sha256);
    expect((await add(ada, id, kept)).sha256).toBe(first.sha256);
    expect(await used()).toBe(before);
    const list = await call("GET", "/api/items/{itemId}/pictures", { itemId: id }, { cookie: ada.cookie });
    const { frames: _frames, ...picture } = first;
    expect(await expectWire(list, itemPictureCodec.array())).toEqual([picture]);
  });

  it("is refused where it is none, too large, or more than the quota has room for", async () => {
    const ada = await creator();
    const { id } = await create(ada);
    await expectProblem(await send(ada, id, Buffer.from("<svg onload='alert(1)'/>")), 415, "unsupported_media_type");
    await expectProblem(await send(ada, id, (await png()).subarray(0, 60)), 400, "invalid_request");
    await expectProblem(await send(ada, id, new Uint8Array(15 * 1024 ** 2 + 1)), 413, "too_large");
    const limits = services().uploadLimits;
    const { quotaBytes } = limits;
    limits.quotaBytes = 10;
    await expectProblem(await send(ada, id, await png()), 413, "quota_exceeded");
    limits.quotaBytes = quotaBytes;
    expect((await send(ada, id, await png())).status).toBe(201);
  });

  it("is nobody's but the creator's to add: not a stranger's, nor anybody's who did not sign in", async () => {
    const [ada, bea] = [await creator(), await creator()];
    const { id } = await create(ada);
    await expectProblem(await send(bea, id, await png()), 404, "not_found");
    await expectProblem(await send({ cookie: "" }, id, await png()), 401, "not_signed_in");
    const list = await call("GET", "/api/items/{itemId}/pictures", { itemId: id }, { cookie: bea.cookie });
    await expectProblem(list, 404, "not_found");
  });
});

/** The draft after a text without pictures was saved. */
async function laterVersion(ada: Person, id: string) {
  await save(ada, id, { preview: "Free.", content: "No picture." });
  const { draftVersionId } = await services().db.item.findUniqueOrThrow({ where: { id } });
  return { draft: draftVersionId ?? "" };
}

describe("who may see a picture", () => {
  it("of a draft: its creator, by session or key, and nobody else", async () => {
    const { ada, id, free, paid } = await shown();
    const key = await call("POST", "/api/keys", {}, { cookie: ada.cookie, body: { name: "K", scopes: ["items"], days: 1 } });
    const { token } = (await key.json()) as { token: string };
    const bea = await creator();
    for (const { sha256 } of [free, paid]) {
      expect(await statusOf(id, sha256, { cookie: ada.cookie })).toBe(200);
      expect(await statusOf(id, sha256, { headers: { authorization: `Bearer ${token}` } })).toBe(200);
      expect(await statusOf(id, sha256)).toBe(404);
      expect(await statusOf(id, sha256, { cookie: bea.cookie })).toBe(404);
    }
  });

  it("of what is published: everybody the free one, kept for minutes and not sent twice; the paid one buyers alone, asked each time", async () => {
    const { ada, id, free, paid } = await shown();
    await publish(ada, id);
    const open = await fetchPicture(id, free.sha256);
    expect([open.status, open.headers.get("cache-control"), open.headers.get("content-type")]).toEqual([
      200,
      "public, max-age=600",
      "image/webp",
    ]);
    expect(open.headers.get("content-length")).toBe(`${(await bytesOf(open)).byteLength}`);
    const again = await fetchPicture(id, free.sha256, { headers: { "if-none-match": open.headers.get("etag") ?? "" } });
    expect([again.status, await again.text()]).toEqual([304, ""]);

    const owner = await buyer(id);
    const theirs = await fetchPicture(id, paid.sha256, owner);
    expect([theirs.status, theirs.headers.get("cache-control")]).toEqual([200, "private, no-cache, no-transform"]);
    const etag = theirs.headers.get("etag") ?? "";
    const stranger = await creator();
    for (const asker of [{}, { cookie: stranger.cookie }, { headers: { "if-none-match": etag } }, { query: "?width=480" }]) {
      const refused = await fetchPicture(id, paid.sha256, asker);
      expect(refused.headers.get("cache-control")).toBe("no-store");
      await expectProblem(refused, 404, "not_found");
      expect((await fetchPicture(id, paid.sha256, asker, "HEAD")).status).toBe(404);
    }
    // Nothing tells a paid picture from one that is none.
    const [none, hidden] = [await fetchPicture(id, "0".repeat(64)), await fetchPicture(id, paid.sha256)];
    const { requestId: _a, ...ofNone } = (await none.json()) as { requestId?: string };
    const { requestId: _b, ...ofHidden } = (await hidden.json()) as { requestId?: string };
    expect(ofHidden).toEqual(ofNone);
    // A picture belongs to its piece: another one of hers names it in vain.
    const other = await create(ada);
    await save(ada, other.id, { preview: `![A chart](${paid.source})` });
    await publish(ada, other.id);
    expect(await statusOf(other.id, paid.sha256)).toBe(404);
    expect(await statusOf(id, paid.sha256)).toBe(404);
  });

  it("of a later version: who bought an earlier one too, as they read both; of an earlier one, who bought it alone", async () => {
    const { ada, id, free, paid } = await shown();
    await publish(ada, id);
    const early = await buyer(id);
    const next = await add(ada, id, await png());
    await save(ada, id, { preview: "Free.", content: `![Next](${next.source})` });
    // Saved, and not yet published.
    expect(await statusOf(id, next.sha256, early)).toBe(404);
    await publish(ada, id);
    const late = await buyer(id);
    for (const { sha256 } of [free, paid, next]) expect(await statusOf(id, sha256, early)).toBe(200);
    expect(await statusOf(id, next.sha256, late)).toBe(200);
    for (const { sha256 } of [free, paid]) {
      expect(await statusOf(id, sha256, late)).toBe(404);
      expect(await statusOf(id, sha256)).toBe(404);
    }
  });

  it("of what was taken down, or whose payment left the chain: buyers who still read it", async () => {
    const { ada, id, free, paid } = await shown();
    await publish(ada, id);
    const owner = await buyer(id);
    await call("DELETE", "/api/items/{itemId}", { itemId: id }, { cookie: ada.cookie });
    for (const { sha256 } of [free, paid]) {
      expect(await statusOf(id, sha256, owner)).toBe(200);
      expect(await statusOf(id, sha256)).toBe(404);
    }
    await services().db.purchase.update({ where: { id: owner.purchaseId }, data: { state: "settling" } });
    expect(await statusOf(id, paid.sha256, owner)).toBe(404);
  });

  it("of what is published: everybody the free one, whatever key they show; with a key that opens nothing a paid one is as one that is none", async () => {
    const { ada, id, free, paid } = await shown();
    await publish(ada, id);
    const over = { headers: { authorization: `Bearer pp_${"x".repeat(43)}` } };
    expect(await statusOf(id, free.sha256, over)).toBe(200);
    for (const sha256 of [paid.sha256, "0".repeat(64)])
      await expectProblem(await fetchPicture(id, sha256, over), 401, "not_signed_in");
  });

  it("with an access: the pictures of the version it was given with, of that piece, for an hour", async () => {
    const { ada, id, paid } = await shown();
    await publish(ada, id);
    const { versionId, ...owner } = await buyer(id);
    const content = await call("GET", "/api/items/{itemId}/content", { itemId: id }, { cookie: owner.cookie });
    const template = content.headers.get("pennypost-pictures") ?? "";
    const [path, query = ""] = template.split("?");
    expect(path).toBe(`http://localhost:3999/api/items/${id}/pictures/{sha256}`);
    const opened = await fetchPicture(id, paid.sha256, { query: `?${query}` });
    expect([opened.status, opened.headers.get("cache-control")]).toEqual([200, "private, no-cache, no-transform"]);
    expect(await statusOf(id, paid.sha256, { query: `?${query.slice(0, -1)}${query.endsWith("A") ? "B" : "A"}` })).toBe(404);

    const { pictureKey: key } = services();
    const now = new Date();
    const of = (version: string, at = now, item = id) => `?access=${issuePictureAccess(key, item, version, at)}`;
    expect(await statusOf(id, paid.sha256, { query: of(versionId, new Date(now.getTime() - 3_601_000)) })).toBe(404);
    // One that is none, is over, or opens another version, lends its openness to no cookie that opens the picture.
    const openness = async (query: string) => {
      const { status, headers } = await fetchPicture(id, paid.sha256, { query, cookie: owner.cookie });
      return [status, headers.get("cross-origin-resource-policy"), headers.get("access-control-allow-origin")];
    };
    expect(await openness(of(versionId))).toEqual([200, "cross-origin", "*"]);
    const { draft } = await laterVersion(ada, id);
    for (const query of ["?access=x", of(versionId, new Date(now.getTime() - 3_601_000)), of(draft)])
      expect(await openness(query)).toEqual([200, "same-origin", null]);
    const other = await shown();
    expect(await statusOf(other.id, other.paid.sha256, { query: of(versionId) })).toBe(404);
    expect(await statusOf(other.id, other.paid.sha256, { query: of(versionId, now, other.id) })).toBe(404);
    expect(versionOfAccess(new Uint8Array(32), id, of(versionId).slice("?access=".length), now)).toBeUndefined();
  });
});

describe("what is shown", () => {
  it("in feeds is the free picture, at an address that is whole", async () => {
    const { ada, id, free, paid } = await shown();
    await publish(ada, id);
    const { GET } = await import("@/app/[handle]/feed.json/route");
    const context = { params: Promise.resolve({ handle: encodeURIComponent(`@${ada.handle}`) }) };
    const feed = await (await GET(new Request(`http://localhost:3999/@${ada.handle}/feed.json`), context)).text();
    const at = `http://localhost:3999/api/items/${id}/pictures/${free.sha256}`;
    expect(JSON.parse(feed).items[0].content_html).toContain(`<img src="${at}" srcset="${at}?width=480 480w, `);
    expect(feed).not.toContain(paid.sha256);
  });

  it("is in its place with its size, its widths and its description; of an unknown one the description", async () => {
    const { id, free } = await shown();
    const unknown = "f".repeat(64);
    const markdown = `![A "ferry" & <co>](${free.source} "At dawn")\n\n![Not there](picture:${unknown})\n\nCode: \`<img src="${free.source}">\``;
    const { html } = await renderItemText(services(), { itemId: id, markdown, idPrefix: "t-", language: "en" });
    const at = `/api/items/${id}/pictures/${free.sha256}`;
    expect(html).toContain(`<img src="${at}" srcset="${at}?width=480 480w, ${at}?width=960 960w, ${at}?width=1600 1600w" sizes=`);
    expect(html).toMatch(/ width="1600" height="800" alt="A &#x22;ferry&#x22; &#x26; <co>" loading="lazy"/);
    expect(html).toContain("<figcaption>At dawn</figcaption>");
    expect(html).toContain("<p>Not there</p>");
    expect(html.match(/<img /g)).toHaveLength(1);
  });

  it("to a program that bought it: Markdown as it is committed to, or HTML whose pictures open by themselves", async () => {
    const { ada, id, free, paid } = await shown();
    await publish(ada, id);
    const { cookie } = await buyer(id);
    const asMarkdown = await call("GET", "/api/items/{itemId}/content", { itemId: id }, { cookie });
    const text = await asMarkdown.text();
    expect(asMarkdown.headers.get("content-digest")).toBe(`sha-256=:${createHash("sha256").update(text).digest("base64")}:`);
    expect(text).toContain(paid.source);
    const asHtml = await call("GET", "/api/items/{itemId}/content", { itemId: id }, { cookie, headers: { accept: "text/html" } });
    expect(asHtml.headers.get("content-security-policy")).toContain("img-src https: http://localhost:3999;");
    const [, address = ""] = /<img src="([^"]+)"/.exec(await asHtml.text()) ?? [];
    const { pathname, search, origin } = new URL(address);
    expect([origin, pathname]).toEqual(["http://localhost:3999", `/api/items/${id}/pictures/${paid.sha256}`]);
    expect(await statusOf(id, paid.sha256, { query: search })).toBe(200);
    // It opens what was bought, and no more than that.
    expect(
      await statusOf(
        id,
        free.sha256.replace(/^./, (first) => (first === "0" ? "1" : "0")),
        { query: search },
      ),
    ).toBe(404);
    const plain = await create(ada);
    await publish(ada, plain.id);
    const { cookie: other } = await buyer(plain.id);
    const without = await call("GET", "/api/items/{itemId}/content", { itemId: plain.id }, { cookie: other });
    expect(without.headers.get("pennypost-pictures")).toBeNull();
  });
});
