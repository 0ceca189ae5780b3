import { buffer } from "node:stream/consumers";
import sharp from "sharp";
import { findPicture } from "../catalog/files/pictures";
import type { ItemDetail } from "../catalog/items/codecs";
import { services } from "../services";
import { outlineText } from "./outline-text";
import { type SocialFacts, socialCover, socialSvg } from "./svg";

const COVER_WIDTH = 1600;
const QUALITY = 88;
const KEPT_MAX = 200;

const kept = new Map<string, Promise<Buffer>>();

async function coverOf(coverId: string | null): Promise<Buffer | null> {
  const { db, store } = services();
  const found = coverId && (await findPicture({ db }, coverId, COVER_WIDTH));
  if (!found) return null;
  const { width, height } = socialCover;
  return sharp(await buffer(await store.open(found.storageKey)))
    .resize(width, height, { fit: "cover", position: "attention" })
    .png()
    .toBuffer();
}

async function draw(facts: SocialFacts, coverId: string | null): Promise<Buffer> {
  const input = await coverOf(coverId);
  const { x: left, y: top } = socialCover;
  return sharp(Buffer.from(socialSvg(facts, input !== null, outlineText)))
    .composite(input ? [{ input, left, top }] : [])
    .flatten()
    .jpeg({ quality: QUALITY, chromaSubsampling: "4:4:4" })
    .toBuffer();
}

/** Drawn once for each content. */
export function socialPicture(facts: SocialFacts, coverId: string | null = null): Promise<Buffer> {
  const key = [facts.title, facts.line, facts.amount, coverId].join("\0");
  const found = kept.get(key);
  if (found !== undefined) return found;
  const drawn = draw(facts, coverId);
  drawn.catch(() => kept.delete(key));
  if (kept.size >= KEPT_MAX) kept.clear();
  kept.set(key, drawn);
  return drawn;
}

export const itemPicture = ({ title, amount, creator, cover }: ItemDetail): Promise<Buffer> =>
  socialPicture({ title, line: creator.displayName, amount }, cover?.id);

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
