import { buffer } from "node:stream/consumers";
import sharp from "sharp";
import { findPicture } from "../catalog/files/pictures";
import type { ItemDetail } from "../catalog/items/codecs";
import { services } from "../services";
import { outlineText } from "./outline-text";
import { socialCover, socialSvg } from "./svg";

const COVER_WIDTH = 1600;
const QUALITY = 88;
const KEPT_MAX = 200;

const kept = new Map<string, Promise<Buffer>>();

async function coverOf({ cover }: ItemDetail): Promise<Buffer | null> {
  const { db, store } = services();
  const found = cover && (await findPicture({ db }, cover.id, COVER_WIDTH));
  if (!found) return null;
  const { width, height } = socialCover;
  return sharp(await buffer(await store.open(found.storageKey)))
    .resize(width, height, { fit: "cover", position: "attention" })
    .png()
    .toBuffer();
}

async function draw(item: ItemDetail): Promise<Buffer> {
  const input = await coverOf(item);
  const { title, amount, creator } = item;
  const svg = socialSvg({ title, amount, creatorName: creator.displayName, hasCover: input !== null }, outlineText);
  const { x: left, y: top } = socialCover;
  return sharp(Buffer.from(svg))
    .composite(input ? [{ input, left, top }] : [])
    .flatten()
    .jpeg({ quality: QUALITY, chromaSubsampling: "4:4:4" })
    .toBuffer();
}

/** Drawn once for each content. */
export function socialPicture(item: ItemDetail): Promise<Buffer> {
  const key = [item.title, item.creator.displayName, item.amount, item.cover?.id].join("\0");
  const found = kept.get(key);
  if (found !== undefined) return found;
  const drawn = draw(item);
  drawn.catch(() => kept.delete(key));
  if (kept.size >= KEPT_MAX) kept.clear();
  kept.set(key, drawn);
  return drawn;
}

export function socialAnswer(bytes: Buffer, cacheControl: string): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      "Content-Type": "image/jpeg",
      "Content-Length": `${bytes.byteLength}`,
      "Cache-Control": cacheControl,
      "Cross-Origin-Resource-Policy": "cross-origin",
    },
  });
}
