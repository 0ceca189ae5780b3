// What every answer says for its own protection, whatever answers: page, route, file, feed, asset, error. A page's scripts carry the
// nonce of its request (Next takes it from the policy that it finds in the request); all else may run, load and frame nothing.
// Set as the head is written, and only where the answer has not said otherwise.
import { createHash, randomBytes } from "node:crypto";
import { subscribe } from "node:diagnostics_channel";
import { type IncomingMessage, ServerResponse } from "node:http";

export interface Protection {
  /** TLS ends before this server: browsers are told to come by it only. */
  isHttps: boolean;
  isDevelopment: boolean;
  /** The inline scripts of every page, word for word. */
  scripts: readonly string[];
}

// Short: behind a default proxy the head of a 402 has little room.
const INERT = "default-src 'none'; frame-ancestors 'none'";
const HSTS = "max-age=31536000";
const OF_PAGES = Object.entries({
  "Referrer-Policy": "strict-origin-when-cross-origin",
  // A wallet may be a window that this page opens.
  "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
  "Permissions-Policy":
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), hid=(), midi=(), display-capture=(), browsing-topics=()",
});

const hashes = new Map<string, string>();

/** The scripts are few and never change. */
function hashOf(script: string): string {
  const known = hashes.get(script) ?? `'sha256-${createHash("sha256").update(script).digest("base64")}'`;
  hashes.set(script, known);
  return known;
}

/**
 * The policy of a page. Scripts: ours by nonce or hash, and what they load; an address on this site is not enough, since files of
 * creators have such. The browser talks to us, to the chain's public node (any https origin an operator names, or this machine) and,
 * where WalletConnect is configured, to its relay.
 */
function pagePolicy(nonce: string, { scripts, isDevelopment }: Protection): string {
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic' ${scripts.map(hashOf).join(" ")}${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob: https:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self' https: wss: http://localhost:* http://127.0.0.1:* ws://localhost:* ws://127.0.0.1:*",
    "frame-src https://verify.walletconnect.com https://verify.walletconnect.org",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
  ].join("; ");
}

interface Asked {
  /** For the case that it is a page; undefined where there are none. */
  policy: string | undefined;
  /** Built by us: workers among them need what their pages may. */
  isAsset: boolean;
}

function protect(answer: ServerResponse, { policy, isAsset }: Asked, isHttps: boolean): void {
  const say = (name: string, value: string) => {
    if (!answer.hasHeader(name)) answer.setHeader(name, value);
  };
  const mediaType = String(answer.getHeader("Content-Type") ?? "");
  const isPage = mediaType.startsWith("text/html");
  say("X-Content-Type-Options", "nosniff");
  if (!answer.hasHeader("Access-Control-Allow-Origin")) say("Cross-Origin-Resource-Policy", "same-origin");
  if (isPage) for (const [name, value] of OF_PAGES) say(name, value);
  // Chromium's viewer of PDFs works under no policy.
  if (isPage || (!isAsset && mediaType !== "application/pdf")) say("Content-Security-Policy", (isPage && policy) || INERT);
  if (isHttps) say("Strict-Transport-Security", HSTS);
}

/** Once in a process, before the first request. */
export function protectAnswers(protection: () => Protection): void {
  const asked = new WeakMap<ServerResponse, Asked>();
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    const hasPages = !request.url?.startsWith("/api/");
    const policy = hasPages ? pagePolicy(randomBytes(16).toString("base64"), protection()) : undefined;
    request.headers["content-security-policy"] = policy;
    asked.set(response, { policy, isAsset: request.url?.startsWith("/_next/") ?? false });
  });
  const { writeHead } = ServerResponse.prototype;
  ServerResponse.prototype.writeHead = function (this: ServerResponse, ...head: unknown[]) {
    const known = asked.get(this);
    if (known) protect(this, known, protection().isHttps);
    return Reflect.apply(writeHead, this, head) as ServerResponse;
  } as typeof writeHead;
}
