// Props of the wall from server to browser: amounts are decimal strings of atomic units, dates ISO 8601.
import type { Address } from "@/lib/kernel/address";

export interface PaywallItem {
  id: string;
  kind: "article" | "file";
  title: string;
  amount: string;
  /** "$0.25" */
  priceLabel: string;
  words: number;
  minutes: number;
  fileCount: number;
  bytes: string;
  creatorName: string;
  payTo: Address;
  sha256: string;
  /** The paid resource, which answers 402. */
  url: string;
}

export type InitialOwnership =
  /** `signedIn`: so that it is known that this wallet does not own it. */
  | { state: "none"; signedIn?: boolean }
  | { state: "owned"; receiptId: string; purchasedAt: string; boughtVersion: number; newestVersion: number }
  | { state: "creator" };

export interface PaywallNetwork {
  /** "Base" */
  label: string;
  test: boolean;
  demo: boolean;
  /** Where a reader buys USDC; `{address}` stands for their wallet. */
  onrampUrl?: string | undefined;
}
