// What is for sale, as the domain hands it to pages and routes. Amounts are atomic USDC; paid bytes are in none of these.
import type { Address } from "../kernel/address";
import type { Page } from "../kernel/page";

export type ItemKind = "article" | "file";
export type ItemStatus = "draft" | "scheduled" | "listed" | "unlisted" | "removed";

/** A cover. Its bytes are at /api/pictures/{id}/{width}, for each of the widths that limits.ts names. */
export interface Cover {
  id: string;
  /** What it shows, for who cannot see it; empty for decoration. */
  alt: string;
}

export interface CreatorProfile {
  id: string;
  handle: string;
  displayName: string;
  bio: string;
  /** Pages of the creator elsewhere, https only. */
  links: string[];
  /** A picture, or null for the initial. */
  avatarId: string | null;
  /** Where the money goes: the creator's own wallet. */
  payTo: Address;
  createdAt: Date;
}

/** A change of where a creator is paid: waiting for signatures, or completed. */
export interface PayoutChange {
  id: string;
  fromPayTo: Address;
  toPayTo: Address;
  /** What both wallets sign (personal_sign), word for word. */
  message: string;
  signed: { account: boolean; payTo: boolean };
  createdAt: Date;
  expiresAt: Date;
  completedAt: Date | null;
}

export interface Payout {
  payTo: Address;
  pending: PayoutChange | null;
  /** Completed changes, newest first. */
  history: PayoutChange[];
}

/** What was found out about a file, as far as it applies and as soon as it is known. */
export interface FileFacts {
  pages?: number;
  durationMs?: number;
  /** Pixels. */
  width?: number;
  height?: number;
  /** Of a table, without its header. */
  rows?: number;
  columns?: number;
}

/** A file of a file item, without its bytes. */
export interface FileSummary {
  id: string;
  name: string;
  mediaType: string;
  bytes: bigint;
  sha256: string;
  facts?: FileFacts;
}

/** An upload that can be gone on with. */
export interface UnfinishedUpload {
  id: string;
  name: string;
  bytes: bigint;
  received: bigint;
}

/** What a card in the market shows. */
export interface ItemSummary {
  id: string;
  kind: ItemKind;
  slug: string;
  title: string;
  dek: string;
  tags: string[];
  amount: bigint;
  /** Words of the paid part (articles). */
  words: number;
  previewWords: number;
  /** Number, total size and media types of the files (file items). */
  fileCount: number;
  bytes: bigint;
  mediaTypes: string[];
  publishedAt: Date;
  /** Null for the typographic one. */
  cover: Cover | null;
  creator: { handle: string; displayName: string };
}

/** What an item's page shows to anybody. */
export interface ItemDetail extends ItemSummary {
  status: ItemStatus;
  creator: CreatorProfile;
  versionId: string;
  versionNumber: number;
  /** Commitment to the paid bytes (see ItemVersion in the schema). */
  sha256: string;
  /** Free part, Markdown. */
  preview: string;
  /** Headings of the paid part: "What's inside". */
  headings: string[];
  files: FileSummary[];
}

/** A row of the creator's own list. */
export interface OwnItem {
  id: string;
  kind: ItemKind;
  status: ItemStatus;
  slug: string;
  title: string;
  amount: bigint;
  sales: number;
  earned: bigint;
  /** The saved draft differs from what readers see. */
  hasUnpublishedChanges: boolean;
  scheduledFor: Date | null;
  scheduleProblem: string | null;
  updatedAt: Date;
}

/** What the editor opens: the saved draft, paid part included. Only ever for its creator. */
export interface ItemDraft {
  id: string;
  kind: ItemKind;
  status: ItemStatus;
  slug: string;
  title: string;
  dek: string;
  tags: string[];
  amount: bigint;
  preview: string;
  content: string;
  files: FileSummary[];
  versionNumber: number;
  hasUnpublishedChanges: boolean;
  cover: Cover | null;
  /** When it will be published by itself; null unless it is scheduled. */
  scheduledFor: Date | null;
  scheduledListed: boolean;
  /** Why the last scheduled time passed without publishing. */
  scheduleProblem: string | null;
  updatedAt: Date;
}

/** What a save answers: everything that it may have changed but the two texts, which the sender has. */
export type SavedItem = Pick<
  ItemDraft,
  "title" | "dek" | "slug" | "tags" | "amount" | "cover" | "versionNumber" | "hasUnpublishedChanges" | "updatedAt"
>;

/** One line of an item's history. Numbers grow; those that autosaves left behind are missing. */
export interface VersionSummary {
  number: number;
  title: string;
  words: number;
  previewWords: number;
  savedAt: Date;
  /** Nobody asked for it: the editor saved it by itself. */
  isAutosave: boolean;
  /** When readers first saw it; null if they never did. */
  publishedAt: Date | null;
  /** What readers see now. */
  isPublished: boolean;
  /** What the editor opens. */
  isDraft: boolean;
  /** Purchases that were made of this version. */
  sales: number;
}

export interface VersionDetail extends VersionSummary {
  dek: string;
  preview: string;
  content: string;
  files: FileSummary[];
}

/** `relevance` is for searches: without one it is `newest`. */
export const marketSorts = ["relevance", "newest", "cheapest", "dearest"] as const;
export type MarketSort = (typeof marketSorts)[number];

/** How long an article takes: up to 5 minutes, up to 15, longer. */
export const readingLengths = ["short", "medium", "long"] as const;
export type ReadingLength = (typeof readingLengths)[number];

export interface MarketQuery {
  search?: string | undefined;
  kind?: ItemKind | undefined;
  tag?: string | undefined;
  creatorHandle?: string | undefined;
  /** Atomic units. */
  priceMax?: bigint | undefined;
  /** Articles only. */
  length?: ReadingLength | undefined;
  sort?: MarketSort | undefined;
  cursor?: string | undefined;
}

export interface MarketTotal {
  pieces: number;
  /** Nobody counted further. */
  isMore: boolean;
}

/** A piece of a text as it stands. */
export interface TextPiece {
  text: string;
  /** It is, or is part of, what was searched for. */
  isHit: boolean;
}

/** Why a search found an item. */
export interface SearchHit {
  title: TextPiece[];
  dek: TextPiece[];
  /** Out of the free part, where neither title nor dek has a word of it; null where that has none either, or only far behind. */
  excerpt: TextPiece[] | null;
}

/** What the market's page shows: how many there are on all pages, and why each was found. */
export interface OpenMarket extends MarketPage {
  total: MarketTotal;
  /** By item id; empty without a search. */
  hits: ReadonlyMap<string, SearchHit>;
}

export interface MarketPage extends Page<ItemSummary> {
  /** What was searched for instead of what was mistyped; null where every word was found as it is. */
  corrected: string | null;
}
