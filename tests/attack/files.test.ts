// What is asked of a file, and what a file may be: ranges of every form are a part of it or none, and no bytes become a page of ours.
import { randomBytes } from "node:crypto";
import fc from "fast-check";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts, type LocalAccount } from "../../scripts/local/accounts";
import { type Creator, openShop } from "../support/api";
import { type Market, startMarket } from "../support/market";

const ROUNDS = Number(process.env.ATTACK_ROUNDS ?? 1);
const BYTES = randomBytes(100_000);
const SCRIPT = "<script>window.broken = 'polyglot'</script>";

/** Each begins as one kind of file and reads as another. */
const polyglots: Record<string, string | Buffer> = {
  "page.html": `<!doctype html>${SCRIPT}`,
  "picture.svg": `<svg xmlns="http://www.w3.org/2000/svg">${SCRIPT}</svg>`,
  "script.gif": `GIF89a/*${SCRIPT}*/=1;`,
  "page.pdf": `%PDF-1.7 <html>${SCRIPT}`,
  "page.xml": `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">${SCRIPT}</html>`,
  "module.js": "export default 1",
  "worker.mjs": "self.onmessage = () => {}",
  "page.txt": `\u{feff}<html>${SCRIPT}`,
  "archive.zip": Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.from(SCRIPT)]),
};

let market: Market;
let ada: Creator;
let file: string;
let shown: { name: string; url: string }[];
beforeAll(async () => {
  market = await startMarket();
  ada = await openShop(market.origin, accounts.creators[0] as LocalAccount, "ada");
  const { itemId, fileIds } = await ada.sellFiles({ price: "0.05", files: [{ name: "data.bin", body: BYTES }] });
  file = `/api/items/${itemId}/files/${fileIds[0]}`;
  const names = Object.keys(polyglots);
  const sold = await ada.sellFiles({
    price: "0.05",
    files: names.map((name) => ({ name, body: polyglots[name] as string })),
  });
  shown = names.map((name, n) => ({ name, url: `/api/items/${sold.itemId}/files/${sold.fileIds[n]}` }));
});
afterAll(() => market?.stop());

describe("a range", () => {
  /** What is wrong with an answer: it may be the whole, the part it says it is, or that there is none. */
  async function faultOf(range: string): Promise<string | null> {
    const answer = await ada.get(file, { Range: range });
    const body = Buffer.from(await answer.arrayBuffer());
    if (answer.status === 200) return body.equals(BYTES) ? null : "not the whole";
    if (answer.status === 416) return answer.headers.get("content-range") === `bytes */${BYTES.length}` ? null : "no length";
    const [, first, last] = /^bytes (\d+)-(\d+)\/100000$/.exec(answer.headers.get("content-range") ?? "") ?? [];
    if (answer.status !== 206 || last === undefined) return `${answer.status}`;
    return body.equals(BYTES.subarray(Number(first), Number(last) + 1)) ? null : "another part";
  }

  it.each([
    "bytes=0-0",
    "bytes=-1",
    "bytes=99999-",
    "bytes=100000-",
    "bytes=5-2",
    "bytes=-0",
    "bytes=-",
    "bytes=abc",
    "bytes=1e3-2e3",
    "bytes=0x10-0x20",
    "bytes=-9007199254740993",
    "bytes=18446744073709551615-18446744073709551616",
    "bytes=0-1,2-3",
    `bytes=${Array.from({ length: 1_000 }, (_, n) => `${n}-`).join(",")}`,
    "bytes=0-99999,0-99999,0-99999",
    "items=0-1",
    "bytes 0-1",
    "BYTES=0-1",
  ])("%s is a part of the file, all of it, or none", async (range) => {
    expect(await faultOf(range)).toBeNull();
  });

  it("of whatever numbers is a part of the file, all of it, or none", async () => {
    const place = fc.oneof(fc.nat(200_000), fc.bigInt({ min: 0n, max: 2n ** 70n }), fc.constant(""));
    const ranges = fc.array(fc.tuple(place, place), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(ranges, async (parts) => {
        const range = `bytes=${parts.map(([first, last]) => `${first}-${last}`).join(",")}`;
        expect([range, await faultOf(range)]).toEqual([range, null]);
      }),
      { numRuns: 60 * ROUNDS },
    );
  });

  it("is no way around paying", async () => {
    for (const range of ["bytes=0-0", "bytes=-1", "bytes=0-", "bytes=0-1,2-3"]) {
      const answer = await fetch(market.origin + file, { headers: { Range: range, "If-Range": '"x"' } });
      expect([answer.status, (await answer.arrayBuffer()).byteLength < 5_000]).toEqual([402, true]);
    }
  });
});

describe("a file that is two things at once", () => {
  it("is a download, or a picture in a sandbox, and never a page, a script or a worker of this site", async () => {
    for (const { name, url } of shown) {
      const answer = await ada.get(url);
      const said = answer.headers;
      const [type = ""] = (said.get("content-type") ?? "").split(";");
      const isShown = said.get("content-disposition")?.startsWith("inline");
      expect([name, answer.status, said.get("x-content-type-options")]).toEqual([name, 200, "nosniff"]);
      expect([name, !isShown || /^(image\/(?!svg)|application\/pdf|audio\/|video\/|text\/plain)/.test(type)]).toEqual([
        name,
        true,
      ]);
      if (type !== "application/pdf")
        expect([name, said.get("content-security-policy")]).toEqual([name, expect.stringMatching(/default-src 'none'.*sandbox/)]);
    }
  });

  it("as a cover is encoded anew: nothing of what else it was is served", async () => {
    const hidden = `${SCRIPT}${"<!-- here -->".repeat(50)}`;
    const picture = await sharp({ create: { width: 1280, height: 720, channels: 3, background: "#468" } })
      .jpeg()
      .withExif({ IFD0: { Copyright: hidden } })
      .toBuffer();
    const { id } = await ada.call<{ id: string }>("POST", "/api/items", { kind: "article", title: "Covered", price: "0.10" });
    const answer = await fetch(`${market.origin}/api/items/${id}/cover`, {
      method: "PUT",
      headers: { cookie: ada.cookie, "Content-Type": "image/jpeg" },
      body: Buffer.concat([picture, Buffer.from(hidden)]),
    });
    expect(answer.status).toBe(200);
    const { cover } = await answer.json();
    const served = await fetch(`${market.origin}/api/pictures/${cover.id}/960`);
    const bytes = Buffer.from(await served.arrayBuffer()).toString("latin1");
    expect([served.status, bytes.includes("polyglot"), bytes.includes("<!-- here")]).toEqual([200, false, false]);
  });
});
