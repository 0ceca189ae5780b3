// Atom (RFC 4287).
import type { FeedContents, FeedEntry } from "./contents";
import { note } from "./note";
import { empty, parent, words, xmlDocument } from "./xml";

const authorOf = ({ name, url }: FeedEntry["author"]) => parent("author", {}, [words("name", name), words("uri", url)]);

function entryOf(entry: FeedEntry): string {
  return parent("entry", { "xml:lang": entry.language }, [
    words("title", entry.title),
    words("id", entry.id),
    words("published", entry.publishedAt.toISOString()),
    words("updated", entry.updatedAt.toISOString()),
    empty("link", { rel: "alternate", type: "text/html", href: entry.url }),
    authorOf(entry.author),
    ...entry.tags.map((tag) => empty("category", { term: tag, label: tag })),
    words("summary", entry.summary),
    words("content", entry.html, { type: "html" }),
  ]);
}

export function writeAtom(feed: FeedContents): string {
  const root = parent("feed", { xmlns: "http://www.w3.org/2005/Atom", "xml:lang": feed.language }, [
    words("title", feed.title),
    words("subtitle", feed.description),
    note(feed),
    words("id", feed.id),
    words("updated", feed.updatedAt.toISOString()),
    empty("link", { rel: "alternate", type: "text/html", href: feed.url }),
    empty("link", { rel: "self", type: "application/atom+xml", href: feed.addresses.atom }),
    ...(feed.author ? [authorOf(feed.author)] : []),
    words("generator", "Pennypost"),
    ...feed.entries.map(entryOf),
  ]);
  return xmlDocument(feed.stylesheet, root);
}
