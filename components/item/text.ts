import type { Texts } from "@/lib/i18n/locales";

const en = {
  tags: "Tags",
  about: "About the creator",
  whatsInside: "What’s inside",
  contents: "Contents",
  whatYouGet: "What you get",
  yours: "Yours",
  boughtOn: (date: string) => `Bought on ${date}`,
  receipt: "Receipt",
  boughtEarlier: "You bought an earlier version",
  readBought: "read it",
  own: { yours: "This is yours", edit: "Edit", asReader: "See it as a reader does" },
  textSize: {
    label: "Text size",
    smaller: "Smaller text",
    larger: "Larger text",
    now: ["Small text", "Normal text", "Large text", "Very large text"],
  },
  continue: "Continue where you stopped",
  toRest: (price: string) => `To the rest, for ${price}`,
  printed: {
    rest: (price: string) => `The rest of this piece costs ${price}. It is read at`,
    from: "From",
  },
  noScript: {
    title: (price: string) => `The rest costs ${price} and needs a wallet.`,
    text: "JavaScript is off, so this page cannot ask one. Any x402 client can buy it at this address (it answers 402 with the terms):",
  },
  removed: {
    title: "This piece was taken down",
    text: "Its creator removed it. It is no longer for sale.",
    yours: "If you bought it, it is still yours: open it from your library.",
    library: "Your library",
    market: "To the market",
  },
  kept: {
    title: "From your library",
    gone: "no longer for sale",
    earlier: "an earlier version",
    newest: "Read the newest version",
  },
};

const ja: typeof en = {
  tags: "タグ",
  about: "作者について",
  whatsInside: "続きの内容",
  contents: "目次",
  whatYouGet: "収録ファイル",
  yours: "購入済み",
  boughtOn: (date) => `${date}に購入`,
  receipt: "領収書",
  boughtEarlier: "購入したのは以前の版",
  readBought: "読む",
  own: { yours: "あなたの作品です", edit: "編集", asReader: "読者の画面で見る" },
  textSize: {
    label: "文字の大きさ",
    smaller: "文字を小さく",
    larger: "文字を大きく",
    now: ["文字：小", "文字：標準", "文字：大", "文字：特大"],
  },
  continue: "前回の続きから読む",
  toRest: (price) => `続きへ（${price}）`,
  printed: {
    rest: (price) => `この作品の続きは ${price} です。こちらで読めます：`,
    from: "出典：",
  },
  noScript: {
    title: (price) => `続きは ${price} です。読むにはウォレットが必要です。`,
    text: "JavaScript が無効のため、このページからはウォレットを呼び出せません。x402 に対応したクライアントなら、次のアドレスで購入できます（402 で条件が返ります）。",
  },
  removed: {
    title: "この作品は公開を終了しました",
    text: "作者が取り下げたため、現在は販売していません。",
    yours: "購入済みの方は、これまでどおりライブラリから読めます。",
    library: "ライブラリへ",
    market: "マーケットへ",
  },
  kept: { title: "ライブラリの作品", gone: "販売終了", earlier: "以前の版", newest: "最新版を読む" },
};

export const text: Texts<typeof en> = { en, ja };
