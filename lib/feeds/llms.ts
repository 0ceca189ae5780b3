// What agents read first of the market, of a tag or of a creator, in Markdown (llmstxt.org): llms.txt lists the newest pieces with their
// prices, llms-full.txt has their free parts as well, as many as there is room for.
import { picturesAt, withPictureAddresses } from "../catalog/files/render-text";
import { type FeedItem, listFeed } from "../catalog/market/list-feed";
import { canonicalTag } from "../catalog/text";
import { answerTagged, etagOf } from "../http/etag";
import { utf8Bytes } from "../kernel/cut-text";
import { formatUsd } from "../kernel/money";
import { countOf, plain } from "../markdown/plain";
import { market } from "../public-cache/public-cache";
import { services } from "../services";

/** Of llms-full.txt, together. */
const FREE_PARTS_BYTES_MAX = 512 * 1024;
const TAG_MAX = 100;

export interface LlmsSubject {
  title: string;
  /** In one line. */
  description: string;
  /** "/", or the creator's page. */
  path: string;
  creator?: { id: string; handle: string };
  /** Stands before the pieces: how to buy here. */
  guide?: string;
  /** Stands behind them. */
  more?: string;
}

export type LlmsFile = "llms.txt" | "llms-full.txt";

const pageOf = ({ creator, slug }: FeedItem, origin: string) => `${origin}/@${creator.handle}/${slug}.md`;

function lineOf(item: FeedItem, origin: string): string {
  const { title, dek, amount, words, kind, fileCount, creator } = item;
  const size = kind === "article" ? countOf(words, "word") : countOf(fileCount, "file");
  const about = [dek && plain(dek), formatUsd(amount), size, `by ${plain(creator.displayName)}`].filter(Boolean).join(" · ");
  return `- [${plain(title)}](${pageOf(item, origin)}): ${about}`;
}

const freePartOf = (item: FeedItem, origin: string) =>
  [
    `## ${plain(item.title)}`,
    lineOf(item, origin).slice(2),
    withPictureAddresses(item.preview.trim(), picturesAt(item.id, { origin })),
  ].join("\n\n");

/** The first of them that fit, and how many do not. */
function freePartsOf(items: FeedItem[], origin: string): string[] {
  const parts: string[] = [];
  let bytes = 0;
  for (const part of items.map((item) => freePartOf(item, origin))) {
    bytes += utf8Bytes(part);
    if (bytes > FREE_PARTS_BYTES_MAX) break;
    parts.push(part);
  }
  const left = items.length - parts.length;
  return left > 0 ? [...parts, `${left} more had no room here: each is at its own address, as llms.txt lists them.`] : parts;
}

interface Written {
  body: string;
  etag: string;
}

async function write(file: LlmsFile, subject: LlmsSubject, tag: string | undefined): Promise<Written> {
  const { origin } = services();
  const { title, description, path, creator, guide, more } = subject;
  const items = await listFeed(services(), { creatorHandle: creator?.handle, tag });
  const suffix = tag ? `?tag=${encodeURIComponent(tag)}` : "";
  const base = origin + path.replace(/\/$/, "");
  const other =
    file === "llms.txt"
      ? `With the free parts: ${base}/llms-full.txt${suffix}`
      : `Titles and prices alone: ${base}/llms.txt${suffix}`;
  const how = `Each address below answers with the free part and, with status 402, how to pay for the rest; ${origin}/llms.txt has the whole way.`;
  const none = "Nothing is for sale here yet.";
  const pieces =
    file === "llms.txt" ? items.map((item) => lineOf(item, origin)).join("\n") : freePartsOf(items, origin).join("\n\n");
  const parts = [
    `# ${plain(title)}${tag ? `: ${plain(tag)}` : ""}`,
    `> ${plain(description)}`,
    guide && !tag ? guide : how,
    other,
    "## Newest pieces",
    pieces || none,
    tag ? undefined : more,
  ];
  const body = `${parts.filter(Boolean).join("\n\n")}\n`;
  return { body, etag: etagOf(body) };
}

/** Of tags that nobody uses there is no end. */
function readWritten(file: LlmsFile, subject: LlmsSubject, tag: string | undefined): Promise<Written> {
  const read = () => write(file, subject, tag);
  if (tag) return read();
  return services().publicCache.get(`${file} ${subject.path}`, read, () => [subject.creator?.id ?? market]);
}

export async function serveLlms(request: Request, file: LlmsFile, subject: LlmsSubject): Promise<Response> {
  const given = new URL(request.url).searchParams.get("tag")?.slice(0, TAG_MAX);
  const { body, etag } = await readWritten(file, subject, given ? canonicalTag(given) : undefined);
  const headers = {
    "Content-Type": "text/markdown; charset=utf-8",
    "Cache-Control": "public, max-age=60",
    "Access-Control-Allow-Origin": "*",
  };
  return answerTagged(request, etag, new Response(body, { headers }));
}
