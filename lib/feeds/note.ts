import type { FeedContents } from "./contents";
import { text } from "./text";
import { parent, words } from "./xml";

/** What a person reads who opens a feed in a browser: the one part of it that is HTML, with a link that works. */
export function note({ language, url }: FeedContents): string {
  const { isFeed, openPage } = text[language];
  const children = [words("h:span", isFeed), words("h:a", openPage, { href: url })];
  return parent("h:p", { "xmlns:h": "http://www.w3.org/1999/xhtml", "xml:lang": language }, children);
}
