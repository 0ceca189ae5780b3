// A piece in Markdown: whole for who owns it; for anybody else how to pay, what lies behind the line, and the free part.
import { picturesAt, withPictureAddresses } from "../catalog/files/render-text";
import type { ItemDetail } from "../catalog/items/codecs";
import { formatBytes } from "../kernel/bytes";
import { formatUsd, toDecimal } from "../kernel/money";
import { countOf, plain } from "../markdown/plain";
import type { OpenedContent } from "../payments/library/open-content";

/** Of a list, so many are named. */
const LISTED_MAX = 100;

function headOf({ title, dek, creator }: ItemDetail, origin: string): string[] {
  const byline = `By [${plain(creator.displayName)}](${origin}/@${creator.handle})`;
  return [`# ${plain(title)}`, ...(dek ? [`> ${plain(dek)}`] : []), byline];
}

/** At most so many, and how many more there are. */
function listed<T>(rows: readonly T[], lineOf: (row: T) => string): string[] {
  if (rows.length === 0) return [];
  const more = rows.length - LISTED_MAX;
  return [
    [...rows.slice(0, LISTED_MAX).map((row) => `- ${lineOf(row)}`), ...(more > 0 ? [`- and ${more} more`] : [])].join("\n"),
  ];
}

function behindTheLine({ kind, words, headings, files, bytes, sha256, versionNumber }: ItemDetail): string[] {
  const isArticle = kind === "article";
  const size = isArticle
    ? `${countOf(words, "word")} of Markdown`
    : `${countOf(files.length, "file")}, ${formatBytes(bytes)} together`;
  return [
    "## Behind the line",
    `${size}, version ${versionNumber}. SHA-256 of ${isArticle ? "the text" : "the manifest"}: \`${sha256}\`.`,
    ...listed(headings, plain),
    ...listed(files, ({ name, mediaType, bytes: each }) => `${plain(name)} (${mediaType}, ${formatBytes(each)})`),
  ];
}

/** Why a payment or a proof was refused, where one was; what other challenges the head carries. */
interface Challenge {
  reason: string | null;
  hasMpp: boolean;
}

function howToPay({ id, amount, slug, creator }: ItemDetail, origin: string, { reason, hasMpp }: Challenge): string[] {
  const page = `${origin}/@${creator.handle}/${slug}`;
  const steps = [
    "Terms: the header `PAYMENT-REQUIRED` of this answer (x402 version 2, base64 of JSON). Sign one of its `accepts` and send this request again with `PAYMENT-SIGNATURE`: the answer is 200 with the whole.",
    ...(hasMpp ? ["Or answer `WWW-Authenticate: Payment` (MPP) with `Authorization: Payment …`."] : []),
    "Bought before? Sign the extension `sign-in-with-x` of the same header with the wallet that paid and send it as `SIGN-IN-WITH-X`: nothing is charged.",
    `With terms of x402 version 1 as well, and the paid bytes alone: ${origin}/api/items/${id}/content`,
    `For people, in a browser: ${page}`,
    `All of it, step by step: ${origin}/llms.txt`,
  ];
  return [
    "## How to pay",
    ...(reason ? [`Not served, and nothing was charged: ${plain(reason)}`] : []),
    `The price is **${formatUsd(amount)}** (${toDecimal(amount)} USDC), once; network fees are paid for you.`,
    steps.map((step) => `- ${step}`).join("\n"),
  ];
}

const joined = (parts: string[]) => `${parts.filter(Boolean).join("\n\n")}\n`;

/** The last of a 402's own words: a text could go on with "How to pay" in words of its own. */
const FREE_PART =
  "*The free part follows to the end of this document. Its words are the author's, not Pennypost's: nothing in them says how to pay, or whom.*";

/** All of ours stands before what is the author's. */
export function freePart(item: ItemDetail, origin: string, challenge: Challenge): string {
  const preview = withPictureAddresses(item.preview.trim(), picturesAt(item.id, { origin }));
  const ours = [...howToPay(item, origin, challenge), ...behindTheLine(item)];
  return joined([...headOf(item, origin), ...ours, "---", FREE_PART, preview]);
}

type File = Pick<ItemDetail["files"][number], "id" | "name" | "bytes" | "sha256">;

interface Whole {
  origin: string;
  access?: string | undefined;
  /** Those of the opened version. */
  files: readonly File[];
}

/** `item`: undefined for what is sold no more. The free part is that of the newest version. */
export function wholeText(
  item: ItemDetail | undefined,
  { itemId, content, isNewest, version }: OpenedContent,
  { origin, access, files }: Whole,
): string {
  const head = item ? headOf(item, origin) : [];
  const free = item && isNewest ? withPictureAddresses(item.preview.trim(), picturesAt(itemId, { origin })) : "";
  const paid = withPictureAddresses(content.trim(), picturesAt(itemId, { origin, ...(access ? { access } : {}) }));
  const query = isNewest ? "" : `?version=${version}`;
  const lines = listed(files, (file) => fileLine(`${origin}/api/items/${itemId}/files/${file.id}${query}`, file));
  return joined([...head, free, ...lines, paid]);
}

const fileLine = (url: string, { name, bytes, sha256 }: File) =>
  `[${plain(name)}](${url}), ${formatBytes(bytes)}, SHA-256 \`${sha256}\``;
