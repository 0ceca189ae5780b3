import type { Texts } from "@/lib/i18n/locales";

const en = {
  title: "This page could not be put together",
  text: "Something went wrong on our side. No money was moved by it, and what you own is still yours.",
  retry: "Try again",
  toMarket: "To the market",
};

const ja: typeof en = {
  title: "ページを表示できませんでした",
  text: "こちら側で問題が起きました。お金は動いていません。購入済みの作品はこれまでどおりあなたのものです。",
  retry: "もう一度試す",
  toMarket: "マーケットへ",
};

export const text: Texts<typeof en> = { en, ja };
