import { formatNumber } from "@/components/format/format-number";
import type { en } from "./text.en";

export const ja: typeof en = {
  moreBy: (name) => `${name} のほかの作品`,
  market: "マーケット",
  frontTitle: "よい仕事を、一篇から。",
  frontText:
    "価格を確かめて、ウォレットで支払えば、すぐに続きが読めます。会員登録も定期購読もありません。代金は作者へ直接届きます。",
  article: "記事",
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
