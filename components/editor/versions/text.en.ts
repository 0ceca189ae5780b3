import { formatCount } from "@/components/format/format-number";

export const en = {
  title: "Versions",
  of: (title: string) => `Versions of ${title}`,
  untitled: "an untitled piece",
  back: "Back to the text",
  earlier: "Earlier versions",
  isDraft: "This is the draft",
  fromTo: (number: number) => `From version ${number} to the draft`,
  fromAutosave: (number: number) =>
    `From what was saved by itself ${number === 0 ? "before version 1" : `after version ${number}`} to the draft`,
  legend: "Struck went since then, underlined came.",
  choose: "Choose another version to see what has changed since.",
  restore: "Make this the draft",
  same: "The words are the same.",
  onlyForm: "The words are the same; only their form changed, as bold or a heading.",
  unchanged: (paragraphs: number) => `… ${formatCount(paragraphs, "paragraph")} unchanged …`,
  parts: { title: "Title", dek: "Dek", preview: "Free part", content: "Paid part" },
  removed: "Removed",
  added: "Added",
  readersSee: "Readers see it",
  wasPublished: "Was published",
  draft: "Draft",
  version: (number: number) => `Version ${number}`,
  autosaved: (number: number) =>
    number === 0 ? "Saved by itself, before version 1" : `Saved by itself, after version ${number}`,
  words: (count: number) => formatCount(count, "word"),
  bought: (times: number) => ` · bought ${times === 1 ? "once" : `${times} times`}`,
  onReceipts: (number: number) => ` (revision ${number} in signed receipts)`,
};
