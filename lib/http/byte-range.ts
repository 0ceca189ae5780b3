// Files over HTTP: one byte range (RFC 9110 section 14), If-Range and If-None-Match, names in Content-Disposition (RFC 6266, RFC 8187).
import { Readable } from "node:stream";
import { Refusal } from "../kernel/errors";
import { isKnownTag } from "../kernel/etag";
import type { ByteRange, ShownAs } from "../storage/content-store";
import { contentDisposition } from "./content-disposition";
import { setLength } from "./node/known-length";

export interface ServedFile {
  open(range?: ByteRange): Promise<Readable>;
  bytes: bigint;
  /** Strong, with its quotes. */
  etag: string;
  mediaType: string;
  name: string;
  lastModified?: Date | undefined;
  /** Show it in the browser; only for types known to be safe. */
  inline: boolean;
  /** Another place that has the bytes for a few minutes, for requests that may be sent there. */
  signUrl?: ((as: ShownAs) => Promise<string>) | undefined;
  /** More headers for the answer. */
  headers?: Record<string, string> | undefined;
}

/** The range asked for; undefined for the whole. Several ranges are answered with the whole, as RFC 9110 allows. */
export function parseRange(header: string | null, bytes: number): ByteRange | undefined {
  const [, first = "", last = ""] = /^bytes=(\d{0,16})-(\d{0,16})$/.exec(header?.replaceAll(" ", "") ?? "") ?? [];
  if (first === "" && last === "") return undefined;
  if (first !== "" && last !== "" && Number(first) > Number(last)) return undefined;
  const start = first === "" ? Math.max(0, bytes - Number(last)) : Number(first);
  const end = first === "" || last === "" ? bytes - 1 : Math.min(Number(last), bytes - 1);
  if (start >= bytes || end < start) {
    throw new Refusal("range_not_satisfiable", `The file has ${bytes} bytes.`, {
      headers: { "Content-Range": `bytes */${bytes}` },
    });
  }
  return { start, end };
}

/** If-Range: a range of another state of the file would not fit what the client has. */
function isCurrent(file: ServedFile, ifRange: string | null): boolean {
  if (ifRange === null || ifRange === file.etag) return true;
  return file.lastModified !== undefined && ifRange === file.lastModified.toUTCString();
}

function headersOf(file: ServedFile): Headers {
  const { mediaType, name, lastModified, inline, etag } = file;
  const headers = new Headers(file.headers);
  headers.set("Content-Type", mediaType.startsWith("text/") ? `${mediaType}; charset=utf-8` : mediaType);
  headers.set("Content-Disposition", contentDisposition(name, inline ? "inline" : "attachment"));
  headers.set("X-Content-Type-Options", "nosniff");
  // Chromium's PDF viewer does not open in a sandbox.
  if (mediaType !== "application/pdf")
    headers.set("Content-Security-Policy", "default-src 'none'; media-src 'self'; style-src 'unsafe-inline'; sandbox");
  headers.set("Accept-Ranges", "bytes");
  headers.set("ETag", etag);
  if (lastModified) headers.set("Last-Modified", lastModified.toUTCString());
  return headers;
}

async function bodyOf(file: ServedFile, range: ByteRange | undefined): Promise<ReadableStream> {
  const strategy = new ByteLengthQueuingStrategy({ highWaterMark: 256 * 1024 });
  return Readable.toWeb(await file.open(range), { strategy }) as ReadableStream;
}

/**
 * Who may be sent elsewhere for the bytes. Not a payment: its answer carries the settlement. Not a proof, which opens one answer: this. Not what a page shows, plays or reads itself,
 * which may load from here only. Not who goes on with our entity tag, which is another there.
 */
function mayLeave(file: ServedFile, { method, headers }: Request): boolean {
  const isPaying = ["x-payment", "payment-signature", "authorization", "sign-in-with-x"].some((name) => headers.has(name));
  const isShown = ["audio", "video", "image", "embed", "object", "iframe", "empty"].includes(headers.get("sec-fetch-dest") ?? "");
  const goesOn = headers.has("if-range") && isCurrent(file, headers.get("if-range"));
  return method === "GET" && !isPaying && !isShown && !goesOn;
}

/** To the place that has the bytes; the right to them was checked, and is checked again when the URL has ended. */
async function redirect(url: Promise<string>, headers: Headers): Promise<Response> {
  for (const name of ["Content-Type", "Content-Disposition", "Content-Security-Policy"]) headers.delete(name);
  headers.set("Location", await url);
  headers.set("Referrer-Policy", "no-referrer");
  return new Response(null, { status: 302, headers });
}

/** 200, 206, 302 or 304; refuses with `range_not_satisfiable`. Streams: memory does not grow with the file. */
export async function serveFile(file: ServedFile, request: Request): Promise<Response> {
  const headers = headersOf(file);
  const bytes = Number(file.bytes);
  if (isKnownTag(request.headers.get("if-none-match"), file.etag)) return new Response(null, { status: 304, headers });
  const wanted = request.method === "GET" && isCurrent(file, request.headers.get("if-range"));
  const range = wanted ? parseRange(request.headers.get("range"), bytes) : undefined;
  if (file.signUrl && mayLeave(file, request)) {
    const as = { mediaType: headers.get("Content-Type") ?? "", disposition: headers.get("Content-Disposition") ?? "" };
    return redirect(file.signUrl(as), headers);
  }
  setLength(headers, range ? range.end - range.start + 1 : bytes);
  if (range) headers.set("Content-Range", `bytes ${range.start}-${range.end}/${bytes}`);
  const body = request.method === "HEAD" ? null : await bodyOf(file, range);
  return new Response(body, { status: range ? 206 : 200, headers });
}
