// public/: each picture has the size its name and the manifest say, and the manifest's colours are those of the pages.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";

const folder = join(import.meta.dirname, "../public");
const manifest = JSON.parse(readFileSync(join(folder, "site.webmanifest"), "utf8"));

async function sizeOf(file: string | Buffer): Promise<string> {
  const { width, height, format } = await sharp(file).metadata();
  return `${width}x${height} ${format}`;
}

describe("the icons", () => {
  it("of the favicon are PNGs of 16, 32 and 48 pixels", async () => {
    const ico = readFileSync(join(folder, "favicon.ico"));
    expect([ico.readUInt16LE(0), ico.readUInt16LE(2)]).toEqual([0, 1]);
    const entries = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => 6 + 16 * index);
    const pictures = entries.map((entry) => {
      const start = ico.readUInt32LE(entry + 12);
      return ico.subarray(start, start + ico.readUInt32LE(entry + 8));
    });
    expect(entries.map((entry) => ico.readUInt8(entry))).toEqual([16, 32, 48]);
    expect(await Promise.all(pictures.map(sizeOf))).toEqual(["16x16 png", "32x32 png", "48x48 png"]);
  });

  it("of the manifest are there in the sizes it names, one of them to be cut into any shape", async () => {
    for (const { src, sizes, type } of manifest.icons) {
      expect(type).toBe("image/png");
      expect(await sizeOf(join(folder, src))).toBe(`${sizes} png`);
    }
    const kinds = manifest.icons.map((icon: { sizes: string; purpose: string }) => `${icon.sizes} ${icon.purpose}`);
    expect(kinds).toEqual(["192x192 any", "512x512 any", "512x512 maskable"]);
    const { isOpaque } = await sharp(join(folder, "icon-maskable-512.png")).stats();
    expect(isOpaque).toBe(true);
  });

  it("of an iPhone is 180 pixels wide and hides nothing behind it", async () => {
    const icon = join(folder, "apple-touch-icon.png");
    expect(await sizeOf(icon)).toBe("180x180 png");
    expect((await sharp(icon).stats()).isOpaque).toBe(true);
  });

  it("are all there is beside the manifest and the look of feeds, and each is small", () => {
    const names = [
      "apple-touch-icon.png",
      "favicon.ico",
      "feed.css",
      "icon-192.png",
      "icon-512.png",
      "icon-maskable-512.png",
      "icon.svg",
      "site.webmanifest",
    ];
    expect(readdirSync(folder).sort()).toEqual(names);
    for (const name of names) expect(readFileSync(join(folder, name)).length, name).toBeLessThan(16_000);
  });
});

it("the manifest has the paper of the pages", () => {
  const css = readFileSync(join(folder, "../app/globals.css"), "utf8");
  const [, paper] = /--paper: light-dark\((#[0-9a-f]{6}),/.exec(css) ?? [];
  expect([manifest.theme_color, manifest.background_color]).toEqual([paper, paper]);
});
