// RSS 2.0 (rssboard.org/rss-specification). Its own <author> is an e-mail address, which nobody has here: names go into dc:creator.
import type { FeedContents, FeedEntry } from "./contents";
import { note } from "./note";
import { empty, parent, words, xmlDocument } from "./xml";

const namespaces = {
  version: "2.0",
  "xmlns:atom": "http://www.w3.org/2005/Atom",
  "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
  "xmlns:dc": "http://purl.org/dc/elements/1.1/",
};

function itemOf(entry: FeedEntry): string {
  return parent("item", {}, [
    words("title", entry.title),
    words("link", entry.url),
    words("guid", entry.id, { isPermaLink: "false" }),
    words("pubDate", entry.publishedAt.toUTCString()),
    words("atom:updated", entry.updatedAt.toISOString()),
    words("dc:creator", entry.author.name),
    words("dc:language", entry.language),
    ...entry.tags.map((tag) => words("category", tag)),
    words("description", entry.summary),
    words("content:encoded", entry.html),
  ]);
}

export function writeRss(feed: FeedContents): string {
  const channel = parent("channel", {}, [
    words("title", feed.title),
    words("link", feed.url),
    words("description", feed.description),
    note(feed),
    words("language", feed.language),
    words("lastBuildDate", feed.updatedAt.toUTCString()),
    words("generator", "Pennypost"),
    empty("atom:link", { rel: "self", type: "application/rss+xml", href: feed.addresses.rss }),
    ...feed.entries.map(itemOf),
  ]);
  return xmlDocument(feed.stylesheet, parent("rss", namespaces, [channel]));
}
