// Feeds of what is published: RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1, with the free parts in full and the way to the rest.
import { Feed } from "feed";
import type { z } from "zod";
import type { CreatorProfile } from "../catalog/creators/codecs";
import { type FeedItem, listFeed } from "../catalog/market/list-feed";
import { marketQuerySchema } from "../catalog/market/schemas";
import { answerTagged, etagOf } from "../http/etag";
import { formatUsd } from "../kernel/money";
import { renderText } from "../markdown/render";
import { market } from "../public-cache/public-cache";
import { services } from "../services";

const formats = {
  rss: { file: "feed.xml", type: "application/rss+xml; charset=utf-8", write: (feed: Feed) => feed.rss2() },
  atom: { file: "atom.xml", type: "application/atom+xml; charset=utf-8", write: (feed: Feed) => feed.atom1() },
  json: { file: "feed.json", type: "application/feed+json; charset=utf-8", write: (feed: Feed) => feed.json1() },
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

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Texts written before these were refused may have them; one ends the whole document for its readers (XML 1.0, section 2.2). */
const notInXml = /[\ufffe\uffff]/g;

/** Where a format takes a line for HTML, our plain words must not become markup. */
const asHtml = (line: string) => line.replace(/[&<>]/g, (character) => escapes[character] ?? "");

async function entryOf(
  { title, dek, amount, preview, slug, creator, publishedAt, tags }: FeedItem,
  origin: string,
  format: FeedFormat,
) {
  const link = `${origin}/@${creator.handle}/${slug}`;
  const rest = `<p><a href="${link}">Read the rest for ${formatUsd(amount)}</a></p>`;
  const { html, isLate } = await renderText(preview);
  const description = [dek, formatUsd(amount)].filter(Boolean).join(" · ");
  const entry = {
    // RSS leaves open what a title is, and readers take it for words.
    title: format === "atom" ? asHtml(title) : title,
    id: link,
    link,
    date: publishedAt,
    published: publishedAt,
    description: format === "json" ? description : asHtml(description),
    content: html + rest,
    author: [{ name: creator.displayName, link: `${origin}/@${creator.handle}` }],
    category: tags.map((name) => ({ name, term: name })),
  };
  return { entry, isLate };
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
  const linkTo = (name: FeedFormat) => `${base}/${formats[name].file}${suffix}`;
  const feed = new Feed({
    title: filter.tag ? `${subject.title}: ${filter.tag}` : subject.title,
    description: subject.description,
    id: linkTo(format),
    link: origin + subject.path + (subject.creator ? "" : suffix),
    feed: linkTo(format),
    feedLinks: { rss: linkTo("rss"), atom: linkTo("atom"), json: linkTo("json") },
    generator: "Pennypost",
    language: "en",
    // Of the newest piece, not of this request: a feed that did not change is the same bytes.
    updated: items[0]?.publishedAt ?? new Date(0),
  });
  const entries = await Promise.all(items.map((item) => entryOf(item, origin, format)));
  for (const { entry } of entries) feed.addItem(entry);
  const body = formats[format].write(feed).replace(notInXml, "");
  return { body, etag: etagOf(body), isLate: entries.some(({ isLate }) => isLate) };
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

/** Readers ask often: an unchanged feed costs 304 and no bytes. */
export async function serveFeed(request: Request, format: FeedFormat, subject: FeedSubject): Promise<Response> {
  const filter = filterSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const { body, etag, isLate } = await readWritten(format, subject, filter);
  const headers = {
    "Content-Type": formats[format].type,
    "Cache-Control": isLate ? "no-store" : "public, max-age=300, stale-while-revalidate=3600",
    "Access-Control-Allow-Origin": "*",
  };
  return answerTagged(request, etag, new Response(body, { headers }));
}
