// A picture, reduced, watermarked and encoded anew, without any bytes or metadata of the original.
import sharp from "sharp";
import { pictureBound } from "../bounds";
import type { Made } from "../types";
import { readWhole, type Source } from "./source";
import { watermark } from "./watermark";

const pixelsMax = 100_000_000;

// Only these decoders are used, whatever the file is called; none of them runs scripts or opens other files.
const formats = ["Jpeg", "Png", "Webp", "Nsgif", "Heif", "Tiff"];

export async function makePicture(source: Source): Promise<Made> {
  sharp.concurrency(1);
  sharp.block({ operation: ["VipsForeignLoad"] });
  sharp.unblock({ operation: formats.map((format) => `VipsForeignLoad${format}`) });
  const original = sharp(await readWhole(source), { limitInputPixels: pixelsMax, failOn: "error" }).autoOrient();
  const { autoOrient } = await original.metadata();
  const { width, height } = autoOrient;
  const side = pictureBound(width, height);
  if (!side) return { facts: { width, height }, parts: [], reason: "too_small" };
  const small = await original
    .resize({ width: side, height: side, fit: "inside" })
    .toColorspace("srgb")
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const size = { width: small.info.width, height: small.info.height };
  sharp.unblock({ operation: ["VipsForeignLoadSvg"] });
  const content = await sharp(small.data, { raw: { ...size, channels: 4 } })
    .composite([{ input: watermark(size.width, size.height) }])
    .webp({ quality: 76 })
    .toBuffer();
  return { facts: { width, height }, parts: [{ kind: "picture", mediaType: "image/webp", content, ...size }] };
}
