// Bought texts that stay readable without a network, on this device: in the browser's CacheStorage, from which the service worker takes
// them (offline-worker.ts). Nothing is kept before its buyer has opened it, and signing out forgets all of it.
import { keptCache, offlinePath, paidMark } from "./kept-cache";

const pagesMax = 50;
const partsMax = 400;
/** Opened again so soon, a page is not fetched anew to be kept. */
const freshMs = 6 * 3_600_000;
const [titleHeader, atHeader] = ["x-kept-title", "x-kept-at"];

/** Whatever the language and form that it was asked for in. */
const anyhow = { ignoreVary: true } as const;

interface Words {
  title: string;
  text: string;
}

const isPart = (url: URL) =>
  url.origin === location.origin &&
  (url.pathname.startsWith("/_next/static/") || /^\/api\/items\/[^/]+\/pictures\//.test(url.pathname));

const pathOf = ({ url }: Request) => new URL(url).pathname;

/** The oldest go where there are too many. */
async function bound(cache: Cache, isKind: (request: Request) => boolean, most: number): Promise<void> {
  const kept = (await cache.keys()).filter(isKind);
  for (const request of kept.slice(0, Math.max(0, kept.length - most))) await cache.delete(request, anyhow);
}

async function isFresh(cache: Cache, path: string): Promise<boolean> {
  const at = Number((await cache.match(path, anyhow))?.headers.get(atHeader) ?? 0);
  return Date.now() - at < freshMs;
}

/** The page as its reader is shown it; undefined where that is a wall, as when the session has ended since. */
async function readPage(path: string): Promise<{ html: string; headers: Headers } | undefined> {
  const answer = await fetch(path, { headers: { Accept: "text/html" }, signal: AbortSignal.timeout(20_000) });
  const html = await answer.text();
  return answer.ok && !answer.redirected && html.includes(paidMark) ? { html, headers: new Headers(answer.headers) } : undefined;
}

/** What the page names or has loaded by now: scripts, styles, fonts, and its own pictures, seen yet or not. */
async function keepParts(cache: Cache, html: string): Promise<void> {
  const named = html.match(/\/(?:_next\/static|api\/items\/[^/"\s]+\/pictures)\/[^"\s,\\)]+/g) ?? [];
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const urls = [...named, ...loaded].map((url) => new URL(url.replaceAll("&amp;", "&"), location.origin)).filter(isPart);
  const hrefs = [...new Set(urls.map(({ href }) => href))].slice(0, partsMax / 2);
  for (const href of hrefs) if (!(await cache.match(href, anyhow))) await cache.add(href).catch(() => undefined);
}

/** The page that stands where one was not kept. */
async function writeList(cache: Cache, words: Words): Promise<void> {
  const page = document.implementation.createHTMLDocument(words.title);
  page.documentElement.lang = document.documentElement.lang;
  const style = page.createElement("style");
  style.textContent =
    ":root{color-scheme:light dark;background:light-dark(#f6f1e7,#1a1714);color:light-dark(#211c17,#ece4d6)}body{max-width:36rem;margin:12vh auto;padding:0 1rem;font:1.125rem/1.6 Georgia,serif}a{color:inherit}li{margin:.6em 0}";
  const [meta, heading, text, list] = (["meta", "h1", "p", "ul"] as const).map((name) => page.createElement(name));
  if (!(meta && heading && text && list)) return;
  meta.setAttribute("name", "viewport");
  meta.setAttribute("content", "width=device-width, initial-scale=1");
  heading.textContent = words.title;
  text.textContent = words.text;
  for (const request of (await cache.keys()).toReversed()) {
    const title = (await cache.match(request, anyhow))?.headers.get(titleHeader);
    if (!title) continue;
    const link = Object.assign(page.createElement("a"), { href: pathOf(request), textContent: decodeURIComponent(title) });
    const row = page.createElement("li");
    row.append(link);
    list.append(row);
  }
  page.head.append(meta, style);
  page.body.append(heading, text, list);
  const html = `<!doctype html>${page.documentElement.outerHTML}`;
  await cache.put(offlinePath, new Response(html, { headers: { "Content-Type": "text/html; charset=utf-8" } }));
}

/** Keeps the page that is open, which shows a bought text. Where a browser keeps nothing, nothing happens. */
export async function keepText(title: string, words: Words): Promise<void> {
  if (!("serviceWorker" in navigator && "caches" in globalThis) || location.search) return;
  const { pathname } = location;
  try {
    await navigator.serviceWorker.register("/sw.js");
    const cache = await caches.open(keptCache);
    if (await isFresh(cache, pathname)) return;
    const page = await readPage(pathname);
    if (!page) return;
    await keepParts(cache, page.html);
    page.headers.set(titleHeader, encodeURIComponent(title));
    page.headers.set(atHeader, `${Date.now()}`);
    await cache.put(pathname, new Response(page.html, { headers: page.headers }));
    await bound(cache, (request) => !isPart(new URL(request.url)) && pathOf(request) !== offlinePath, pagesMax);
    await bound(cache, (request) => isPart(new URL(request.url)), partsMax);
    await writeList(cache, words);
  } catch {
    // Storage is full or forbidden, or the page was left: it is read with the network.
  }
}
