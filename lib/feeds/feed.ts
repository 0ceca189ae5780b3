// Feeds of what is published: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, with the free parts in full and the way to the rest.
import { createHash } from "node:crypto";
import type { z } from "zod";
import type { CreatorProfile } from "../catalog/creators/codecs";
import { picturesAt, renderItemText } from "../catalog/files/render-text";
import { type FeedItem, listFeed } from "../catalog/market/list-feed";
import { marketQuerySchema } from "../catalog/market/schemas";
import { answerTagged, etagOf } from "../http/etag";
import { languageOf } from "../kernel/language";
import { formatUsd } from "../kernel/money";
import { market } from "../public-cache/public-cache";
import { services } from "../services";
import { withAbsoluteLinks } from "./absolute-links";
import type { FeedContents, FeedEntry, FeedLanguage } from "./contents";
import { text } from "./text";
import { writeAtom } from "./write-atom";
import { writeJson } from "./write-json";
import { writeRss } from "./write-rss";

const formats = {
  rss: { file: "feed.xml", type: "application/rss+xml; charset=utf-8", write: writeRss },
  atom: { file: "atom.xml", type: "application/atom+xml; charset=utf-8", write: writeAtom },
  json: { file: "feed.json", type: "application/feed+json; charset=utf-8", write: writeJson },
};
export type FeedFormat = keyof typeof formats;

/** For the head of a page: where its feeds are. */
export const feedTypes = (base: string, query = "") => ({
  "application/rss+xml": `${base}/feed.xml${query}`,
  "application/atom+xml": `${base}/atom.xml${query}`,
  "application/feed+json": `${base}/feed.json${query}`,
});

const filterSchema = marketQuerySchema.pick({ tag: true, kind: true, search: true }).catch({});

export interface FeedSubject {
  title: string;
  description: string;
  /** "/", or the creator's page; the feeds lie below it. */
  path: string;
  /** Of one creator. */
  creator?: CreatorProfile;
}

/** A name for ever (RFC 9562, version 8) of what has this id: handles, slugs and origins may change. */
function urnOf(id: string): string {
  const bytes = createHash("sha256").update(`pennypost ${id}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return `urn:uuid:${bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-")}`;
}

/** As its page has it, so that links to notes lead to them. */
const ID_PREFIX = "free-";

async function entryOf(item: FeedItem, origin: string): Promise<{ entry: FeedEntry; isLate: boolean }> {
  const { id, title, dek, amount, preview, slug, creator, publishedAt, updatedAt, tags } = item;
  const shop = `${origin}/@${creator.handle}`;
  const url = `${shop}/${slug}`;
  const price = formatUsd(amount);
  const language = languageOf(title + preview) || "en";
  const free = { itemId: id, markdown: preview, idPrefix: ID_PREFIX, language } as const;
  const { html, isLate } = await renderItemText(services(), free, picturesAt(id, { origin }));
  const entry: FeedEntry = {
    id: urnOf(id),
    url,
    title,
    summary: [dek, price].filter(Boolean).join(" · "),
    html: `${withAbsoluteLinks(html, url)}<p><a href="${url}">${text[language].rest(price)}</a></p>`,
    language,
    author: { name: creator.displayName, url: shop },
    tags,
    publishedAt,
    updatedAt,
  };
  return { entry, isLate };
}

/** Of one creator what most of their pieces are in. */
function languageOfShop(creator: CreatorProfile | undefined, entries: FeedEntry[]): FeedLanguage {
  if (!creator) return "en";
  const japanese = entries.filter(({ language }) => language === "ja").length;
  return japanese * 2 > entries.length || (!entries.length && languageOf(creator.bio)) ? "ja" : "en";
}

type Filter = z.infer<typeof filterSchema>;

interface Written {
  body: string;
  etag: string;
  /** A text of it was not rendered in time: the next one who asks gets it whole. */
  isLate: boolean;
}

async function write(format: FeedFormat, subject: FeedSubject, filter: Filter): Promise<Written> {
  const { origin } = services();
  const items = await listFeed(services(), { ...filter, creatorHandle: subject.creator?.handle });
  const query = new URLSearchParams(Object.entries(filter).filter((entry): entry is [string, string] => Boolean(entry[1])));
  const suffix = query.size ? `?${query}` : "";
  const base = origin + subject.path.replace(/\/$/, "");
  const addressOf = (name: FeedFormat) => `${base}/${formats[name].file}${suffix}`;
  const { title, description, creator } = subject;
  const read = await Promise.all(items.map((item) => entryOf(item, origin)));
  const entries = read.map(({ entry }) => entry);
  const contents: FeedContents = {
    id: urnOf((creator?.id ?? `${origin} market`) + suffix),
    title: filter.tag ? `${title}: ${filter.tag}` : title,
    description,
    url: origin + subject.path + (creator ? "" : suffix),
    language: languageOfShop(creator, entries),
    addresses: { rss: addressOf("rss"), atom: addressOf("atom"), json: addressOf("json") },
    stylesheet: `${origin}/feed.css`,
    author: creator && { name: creator.displayName, url: origin + subject.path },
    // Of what is in it, not of this request: a feed that did not change is the same bytes.
    updatedAt: new Date(Math.max(0, ...entries.map(({ updatedAt }) => updatedAt.getTime()))),
    entries,
  };
  const body = formats[format].write(contents);
  return { body, etag: etagOf(body), isLate: read.some(({ isLate }) => isLate) };
}

/** Written once until something in it changes; of searches there is no end, and of tags that nobody uses. */
function readWritten(format: FeedFormat, subject: FeedSubject, filter: Filter): Promise<Written> {
  const { creator } = subject;
  const read = () => write(format, subject, filter);
  if (filter.search || filter.tag) return read();
  const tags = [creator?.id ?? market];
  const key = `feed ${format} ${subject.path} ${filter.kind ?? ""}`;
  return services().publicCache.get(key, read, ({ isLate }) => (isLate ? null : tags));
}

/** Browsers show a feed's own type as its source, and style what is merely XML. */
const typeFor = (request: Request, format: FeedFormat) =>
  format !== "json" && request.headers.get("accept")?.includes("text/html")
    ? "application/xml; charset=utf-8"
    : formats[format].type;

/** Readers ask often: an unchanged feed costs 304 and no bytes. */
export async function serveFeed(request: Request, format: FeedFormat, subject: FeedSubject): Promise<Response> {
  const filter = filterSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { body, etag, isLate } = await readWritten(format, subject, filter);
  const headers = {
    "Content-Type": typeFor(request, format),
    Vary: "Accept",
    "Cache-Control": isLate ? "no-store" : "public, max-age=300, stale-while-revalidate=3600",
    "Access-Control-Allow-Origin": "*",
    // For who opens it in a browser: its style sheet, and nothing else.
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; frame-ancestors 'none'",
  };
  return answerTagged(request, etag, new Response(body, { headers }));
}
