// Lengths, sizes, types and dates for people. Dates are UTC, so that server and browser render the same.
import type { FileFacts } from "@/lib/catalog/codecs";
import { intlLocales, type Locale, type Texts } from "@/lib/i18n/locales";
import { formatBytes } from "@/lib/kernel/bytes";
import { minutesOf } from "@/lib/kernel/reading-time";
import { formatCount, formatNumber } from "./format-number";

const measures = {
  en: {
    pages: (count: number) => formatCount(count, "page"),
    rows: (count: number) => formatCount(count, "row"),
    files: (count: number) => formatCount(count, "file"),
    minutes: (count: number) => `${count}\u00a0min`,
    file: "File",
  },
  ja: {
    pages: (count: number) => `${formatNumber(count)}ページ`,
    rows: (count: number) => `${formatNumber(count)}行`,
    files: (count: number) => `${formatNumber(count)}ファイル`,
    minutes: (count: number) => `${count}分`,
    file: "ファイル",
  },
};

const typeNames: Record<string, string> = {
  "application/pdf": "PDF",
  "application/zip": "ZIP",
  "application/epub+zip": "EPUB",
  "application/json": "JSON",
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
function typeName(mediaType: string, locale: Locale): string {
  const bare = mediaType.split(";")[0]?.trim().toLowerCase() ?? "";
  const subtype = bare.split("/")[1]?.replace(/^(x-|vnd\.)/, "") ?? "";
  return typeNames[bare] ?? (subtype && subtype.length <= 8 ? subtype.toUpperCase() : measures[locale].file);
}

/** "1:44", "1:02:03" */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  const pad = (value: number) => value.toString().padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`;
}

/** Joins a number and its unit with a no-break space. */
const sizeOf = (bytes: bigint | string) => formatBytes(bytes).replace(" ", "\u00a0");

interface Described {
  mediaType: string;
  bytes: bigint | string;
  facts?: FileFacts;
}

/** "PDF · 24 pages · 3.1 MB", "MP3 · 1:44 · 1.9 MB", "CSV · 21,900 rows · 1.4 MB". */
export function fileLabel(
  { mediaType, bytes, facts: { pages, durationMs, width, height, rows } = {} }: Described,
  locale: Locale,
): string {
  const known = [
    typeName(mediaType, locale),
    pages && measures[locale].pages(pages),
    width && height && `${width} × ${height}`,
    durationMs && formatDuration(durationMs),
    rows && measures[locale].rows(rows),
    sizeOf(bytes),
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
export function lengthLabel(item: Length, locale: Locale): string {
  if (item.kind === "article") return measures[locale].minutes(minutesOf(item.words + item.previewWords));
  const what = item.fileCount === 1 ? typeName(item.mediaTypes[0] ?? "", locale) : measures[locale].files(item.fileCount);
  return `${what} · ${sizeOf(item.bytes)}`;
}

const dateFormats = formats({ day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const timeFormats = formats({ dateStyle: "long", timeStyle: "medium", timeZone: "UTC" });

function formats(options: Intl.DateTimeFormatOptions): Texts<Intl.DateTimeFormat> {
  return { en: new Intl.DateTimeFormat(intlLocales.en, options), ja: new Intl.DateTimeFormat(intlLocales.ja, options) };
}

/** "22 Nov 2026", "2026年11月22日" */
export function formatDate(date: Date, locale: Locale): string {
  return dateFormats[locale].format(date);
}

/** "22 November 2026 at 19:42:07 UTC" */
export function formatInstant(date: Date, locale: Locale): string {
  return `${timeFormats[locale].format(date)} UTC`;
}
