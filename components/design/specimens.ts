// Sample data for the design page.

import type { PaywallItem } from "@/components/paywall/types";
import type { ItemSummary } from "@/lib/catalog/items/codecs";
import { toAddress } from "@/lib/kernel/address";

export const specimenItem: ItemSummary = {
  id: "item_specimen",
  kind: "article",
  slug: "the-penny-post",
  title: "The penny post",
  dek: "What it costs to move a letter, and what it costs to charge for it.",
  tags: ["post", "history"],
  amount: 250_000n,
  words: 1840,
  previewWords: 420,
  fileCount: 0,
  bytes: 0n,
  mediaTypes: ["application/pdf"],
  publishedAt: new Date("2026-05-03T19:42:00Z"),
  cover: null,
  creator: { handle: "ada", displayName: "Ada Byron" },
};

export const specimenWallItem: PaywallItem = {
  id: "item_specimen",
  kind: "article",
  title: specimenItem.title,
  amount: "250000",
  priceLabel: "$0.25",
  words: 1840,
  minutes: 9,
  fileCount: 3,
  bytes: "3100000",
  creatorName: "Ada Byron",
  payTo: toAddress("0x70997970C51812dc3A010C7d01b50e0d17dc79C8"),
  sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  url: "https://pennypost.example/api/items/item_specimen/content",
};
