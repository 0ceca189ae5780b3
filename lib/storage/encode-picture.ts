// Encodes uploaded pictures anew as WebP: decoded within bounds, turned upright, cropped and resized, so that no byte of the original
// (metadata, trailing data, attacks on decoders) is ever served.
import { fileTypeFromBuffer } from "file-type";
import sharp from "sharp";
import { Refusal } from "../kernel/errors";

/** A part of the upright picture, in fractions of its width and height. */
export interface Crop {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface PictureShape {
  /** Aspect ratio: width by height. */
  aspect: number;
  /** Widths in pixels, ascending. A smaller picture is not enlarged; its larger sizes are then the same. */
  widths: readonly number[];
  /** Minimal width of the cropped part in pixels. */
  widthMin: number;
}

export interface EncodedPicture {
  width: number;
  bytes: Uint8Array;
}

/** Maximal size of a decoded picture: 40 megapixels take 160 MB of memory. */
const PIXELS_MAX = 40_000_000;
const SECONDS_MAX = 15;
const QUALITY = 80;
/** Background of transparent pictures. */
const PAPER = "#fcf9f2";

const readable = new Map([
  ["image/jpeg", "jpeg"],
  ["image/png", "png"],
  ["image/webp", "webp"],
  ["image/gif", "gif"],
]);

// One picture at a time for each process and on one thread, which bounds the memory.
sharp.concurrency(1);
sharp.cache(false);
let turn: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = turn.then(work);
  turn = done.catch(() => {});
  return done;
}

const damaged = () => new Refusal("invalid_request", "This picture could not be read: it is damaged, or not what it says it is.");

async function measure(input: Uint8Array): Promise<{ width: number; height: number }> {
  const type = await fileTypeFromBuffer(input);
  if (!type || !readable.has(type.mime)) throw new Refusal("unsupported_media_type", "Use a picture in JPEG, PNG, WebP or GIF.");
  const { format, autoOrient } = await sharp(input, { limitInputPixels: false }).metadata();
  if (format !== readable.get(type.mime)) throw damaged();
  if (autoOrient.width * autoOrient.height > PIXELS_MAX)
    throw new Refusal("too_large", `A picture may have at most ${PIXELS_MAX / 1e6} megapixels.`);
  return autoOrient;
}

/** The crop in pixels with the target's aspect ratio; by default the largest part in the middle. */
function regionOf({ width, height }: { width: number; height: number }, crop: Crop | null, aspect: number) {
  const asked = crop ?? { x: 0, y: 0, width: 1, height: 1 };
  const box = { x: asked.x * width, y: asked.y * height, width: asked.width * width, height: asked.height * height };
  const w = Math.min(box.width, box.height * aspect);
  const h = w / aspect;
  const left = Math.round(box.x + (box.width - w) / 2);
  const top = Math.round(box.y + (box.height - h) / 2);
  return { left, top, width: Math.min(Math.round(w), width - left), height: Math.min(Math.round(h), height - top) };
}

async function encode(input: Uint8Array, crop: Crop | null, { aspect, widths, widthMin }: PictureShape) {
  const region = regionOf(await measure(input), crop, aspect);
  if (region.width < widthMin || region.height < 1)
    throw new Refusal("invalid_request", `This part of the picture is too small: it must be at least ${widthMin} pixels wide.`);
  const largest = Math.min(widths.at(-1) ?? widthMin, region.width);
  const { data, info } = await sharp(input, { limitInputPixels: PIXELS_MAX, failOn: "error", pages: 1 })
    .timeout({ seconds: SECONDS_MAX })
    .autoOrient()
    .extract(region)
    .resize(largest, Math.round(largest / aspect), { fit: "fill" })
    .flatten({ background: PAPER })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: info.channels };
  return Promise.all(
    widths.map(async (width): Promise<EncodedPicture> => {
      const size = Math.min(width, largest);
      const resized = sharp(data, { raw }).resize(size, Math.round(size / aspect), { fit: "fill" });
      return { width, bytes: await resized.webp({ quality: QUALITY }).toBuffer() };
    }),
  );
}

/** Throws `unsupported_media_type`, `too_large` and `invalid_request`; stores nothing. */
export function encodePicture(input: Uint8Array, crop: Crop | null, shape: PictureShape): Promise<EncodedPicture[]> {
  return inTurn(() => encode(input, crop, shape)).catch((error: unknown) => {
    throw error instanceof Refusal ? error : damaged();
  });
}
