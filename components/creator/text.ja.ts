import type { en } from "./text.en";

export const ja: typeof en = {
  since: (date) => `${date}から`,
  paidAt: "受取先",
  feed: "フィード",
  pieces: "作品",
  pages: "ページ",
  first: "最初に戻る",
  next: "もっと見る",
  empty: {
    title: "まだ公開された作品はありません",
    text: (name) => `${name} さんの作品は、公開されるとここに並びます。`,
    action: "マーケットへ",
  },
};
