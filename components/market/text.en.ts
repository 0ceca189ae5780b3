import { formatCount, formatNumber } from "@/components/format/format-number";

export const en = {
  moreBy: (name: string) => `More by ${name}`,
  market: "Market",
  frontTitle: "Good work, sold by the piece",
  frontText:
    "See the price, pay it from your wallet, read on. No account and no subscription; the money goes straight to whoever made it.",
  article: "Article",
  files: "Files",
  kind: "Kind",
  everything: "Everything",
  articles: "Articles",
  sort: "Sort",
  sorts: { relevance: "Best match", newest: "Newest", cheapest: "Cheapest", dearest: "Dearest" },
  more: "Price and length",
  price: "Price",
  upTo: (price: string) => `Up to ${price}`,
  length: "Length",
  lengths: { short: "Up to 5 min", medium: "5 to 15 min", long: "Over 15 min" },
  any: "Any",
  filters: "Filters and tags",
  quoted: (words: string) => `“${words}”`,
  remove: (filter: string) => `Remove filter ${filter}`,
  count: (pieces: number, isMore: boolean) =>
    isMore ? `More than ${formatNumber(pieces)} pieces` : formatCount(pieces, "piece"),
  corrected: (typed: string, shown: string) => `Nothing has “${typed}”. Here is what there is for “${shown}”.`,
  pages: "Pages",
  first: "Back to the first",
  next: "More pieces",
  searchTitle: (words: string) => `“${words}” in the market`,
  tagTitle: (tag: string) => `Pieces about ${tag}`,
  nothing: {
    title: "Nothing matches",
    text: "Try fewer or other words, or take a filter away.",
    action: "Show everything",
  },
  empty: {
    title: "Nothing is for sale yet",
    text: "The market is open. What creators publish will stand here, the newest first.",
    action: "Publish the first piece",
  },
  busy: {
    title: "Many are searching at this moment",
    text: "Your search found no free place. Try again in a few seconds.",
    action: "Search again",
  },
};
