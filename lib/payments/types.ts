// Who bought what, as the domain hands it to pages and routes.
import type { Address, Hash } from "../kernel/address";

/** Of one payment authorization; machine.ts says what leads where. */
export type PurchaseState = "claimed" | "settling" | "confirmed" | "refused" | "expired";

/** Evidence of one purchase. Amount in atomic USDC. */
export interface Receipt {
  /** The purchase's id, `pur_…`. */
  id: string;
  item: { id: string; kind: "article" | "file"; slug: string; title: string; handle: string; creatorName: string };
  versionId: string;
  /** Of all that were stored: autosaves count. */
  versionNumber: number;
  /** Of those that a person saved or published. */
  savedNumber: number;
  /** Commitment to the bytes that were bought. */
  sha256: string;
  bytes: bigint;
  amount: bigint;
  asset: Address;
  /** CAIP-2. */
  network: string;
  payer: Address;
  payTo: Address;
  transaction: Hash;
  logIndex: number;
  blockNumber: bigint;
  settledAt: Date;
}

export const librarySorts = ["newest", "oldest", "title"] as const;
export type LibrarySort = (typeof librarySorts)[number];
/** Changed after it was bought, no longer sold, or hidden by its owner: those are in no other list. */
export const libraryStates = ["updated", "removed", "hidden"] as const;

/** Paid content as it is read: an article's text, or a file item's note. */
export interface OpenedRow {
  itemId: string;
  kind: "article" | "file";
  versionId: string;
  version: number;
  isNewest: boolean;
  content: string;
  sha256: string;
  purchaseId: string | null;
  /** Null for the creator. */
  boughtVersion: number | null;
  boughtVersionId: string | null;
}
