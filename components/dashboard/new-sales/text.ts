import { formatNumber } from "@/components/format/format-number";
import type { Texts } from "@/lib/i18n/locales";

const en = {
  one: (title: string, price: string) => `Sold: “${title}” for ${price}`,
  several: (count: number, isMore: boolean) => `${formatNumber(count)}${isMore ? " or more" : ""} new sales`,
  first: {
    title: "Your first sale",
    text: (title: string, price: string) =>
      `Somebody bought “${title}”. The ${price} went straight from their wallet into yours; nothing waits for a payout.`,
    receipt: "See the receipt",
    close: "On we go",
  },
};

const ja: typeof en = {
  one: (title, price) => `「${title}」が ${price} で売れました`,
  several: (count, isMore) => `新しい販売が${formatNumber(count)}件${isMore ? "以上" : ""}あります`,
  first: {
    title: "はじめて売れました",
    text: (title, price) =>
      `「${title}」が購入されました。${price} は読者のウォレットからあなたのウォレットへ直接届いています。出金を待つ必要はありません。`,
    receipt: "領収書を見る",
    close: "続ける",
  },
};

export const text: Texts<typeof en> = { en, ja };
