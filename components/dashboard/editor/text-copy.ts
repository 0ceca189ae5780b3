// What the two parts are called: an article is cut by a price, files come with a description and a note.
import type { RichCopy } from "./rich/rich-editor";

interface PartCopy {
  label: string;
  short: string;
  hint: string;
  empty: string;
}

export interface TextCopy {
  free: PartCopy;
  paid: PartCopy;
  rich: RichCopy;
}

const blocks = (count: number) => `${count} ${count === 1 ? "block" : "blocks"}`;

export const textCopy: Record<"article" | "file", TextCopy> = {
  article: {
    free: {
      label: "Free part",
      short: "Free",
      hint: "Everybody reads this. Markdown.",
      empty: "The beginning, enough to judge by… Type / for headings, lists and pictures.",
    },
    paid: {
      label: "Paid part",
      short: "Paid",
      hint: "Only those who paid read this. Its ## headings are shown as “What’s inside”.",
      empty: "What the price buys…",
    },
    rich: {
      label: "Text: free part and paid part",
      free: "The beginning, enough to judge by… Type / for headings, lists and pictures.",
      paid: "What the price buys…",
      divider: {
        label: "Everything below is paid",
        describe: (above, all) => `${blocks(above)} free, ${blocks(all - above)} paid`,
      },
    },
  },
  file: {
    free: {
      label: "Description",
      short: "Description",
      hint: "Everybody reads this. Markdown.",
      empty: "What the files are, and for whom…",
    },
    paid: {
      label: "Note to buyers",
      short: "Note",
      hint: "Only those who paid read this: instructions, a thank-you. Optional.",
      empty: "How to use what you bought…",
    },
    rich: {
      label: "Text: description and note to buyers",
      free: "What the files are, and for whom…",
      paid: "How to use what you bought… Optional.",
      divider: {
        label: "Everything below is for buyers",
        describe: (above, all) => `${blocks(above)} for everybody, ${blocks(all - above)} for buyers`,
      },
    },
  },
};
