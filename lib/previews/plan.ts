// Chooses the maker of a file by its type and size alone, so that a file without a preview starts no process.
import { headBound } from "./bounds";
import type { NoPreviewReason } from "./types";

export type Maker = "pdf" | "picture" | "media" | "table" | "text";

const wholeBytesMax = 64 * 1024 ** 2;

const pictures = new Set(["image/png", "image/jpeg", "image/webp", "image/gif", "image/avif", "image/tiff"]);
const media = new Set([
  "audio/aac",
  "audio/flac",
  "audio/x-flac",
  "audio/mp4",
  "audio/x-m4a",
  "audio/mpeg",
  "audio/ogg",
  "audio/opus",
  "audio/wav",
  "audio/vnd.wave",
  "audio/x-wav",
  "video/mp4",
  "video/quicktime",
  "video/webm",
  "video/x-matroska",
  "video/matroska",
  "video/x-m4v",
]);
const tables = new Set(["text/csv", "text/tab-separated-values"]);
const texts = new Set(["text/plain", "text/markdown"]);

function makerFor(mediaType: string): Maker | undefined {
  if (mediaType === "application/pdf") return "pdf";
  if (pictures.has(mediaType)) return "picture";
  if (media.has(mediaType)) return "media";
  if (tables.has(mediaType)) return "table";
  return texts.has(mediaType) ? "text" : undefined;
}

/** A maker, or the reason why the file gets no preview. */
export function plan(mediaType: string, bytes: bigint): { maker: Maker } | { reason: NoPreviewReason } {
  const maker = makerFor(mediaType);
  if (!maker) return { reason: "unsupported" };
  if ((maker === "pdf" || maker === "picture") && bytes > wholeBytesMax) return { reason: "too_large" };
  if (maker === "text" && headBound(Number(bytes)) === undefined) return { reason: "too_small" };
  return { maker };
}
