import type { en } from "./text.en";

export const ja: typeof en = {
  title: "ページを表示できませんでした",
  text: "こちら側で問題が起きました。お金は動いていません。購入済みの作品はこれまでどおりあなたのものです。",
  retry: "もう一度試す",
  toMarket: "マーケットへ",
};
