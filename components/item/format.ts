// How lengths, sizes, types and dates read to people. English, UTC dates: the same on server and browser.
import type { FileFacts } from "@/lib/catalog/types";
import { formatBytes } from "@/lib/kernel/bytes";

const wordsPerMinute = 220;

export function minutesOf(words: number): number {
  return Math.max(1, Math.round(words / wordsPerMinute));
}

export function formatCount(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? one : many}`;
}

const typeNames: Record<string, string> = {
  "application/pdf": "PDF",
  "application/zip": "ZIP",
  "application/epub+zip": "EPUB",
  "application/json": "JSON",
  "application/octet-stream": "File",
  "text/csv": "CSV",
  "text/plain": "Text",
  "text/markdown": "Markdown",
  "image/jpeg": "JPEG",
  "image/svg+xml": "SVG",
  "audio/mpeg": "MP3",
  "audio/wav": "WAV",
  "audio/x-wav": "WAV",
  "audio/mp4": "Audio",
};

/** "PDF", "CSV", "PNG"; the subtype in capitals where no better name is known. */
function typeName(mediaType: string): string {
  const bare = mediaType.split(";")[0]?.trim().toLowerCase() ?? "";
  const subtype = bare.split("/")[1]?.replace(/^(x-|vnd\.)/, "") ?? "";
  return typeNames[bare] ?? (subtype && subtype.length <= 8 ? subtype.toUpperCase() : "File");
}

/** "1:44", "1:02:03" */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const pad = (value: number) => value.toString().padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`;
}

interface Described {
  mediaType: string;
  bytes: bigint | string;
  facts?: FileFacts;
}

/** "PDF · 24 pages · 3.1 MB", "MP3 · 1:44 · 1.9 MB", "CSV · 21,900 rows · 1.4 MB". */
export function fileLabel({ mediaType, bytes, facts: { pages, durationMs, width, height, rows } = {} }: Described): string {
  const known = [
    typeName(mediaType),
    pages && formatCount(pages, "page"),
    width && height && `${width} × ${height}`,
    durationMs && formatDuration(durationMs),
    rows && formatCount(rows, "row"),
    formatBytes(bytes),
  ];
  return known.filter(Boolean).join(" · ");
}

interface Length {
  kind: "article" | "file";
  words: number;
  previewWords: number;
  fileCount: number;
  bytes: bigint;
  mediaTypes: string[];
}

/** "7 min", "PDF · 3.1 MB", "12 files · 40 MB". */
export function lengthLabel(item: Length): string {
  if (item.kind === "article") return `${minutesOf(item.words + item.previewWords)} min`;
  const what = item.fileCount === 1 ? typeName(item.mediaTypes[0] ?? "") : formatCount(item.fileCount, "file");
  return `${what} · ${formatBytes(item.bytes)}`;
}

const dateFormat = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const timeFormat = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "medium", timeZone: "UTC" });

/** "22 Nov 2026" */
export function formatDate(date: Date): string {
  return dateFormat.format(date);
}

/** "22 November 2026 at 19:42:07 UTC" */
export function formatInstant(date: Date): string {
  return `${timeFormat.format(date)} UTC`;
}
