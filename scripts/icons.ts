// npm run icons: the pictures of public/ from the mark, icon.svg, for those who cannot use an SVG. Run it when the mark changes.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";

const root = join(import.meta.dirname, "..");
const mark = readFileSync(join(root, "public/icon.svg"));
const MARK_UNITS = 32;
const PIXELS_PER_INCH = 72;
/** --paper of app/globals.css in the light theme, as in site.webmanifest. */
const PAPER = "#f6f1e7";

/** The mark drawn at that many pixels, on nothing. */
function draw(size: number): Promise<Buffer> {
  return sharp(mark, { density: (PIXELS_PER_INCH * size) / MARK_UNITS })
    .resize(size, size)
    .png({ compressionLevel: 9 })
    .toBuffer();
}

/** The mark on paper that fills the square, for systems that cut a shape of their own out of it; `share` of the width is the mark's. */
async function drawOnPaper(size: number, share: number): Promise<Buffer> {
  const input = await draw(Math.round(size * share));
  const paper = sharp({ create: { width: size, height: size, channels: 3, background: PAPER } });
  return paper.composite([{ input }]).png({ compressionLevel: 9 }).toBuffer();
}

/** An ICO of PNGs: a header of 6 bytes, an entry of 16 bytes for each picture, then the pictures. */
function ico(pictures: { size: number; png: Buffer }[]): Buffer {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const entry = 6 + 16 * index;
    header.writeUInt8(size, entry);
    header.writeUInt8(size, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}

const sizes = [16, 32, 48];
const icons: Record<string, Buffer> = {
  "favicon.ico": ico(await Promise.all(sizes.map(async (size) => ({ size, png: await draw(size) })))),
  "icon-192.png": await draw(192),
  "icon-512.png": await draw(512),
  // A circle of four fifths of the width is never cut; the mark without its margin, 28 of 32 units, is a square that lies inside.
  "icon-maskable-512.png": await drawOnPaper(512, 0.64),
  "apple-touch-icon.png": await drawOnPaper(180, 0.86),
};
for (const [name, bytes] of Object.entries(icons)) writeFileSync(join(root, "public", name), bytes);
console.log(
  Object.entries(icons)
    .map(([name, bytes]) => `${name} ${bytes.length} bytes`)
    .join("\n"),
);
