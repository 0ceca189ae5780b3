// Each maker on real files of the demo market, on files made for the occasion, and on files that are made to do harm.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import * as media from "mediabunny";
import sharp from "sharp";
import { afterAll, describe, expect, it } from "vitest";
import { makeTable, makeText } from "@/lib/previews/maker/head";
import { makeClip } from "@/lib/previews/maker/media";
import { makePages } from "@/lib/previews/maker/pdf";
import { makePicture } from "@/lib/previews/maker/picture";
import type { Source } from "@/lib/previews/maker/source";
import type { TableHead } from "@/lib/previews/types";
import { csv, mp3, wav } from "../support/media";

// A maker chooses the decoders of its whole process, which is no process apart here: other files come after this one.
afterAll(() => sharp.unblock({ operation: ["VipsForeignLoad"] }));

const content = join(import.meta.dirname, "../../prisma/seed/content");
const read = (path: string) => readFileSync(join(content, path));

const sourceOf = (file: string | Uint8Array): Source => {
  const bytes = Buffer.from(file);
  return { bytes: bytes.length, read: async (start, end) => new Uint8Array(bytes.subarray(start, end)) };
};

describe("a PDF", () => {
  it("shows its first pages as pictures, a quarter of all at most", async () => {
    const { facts, parts } = await makePages(
      sourceOf(read("nora-pelling/the-edge-of-the-stamp/files/the-edge-of-the-stamp.pdf")),
    );
    expect(facts).toEqual({ pages: 12 });
    expect(parts.map(({ kind, width, height }) => [kind, width, height])).toEqual(Array(3).fill(["page", 800, 1131]));
    for (const part of parts) {
      expect(await sharp(part.content).metadata()).toMatchObject({ format: "webp", width: 800, height: 1131 });
    }
  });

  const pdf = (objects: string) => `%PDF-1.7\n${objects}\ntrailer<</Root 1 0 R>>\n%%EOF`;
  const page = "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 1000000000 1000000000]>>endobj";
  const kids = Array(8).fill("3 0 R").join(" ");
  it.each([
    ["no PDF at all", "nothing of the kind"],
    ["cut off", read("nora-pelling/the-edge-of-the-stamp/files/the-edge-of-the-stamp.pdf").subarray(0, 5000)],
    ["pages without end", pdf("1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 9/Kids[2 0 R]>>endobj")],
  ])("that is %s shows nothing", async (_, file) => {
    const made = await makePages(sourceOf(file)).catch(() => undefined);
    expect(made?.parts ?? []).toEqual([]);
  });

  it("with a page as large as a town is drawn as small as any", async () => {
    const file = pdf(`1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Count 8/Kids[${kids}]>>endobj ${page}`);
    const made = await makePages(sourceOf(file)).catch(() => undefined);
    for (const part of made?.parts ?? []) expect((part.width ?? 0) * (part.height ?? 0)).toBeLessThanOrEqual(800 * 1200);
  });
});

describe("a picture", () => {
  const noise = (width: number, height: number) =>
    sharp({ create: { width, height, channels: 3, background: "#888", noise: { type: "gaussian", mean: 128, sigma: 30 } } });

  it("is shown small and watermarked, without what its camera wrote", async () => {
    const file = await noise(1600, 1200)
      .withExif({ IFD0: { Copyright: "where I live" } })
      .jpeg()
      .toBuffer();
    const { facts, parts } = await makePicture(sourceOf(file));
    expect(facts).toEqual({ width: 1600, height: 1200 });
    expect(parts).toMatchObject([{ kind: "picture", mediaType: "image/webp", width: 640, height: 480 }]);
    const shown = Buffer.from(parts[0]?.content ?? []);
    expect((await sharp(shown).metadata()).exif).toBeUndefined();
    const unmarked = await sharp(file).resize(640, 480).raw().toBuffer();
    const marked = await sharp(shown).removeAlpha().raw().toBuffer();
    const changed = unmarked.filter((value, at) => Math.abs(value - (marked[at] ?? 0)) > 60).length;
    expect(changed / unmarked.length).toBeGreaterThan(0.005);
  });

  it("is shown at half its size at most, and an icon not at all", async () => {
    expect((await makePicture(sourceOf(await noise(400, 300).png().toBuffer()))).parts).toMatchObject([
      { width: 200, height: 150 },
    ]);
    const icon = await makePicture(sourceOf(await noise(64, 64).png().toBuffer()));
    expect(icon).toEqual({ facts: { width: 64, height: 64 }, parts: [], reason: "too_small" });
  });

  it("of too many pixels, cut off, or something else under its name is refused", async () => {
    // 45 bytes that claim four thousand million pixels.
    const screen = "GIF89a\xff\xff\xff\xff\x80\0\0\0\0\0\xff\xff\xff";
    const bomb = Buffer.from(`${screen},\0\0\0\0\xff\xff\xff\xff\0\x02\x02\x44\x01\0;`, "latin1");
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"><script>alert(1)</script></svg>';
    const cut = (await noise(800, 800).png().toBuffer()).subarray(0, 20_000);
    for (const file of [bomb, svg, cut, "%PDF-1.7", ""]) {
      await expect(makePicture(sourceOf(file))).rejects.toThrow();
    }
  });
});

describe("music", () => {
  const durationOf = (bytes: Uint8Array) =>
    new media.Input({ formats: media.ALL_FORMATS, source: new media.BufferSource(bytes) }).computeDuration();

  it.each([
    ["an MP3 of the demo market", read("signe-halloran/slack-water/files/slack-water.mp3"), "audio/mpeg", 104_046],
    ["an MP3 that does not say how long it is", mp3(60), "audio/mpeg", 60_003],
    ["a WAV", wav(40), "audio/wav", 40_000],
  ])("%s is cut to a tenth, between two frames", async (_, file, mediaType, durationMs) => {
    const { facts, parts } = await makeClip(sourceOf(file));
    expect(Math.abs((facts.durationMs ?? 0) - durationMs)).toBeLessThan(durationMs / 200);
    const [clip] = parts;
    expect(clip).toMatchObject({ kind: "clip", mediaType });
    expect(clip?.durationMs).toBeLessThanOrEqual(durationMs / 10);
    expect(clip?.durationMs).toBeGreaterThan(durationMs / 10 - 200);
    const bytes = clip?.content ?? new Uint8Array();
    expect(bytes.length / file.length).toBeLessThan(0.105);
    expect(await durationOf(bytes)).toBeCloseTo((clip?.durationMs ?? 0) / 1000, 0);
  });

  it("leaves the tag and everything after the clip behind", async () => {
    const { parts } = await makeClip(sourceOf(mp3(60, "CANARY of the tag")));
    const bytes = Buffer.from(parts[0]?.content ?? []);
    expect(bytes.includes("frame 0.")).toBe(true);
    expect(bytes.includes("frame 225.")).toBe(true);
    expect(bytes.includes("frame 232.")).toBe(false);
    expect(bytes.includes("CANARY")).toBe(false);
  });

  it("of half a minute or less is not cut", async () => {
    expect(await makeClip(sourceOf(mp3(29)))).toMatchObject({ parts: [], reason: "too_small" });
  });

  it("that is no music ends in an error or in nothing", async () => {
    const endless = Buffer.alloc(300_000, 0xff);
    const box = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from("ftypisom\0\0\0\0isommp42moov"), Buffer.alloc(64, 0xff)]);
    for (const file of [
      endless,
      box,
      Buffer.from("RIFF\xff\xff\xff\xffWAVEfmt ", "latin1"),
      Buffer.from("#EXTM3U\nhttp://localhost/"),
    ]) {
      const made = await makeClip(sourceOf(file)).catch(() => undefined);
      expect(made?.parts ?? []).toEqual([]);
    }
  });
});

describe("a table", () => {
  const tableOf = async (file: string): Promise<TableHead | undefined> => {
    const [part] = (await makeTable(sourceOf(file))).parts;
    return part && JSON.parse(Buffer.from(part.content).toString());
  };

  it("shows its first rows and says how many there are", async () => {
    const { facts } = await makeTable(sourceOf(csv(2000)));
    expect(facts).toEqual({ columns: 3, rows: 2000 });
    const table = await tableOf(csv(2000));
    expect(table?.columns).toEqual(["number", "words", "seven times"]);
    expect(table?.rows).toHaveLength(10);
    expect(table?.rows[9]).toEqual(["10", "row 10, quoted", "63"]);
  });

  it("is read with tabs and semicolons as well, quotes and line breaks in them included", async () => {
    const row = (n: number) => `${n};"two\nlines ""quoted""";x`;
    const file = ["a;b;c", ...Array.from({ length: 400 }, (_, n) => row(n))].join("\n");
    expect((await makeTable(sourceOf(file))).facts).toEqual({ columns: 3, rows: 400 });
    expect((await tableOf(file))?.rows[1]).toEqual(["1", 'two\nlines "quoted"', "x"]);
    expect((await tableOf(csv(2000).replaceAll('"', "").replaceAll(",", "\t")))?.columns).toHaveLength(3);
  });

  it("shows whole rows and never more than a twentieth of itself, whatever is in it", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ maxLength: 60, unit: "binary" }), { minLength: 50, maxLength: 300 }),
        async (lines) => {
          const file = lines.join("\n");
          const made = await makeTable(sourceOf(file)).catch(() => undefined);
          const cells = made?.parts[0] ? JSON.parse(Buffer.from(made.parts[0].content).toString()) : { columns: [], rows: [] };
          const shown = [cells.columns, ...cells.rows].flat().join("");
          expect(Buffer.byteLength(shown)).toBeLessThanOrEqual(Buffer.byteLength(file) / 20);
        },
      ),
      { numRuns: 20 },
    );
  });

  it("with one endless quote is counted and shows nothing", async () => {
    const made = await makeTable(sourceOf(`a,b\n"${"x,\n".repeat(2_000_000)}`)).catch(() => undefined);
    expect(made?.parts ?? []).toEqual([]);
  });
});

describe("a text", () => {
  it("shows its first lines, to the end of a word at least", async () => {
    const file = Array.from({ length: 400 }, (_, n) => `Sentence ${n} of this text.`).join(" ");
    const [part] = (await makeText(sourceOf(file))).parts;
    const shown = Buffer.from(part?.content ?? []).toString();
    expect(shown).toMatch(/^Sentence 0 .*\.$/);
    expect(shown.length).toBeLessThanOrEqual(file.length / 20);
  });
});
