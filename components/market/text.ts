import { formatCount, formatNumber } from "@/components/format/format-number";
import type { Texts } from "@/lib/i18n/locales";

const en = {
  moreBy: (name: string) => `More by ${name}`,
  market: "Market",
  frontTitle: "Good work, sold by the piece",
  frontText:
    "See the price, pay it from your wallet, read on. No account and no subscription; the money goes straight to whoever made it.",
  article: "Article",
  yours: "Yours",
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

const ja: typeof en = {
  moreBy: (name) => `${name} のほかの作品`,
  market: "マーケット",
  frontTitle: "よい仕事を、一篇から。",
  frontText:
    "価格を確かめて、ウォレットで支払えば、すぐに続きが読めます。会員登録も定期購読もありません。代金は作者へ直接届きます。",
  article: "記事",
  yours: "購入済み",
  files: "ファイル",
  kind: "種類",
  everything: "すべて",
  articles: "記事",
  sort: "並び順",
  sorts: { relevance: "関連順", newest: "新着順", cheapest: "安い順", dearest: "高い順" },
  more: "価格と長さ",
  price: "価格",
  upTo: (price) => `${price} まで`,
  length: "長さ",
  lengths: { short: "5分まで", medium: "5〜15分", long: "15分以上" },
  any: "指定なし",
  filters: "条件とタグ",
  quoted: (words) => `「${words}」`,
  remove: (filter) => `条件を外す：${filter}`,
  count: (pieces, isMore) => `${formatNumber(pieces)}点${isMore ? "以上" : ""}`,
  corrected: (typed, shown) => `「${typed}」は見つかりませんでした。「${shown}」の結果を表示しています。`,
  pages: "ページ",
  first: "最初に戻る",
  next: "もっと見る",
  searchTitle: (words) => `「${words}」の検索結果`,
  tagTitle: (tag) => `「${tag}」の作品`,
  nothing: {
    title: "該当する作品はありません",
    text: "言葉を減らすか変えてみてください。条件を外すと見つかることもあります。",
    action: "すべて表示",
  },
  empty: {
    title: "まだ作品がありません",
    text: "マーケットは開いています。公開された作品が、新しい順にここに並びます。",
    action: "最初の作品を公開する",
  },
  busy: {
    title: "ただいま検索が混み合っています",
    text: "数秒おいて、もう一度お試しください。",
    action: "もう一度検索",
  },
};

export const text: Texts<typeof en> = { en, ja };
