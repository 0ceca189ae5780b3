// Encodes uploaded pictures anew as WebP: decoded within bounds, turned upright, cropped and resized, so that no byte of the original
// (metadata, trailing data, attacks on decoders) is ever served.
import { fileTypeFromBuffer } from "file-type";
import sharp, { type Sharp } from "sharp";
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

/** Bounds of a picture that is kept whole. Neither is reached by enlarging it. */
export interface WholeShape {
  /** Widths in pixels, ascending. */
  widths: readonly number[];
  heightMax: number;
}

export interface EncodedWhole {
  width: number;
  height: number;
  /** More than one for an animation, of which the first is kept. */
  frames: number;
  /** The shape's widths below the picture's own, and that one last. */
  sizes: EncodedPicture[];
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

async function measure(input: Uint8Array): Promise<{ width: number; height: number; frames: number }> {
  const type = await fileTypeFromBuffer(input);
  if (!type || !readable.has(type.mime)) throw new Refusal("unsupported_media_type", "Use a picture in JPEG, PNG, WebP or GIF.");
  const { format, autoOrient, pages = 1 } = await sharp(input, { limitInputPixels: false }).metadata();
  if (format !== readable.get(type.mime)) throw damaged();
  if (autoOrient.width * autoOrient.height > PIXELS_MAX)
    throw new Refusal("too_large", `A picture may have at most ${PIXELS_MAX / 1e6} megapixels.`);
  return { width: autoOrient.width, height: autoOrient.height, frames: pages };
}

/** The decoder, upright and within bounds. */
const decoder = (input: Uint8Array) =>
  sharp(input, { limitInputPixels: PIXELS_MAX, failOn: "error", pages: 1 }).timeout({ seconds: SECONDS_MAX }).autoOrient();

interface Decoded {
  data: Buffer;
  raw: { width: number; height: number; channels: 1 | 2 | 3 | 4 };
}

async function decode(picture: Sharp): Promise<Decoded> {
  const { data, info } = await picture.flatten({ background: PAPER }).raw().toBuffer({ resolveWithObject: true });
  return { data, raw: { width: info.width, height: info.height, channels: info.channels } };
}

const toWebp = ({ data, raw }: Decoded, width: number, height: number): Promise<Uint8Array> =>
  sharp(data, { raw })
    .timeout({ seconds: SECONDS_MAX })
    .resize(width, height, { fit: "fill" })
    .webp({ quality: QUALITY })
    .toBuffer();

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
  const height = (width: number) => Math.round(width / aspect);
  const decoded = await decode(decoder(input).extract(region).resize(largest, height(largest), { fit: "fill" }));
  return Promise.all(
    widths.map(async (width): Promise<EncodedPicture> => {
      const size = Math.min(width, largest);
      return { width, bytes: await toWebp(decoded, size, height(size)) };
    }),
  );
}

async function encodeAll(input: Uint8Array, { widths, heightMax }: WholeShape): Promise<EncodedWhole> {
  const own = await measure(input);
  const scale = Math.min(1, (widths.at(-1) ?? own.width) / own.width, heightMax / own.height);
  const width = Math.max(1, Math.round(own.width * scale));
  const heightOf = (size: number) => Math.max(1, Math.round((own.height * size) / own.width));
  const height = Math.min(heightMax, heightOf(width));
  const decoded = await decode(decoder(input).resize(width, height, { fit: "fill" }));
  const smaller = widths.filter((size) => size < width);
  const sizes = await Promise.all(
    [...smaller, width].map(async (size): Promise<EncodedPicture> => {
      const bytes = await toWebp(decoded, size, size === width ? height : heightOf(size));
      return { width: size, bytes };
    }),
  );
  return { width, height, frames: own.frames, sizes };
}

const orDamaged = (error: unknown): never => {
  throw error instanceof Refusal ? error : damaged();
};

/** Throws `unsupported_media_type`, `too_large` and `invalid_request`; stores nothing. */
export function encodePicture(input: Uint8Array, crop: Crop | null, shape: PictureShape): Promise<EncodedPicture[]> {
  return inTurn(() => encode(input, crop, shape)).catch(orDamaged);
}

/** The same for a picture that is kept whole. */
export function encodeWhole(input: Uint8Array, shape: WholeShape): Promise<EncodedWhole> {
  return inTurn(() => encodeAll(input, shape)).catch(orDamaged);
}
