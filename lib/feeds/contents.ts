// What a feed says, whatever its format.

export type FeedLanguage = "en" | "ja";

interface Author {
  name: string;
  url: string;
}

export interface FeedEntry {
  /** Permanent: a URN, and no address, which may change. */
  id: string;
  url: string;
  /** Plain text, as are summary and names. */
  title: string;
  summary: string;
  /** The free part, its links absolute, and the way to the rest. */
  html: string;
  language: FeedLanguage;
  author: Author;
  tags: string[];
  publishedAt: Date;
  /** When its text was last corrected. */
  updatedAt: Date;
}

export interface FeedContents {
  id: string;
  title: string;
  description: string;
  /** The page it is about. */
  url: string;
  /** Of the shop; of a market, of the site. */
  language: FeedLanguage;
  /** Where each format of it is. */
  addresses: { rss: string; atom: string; json: string };
  /** Makes the XML readable in a browser. */
  stylesheet: string;
  author: Author | undefined;
  updatedAt: Date;
  entries: FeedEntry[];
}
