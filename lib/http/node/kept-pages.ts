// Public pages, answered from memory. A page that is the same for everybody in a language is made once, for nobody in particular, and
// sent to whoever shows nothing of who they are, until the cache that it is made from says that something in it has changed. Other
// caches may keep it for moments, and learn by its tag whether it is still the same.
import { createHash } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from "node:http";
import { gunzipSync, gzipSync } from "node:zlib";
import { type CapturedAnswer, captureAnswer } from "./capture-answer";
import { CLIENT_HEADER } from "./client-address";
import { withHashes } from "./script-hashes";

export interface KeptPage {
  headers: Record<string, string>;
  gzipped: Buffer;
}

export interface Keeping {
  /** Whether this path, with its query, is of a page that everybody may see. */
  isPublic(url: string): boolean;
  localeOf(headers: IncomingHttpHeaders): string;
  /** A cookie that says no more than the language. */
  localeCookie: string;
  /** The host of this site, as "pennypost.example". */
  host(): string;
  /** A proxy stands before this server and may ask for it by another name. */
  isProxied(): boolean;
  /** The page kept under `key`, or what `make` resolves to, which is kept if it is not undefined. */
  find(key: string, make: () => Promise<KeptPage | undefined>): Promise<KeptPage | undefined>;
}

/** A page names what it shows, but not its settings; and memory is no archive. */
const KEPT_MS = 10 * 60_000;
const URL_MAX = 300;
const SHARED = "public, max-age=0, s-maxage=10, stale-while-revalidate=60";
const OWN = "private, no-cache";
/** All that a page may depend on. nginx keeps nothing whose list is longer than 128 letters. */
const VARY = "Accept, Accept-Encoding, Accept-Language, Authorization, Cookie, Payment-Signature, RSC, Sign-In-With-X, X-Payment";
/** Asked with one of these, a page is something else, or somebody's. */
const PERSONAL = ["authorization", "rsc", "next-action", "payment-signature", "sign-in-with-x", "x-payment"];
/** Said anew of each answer. */
const NOT_KEPT = new Set(["cache-control", "connection", "content-length", "date", "transfer-encoding", "vary", "x-request-id"]);

function isAnybodys({ method, url = "", headers }: IncomingMessage, keeping: Keeping): boolean {
  const { cookie, host } = headers;
  return (
    method === "GET" &&
    url.length <= URL_MAX &&
    (cookie === undefined || new RegExp(`^${keeping.localeCookie}=\\w+$`).test(cookie)) &&
    (host === keeping.host() || keeping.isProxied()) &&
    !PERSONAL.some((name) => name in headers) &&
    keeping.isPublic(url)
  );
}

/** What the page is made from: the language, and nothing else of who happens to ask first. */
function asAnybody(headers: IncomingHttpHeaders, locale: string): IncomingHttpHeaders {
  const { host, "content-security-policy": policy, "x-request-id": id, [CLIENT_HEADER]: client } = headers;
  return {
    ...{ host, "content-security-policy": policy, "x-request-id": id, [CLIENT_HEADER]: client },
    ...{ accept: "text/html", "accept-language": locale, "user-agent": "Pennypost" },
  };
}

const isPage = ({ headers }: CapturedAnswer) => String(headers["content-type"] ?? "").startsWith("text/html");

function toPage({ headers, body }: CapturedAnswer, policy: string, host: string): KeptPage {
  const hashed = withHashes(body.toString("utf8"), policy, `${host}/_next/static/`);
  const kept = Object.entries(headers).filter(([name]) => !NOT_KEPT.has(name));
  // Next repeats the nonce in what it lets browsers fetch ahead.
  const said = Object.fromEntries(kept.map(([name, value]) => [name, String(value).replace(/ nonce="[^"]*";/g, "")]));
  const etag = `W/"${createHash("sha256").update(hashed.html).digest("base64url")}"`;
  return { headers: { ...said, etag, "content-security-policy": hashed.policy }, gzipped: gzipSync(hashed.html) };
}

const isKept = ({ status, headers }: CapturedAnswer) => status === 200 && !("set-cookie" in headers);

/** One who has it already gets no bytes. */
function send({ headers }: IncomingMessage, answer: ServerResponse, page: KeptPage): void {
  for (const [name, value] of Object.entries(page.headers)) answer.setHeader(name, value);
  answer.setHeader("Vary", VARY);
  answer.setHeader("Cache-Control", headers.cookie === undefined ? SHARED : OWN);
  const known = headers["if-none-match"]?.split(/\s*,\s*/);
  if (known?.some((tag) => tag === page.headers.etag || tag === "*")) {
    answer.statusCode = 304;
    answer.end();
    return;
  }
  const isGzip = /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(String(headers["accept-encoding"] ?? ""));
  if (isGzip) answer.setHeader("Content-Encoding", "gzip");
  const body = isGzip ? page.gzipped : gunzipSync(page.gzipped);
  answer.setHeader("Content-Length", body.length);
  answer.end(body);
}

/** Made for this request, which gets it as it is if it is not to be kept. */
async function makePage(request: IncomingMessage, answer: ServerResponse, handle: () => void, keeping: Keeping) {
  const { headers } = request;
  request.headers = asAnybody(headers, keeping.localeOf(headers));
  const captured = await captureAnswer(answer, handle);
  request.headers = headers;
  if (!captured) return undefined;
  const page = isPage(captured) ? toPage(captured, String(headers["content-security-policy"]), keeping.host()) : undefined;
  if (page && isKept(captured)) return page;
  if (page) answer.setHeader("Content-Security-Policy", page.headers["content-security-policy"] ?? "");
  const body = page ? gunzipSync(page.gzipped) : captured.body;
  answer.setHeader("Content-Length", body.length);
  answer.end(body);
  return undefined;
}

async function answerPublic(request: IncomingMessage, answer: ServerResponse, handle: () => void, keeping: Keeping) {
  const period = Math.floor(Date.now() / KEPT_MS);
  let isMade = false;
  const page = await keeping.find(`page ${keeping.localeOf(request.headers)} ${period} ${request.url}`, () => {
    isMade = true;
    return makePage(request, answer, handle, keeping);
  });
  if (page && !answer.destroyed) send(request, answer, page);
  if (!page && !isMade) handle();
}

/** Once in a process, before the first request and after whatever changes where a request leads. */
export function keepPages(keeping: Keeping): void {
  const known = new WeakSet<Server>();
  subscribe("http.server.request.start", (message) => {
    const { server } = message as { server: Server };
    if (known.has(server)) return;
    known.add(server);
    const listeners = server.listeners("request");
    server.removeAllListeners("request");
    server.on("request", (request, answer) => {
      const handle = () => {
        for (const listener of listeners) Reflect.apply(listener, server, [request, answer]);
      };
      if (!isAnybodys(request, keeping)) return handle();
      answerPublic(request, answer, handle, keeping).catch((error: unknown) => answer.destroy(error as Error));
    });
  });
}
