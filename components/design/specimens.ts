// Something to show the components with.
import type { ItemSummary } from "@/lib/catalog/types";

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
