import type { Texts } from "@/lib/i18n/locales";

const en = {
  since: (date: string) => `here since ${date}`,
  paidAt: "paid at",
  feed: "Feed",
  pieces: "Pieces",
  pages: "Pages",
  first: "Back to the first",
  next: "More pieces",
  empty: {
    title: "Nothing published yet",
    text: (name: string) => `${name} has not put anything up for sale so far.`,
    action: "To the market",
  },
};

const ja: typeof en = {
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

export const text: Texts<typeof en> = { en, ja };
