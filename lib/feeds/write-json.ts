// JSON Feed 1.1 (jsonfeed.org).
import type { FeedContents, FeedEntry } from "./contents";

function itemOf({ id, url, title, summary, html, language, author, tags, publishedAt, updatedAt }: FeedEntry) {
  return {
    id,
    url,
    title,
    summary,
    content_html: html,
    language,
    authors: [author],
    tags,
    date_published: publishedAt.toISOString(),
    date_modified: updatedAt.toISOString(),
  };
}

export function writeJson(feed: FeedContents): string {
  const { title, description, url, language, author, addresses, entries } = feed;
  const whole = {
    version: "https://jsonfeed.org/version/1.1",
    title,
    description,
    home_page_url: url,
    feed_url: addresses.json,
    language,
    ...(author ? { authors: [author] } : {}),
    items: entries.map(itemOf),
  };
  return `${JSON.stringify(whole, null, 2)}\n`;
}
