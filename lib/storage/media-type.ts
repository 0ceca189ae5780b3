// Detects a file's type by its first bytes; its name only chooses among kinds of text or ZIP. Types that browsers run are never inline.
import { fileTypeFromBuffer } from "file-type";

const unknown = "application/octet-stream";

const textTypes: Record<string, string> = {
  txt: "text/plain",
  log: "text/plain",
  md: "text/markdown",
  markdown: "text/markdown",
  csv: "text/csv",
  tsv: "text/tab-separated-values",
  json: "application/json",
  geojson: "application/geo+json",
  ndjson: "application/x-ndjson",
  yaml: "application/yaml",
  yml: "application/yaml",
  ics: "text/calendar",
  vtt: "text/vtt",
  srt: "application/x-subrip",
  css: "text/css",
  js: "text/javascript",
  mjs: "text/javascript",
  html: "text/html",
  htm: "text/html",
  xhtml: "application/xhtml+xml",
  xml: "application/xml",
  svg: "image/svg+xml",
};

const zipTypes: Record<string, string> = {
  epub: "application/epub+zip",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  odt: "application/vnd.oasis.opendocument.text",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
};

const inlineTypes = new Set([
  "application/pdf",
  "audio/aac",
  "audio/flac",
  "audio/mp4",
  "audio/mpeg",
  "audio/ogg",
  "audio/wav",
  "audio/x-m4a",
  "image/avif",
  "image/gif",
  "image/jpeg",
  "image/png",
  "image/webp",
  "text/plain",
  "video/mp4",
  "video/webm",
]);

const extensionOf = (name: string) => /\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase() ?? "";

function isText(head: Uint8Array): boolean {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(head, { stream: true });
    return !/[^\P{Cc}\t\n\v\f\r]/u.test(text);
  } catch {
    return false;
  }
}

/** Text that begins as markup is markup, whatever its name. */
function markupType(head: Uint8Array): string | undefined {
  const text = new TextDecoder()
    .decode(head)
    .replace(/^\ufeff/, "")
    .trimStart()
    .toLowerCase();
  if (!text.startsWith("<")) return undefined;
  if (/<svg[\s>]/.test(text)) return "image/svg+xml";
  if (/<(!doctype html|html|head|body|script|iframe|img|a|div|p|style|object|embed|meta|link|form|base)[\s/>]/.test(text))
    return "text/html";
  return text.startsWith("<?xml") ? "application/xml" : undefined;
}

/** The media type of a file by its first bytes (4 KiB is plenty) and its name. */
export async function detectMediaType(head: Uint8Array, name: string): Promise<string> {
  const extension = extensionOf(name);
  const found = (await fileTypeFromBuffer(head).catch(() => undefined))?.mime;
  if (found === "application/zip") return zipTypes[extension] ?? found;
  if (found && found !== "application/xml") return found.split(";")[0] ?? found;
  if (!isText(head)) return unknown;
  return markupType(head) ?? textTypes[extension] ?? "text/plain";
}

/** True for types that a browser only shows or plays; all others are downloaded. */
export function isInlineSafe(mediaType: string): boolean {
  return inlineTypes.has(mediaType);
}
