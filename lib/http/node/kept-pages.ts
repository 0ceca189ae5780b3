// Public pages, answered from memory. A page that is the same for everybody in a language is made once, for nobody in particular, and
// sent to whoever shows nothing of who they are, until the cache that it is made from says that something in it has changed. Other
// caches may keep it for moments, and learn by its tag whether it is still the same.
import { createHash } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import type { IncomingHttpHeaders, IncomingMessage, Server, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";
import { isKnownTag } from "../../kernel/etag";
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
  /** By its cookies this is somebody, and not only somebody's browser. */
  isSomebody(headers: IncomingHttpHeaders): boolean;
  /** The host of this site, as "pennypost.example": a page loads its scripts from there. */
  host(): string;
  /** A proxy stands before this server, and may name it without its port. */
  isProxied(): boolean;
  /** The page kept under `key`, or what `make` resolves to, and whether that is kept. */
  find(key: string, make: () => Promise<KeptPage | undefined>): Promise<{ value: KeptPage | undefined; isKept: boolean }>;
  onError(error: unknown): void;
}

const compress = promisify(gzip);
const expand = promisify(gunzip);
const URL_MAX = 300;
const SHARED = "public, max-age=0, s-maxage=10, stale-while-revalidate=60";
const OWN = "private, no-cache";
/** All that a page may depend on. nginx keeps nothing whose list is longer than 128 letters. */
const VARY = "Accept, Accept-Encoding, Accept-Language, Authorization, Cookie, Payment-Signature, RSC, Sign-In-With-X, X-Payment";
/** Asked with one of these, a page is something else, or somebody's. */
const PERSONAL = ["authorization", "rsc", "next-action", "payment-signature", "sign-in-with-x", "x-payment"];
/** Said anew of each answer. */
const NOT_KEPT = new Set(["cache-control", "connection", "content-length", "date", "transfer-encoding", "vary", "x-request-id"]);

function isOwnHost(host: string | undefined, keeping: Keeping): boolean {
  const own = keeping.host();
  return host === own || (keeping.isProxied() && host === own.replace(/:\d+$/, ""));
}

function isAnybodys({ method = "", url = "", headers }: IncomingMessage, keeping: Keeping): boolean {
  return (
    ["GET", "HEAD"].includes(method) &&
    url.length <= URL_MAX &&
    isOwnHost(headers.host, keeping) &&
    !keeping.isSomebody(headers) &&
    !PERSONAL.some((name) => name in headers) &&
    keeping.isPublic(url)
  );
}

/** What the page is made from: the language, and nothing else of who happens to ask first. */
function asAnybody(headers: IncomingHttpHeaders, locale: string): IncomingHttpHeaders {
  const { host, "content-security-policy": policy, "x-request-id": id, [CLIENT_HEADER]: client } = headers;
  return {
    host,
    "content-security-policy": policy,
    "x-request-id": id,
    [CLIENT_HEADER]: client,
    accept: "text/html",
    "accept-language": locale,
    "user-agent": "Pennypost",
  };
}

const isPage = ({ headers }: CapturedAnswer) => String(headers["content-type"] ?? "").startsWith("text/html");
const mayBeKept = (made: CapturedAnswer) => made.status === 200 && isPage(made) && !("set-cookie" in made.headers);

async function toPage({ headers, body }: CapturedAnswer, policy: string, host: string): Promise<KeptPage> {
  const hashed = withHashes(body.toString("utf8"), policy, `${host}/_next/static/`);
  const kept = Object.entries(headers).filter(([name]) => !NOT_KEPT.has(name));
  // Next repeats the nonce in what it lets browsers fetch ahead.
  const said = Object.fromEntries(kept.map(([name, value]) => [name, String(value).replace(/ nonce="[^"]*";/g, "")]));
  const etag = `W/"${createHash("sha256").update(hashed.html).digest("base64url")}"`;
  return { headers: { ...said, etag, "content-security-policy": hashed.policy }, gzipped: await compress(hashed.html) };
}

const acceptsGzip = ({ headers }: IncomingMessage) =>
  /\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/.test(String(headers["accept-encoding"] ?? ""));

function sendBody(answer: ServerResponse, body: Buffer, isGzipped: boolean): void {
  if (isGzipped) answer.setHeader("Content-Encoding", "gzip");
  answer.setHeader("Content-Length", body.length);
  answer.end(body);
}

/** One who has it already gets no bytes. Others keep only what is kept here. */
async function send(request: IncomingMessage, answer: ServerResponse, page: KeptPage, isKept: boolean): Promise<void> {
  const { cookie, "if-none-match": known } = request.headers;
  for (const [name, value] of Object.entries(page.headers)) answer.setHeader(name, value);
  answer.setHeader("Vary", VARY);
  answer.setHeader("Cache-Control", isKept && cookie === undefined ? SHARED : OWN);
  if (isKnownTag(known, page.headers.etag ?? "")) {
    answer.statusCode = 304;
    answer.end();
    return;
  }
  const isGzipped = acceptsGzip(request);
  sendBody(answer, isGzipped ? page.gzipped : await expand(page.gzipped), isGzipped);
}

/** With the policy and the nonce of its request. */
async function sendAsMade(request: IncomingMessage, answer: ServerResponse, made: CapturedAnswer): Promise<void> {
  const isGzipped = isPage(made) && made.body.length > 0 && acceptsGzip(request);
  sendBody(answer, isGzipped ? await compress(made.body) : made.body, isGzipped);
}

/** Undefined if it cannot be kept: this request has its answer then, if it still waits. */
async function makePage(request: IncomingMessage, answer: ServerResponse, handle: () => void, keeping: Keeping) {
  const { headers, method } = request;
  Object.assign(request, { headers: asAnybody(headers, keeping.localeOf(headers)), method: "GET" });
  const made = await captureAnswer(answer, handle);
  Object.assign(request, { headers, method });
  if (made && mayBeKept(made)) return toPage(made, String(headers["content-security-policy"]), keeping.host());
  if (made) await sendAsMade(request, answer, made);
  return undefined;
}

async function answerPublic(
  request: IncomingMessage,
  answer: ServerResponse,
  handle: () => void,
  keeping: Keeping,
  attemptsLeft = 1,
): Promise<void> {
  let isMade = false;
  const { value: page, isKept } = await keeping.find(`page ${keeping.localeOf(request.headers)} ${request.url}`, () => {
    isMade = true;
    return makePage(request, answer, handle, keeping);
  });
  if (answer.destroyed) return;
  if (page) return send(request, answer, page, isKept);
  if (isMade) return;
  // Whoever it was made for has left, or it cannot be kept.
  if (attemptsLeft > 0) return answerPublic(request, answer, handle, keeping, attemptsLeft - 1);
  handle();
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
      answerPublic(request, answer, handle, keeping).catch((error: unknown) => {
        keeping.onError(error);
        answer.destroy();
      });
    });
  });
}
