import { formatCount, formatNumber } from "@/components/format/format-number";
import type { Texts } from "@/lib/i18n/locales";

// What the wall says at rest; what comes of a click stands in outcome/. Each says what happened, whether money moved, and what to do.
// Dollars first; chain words only in the details.

const en = {
  title: { article: "Keep reading", file: "Get the files" },
  moreWords: (count: number, minutes: number) => `${formatCount(count, "more word", "more words")} · ${minutes}\u00a0min`,
  files: (count: number, size: string) => `${formatCount(count, "file")} · ${size}`,
  fee: { test: "Test USDC · no network fee for you", real: "USDC · no network fee for you" },
  unlock: {
    article: (price: string) => `Unlock for ${price}`,
    file: (price: string) => `Unlock for ${price}`,
  },
  promise: {
    article: (creator: string) => `One payment. Re-read on any device with this wallet. Goes straight to ${creator}.`,
    file: (creator: string) => `One payment. Download again on any device with this wallet. Goes straight to ${creator}.`,
  },
  from: (address: string, wallet: string) => `From ${address} · ${wallet}.`,
  review: "You sign a message. Nothing moves until the server accepts it.",
  already: "Already bought it?",
  signIn: "Sign in with your wallet",
  checking: { library: "Checking your library…", terms: "One moment…" },
  opening: "Opening the list…",
  own: {
    title: "This is yours",
    text: (price: string) => `Readers are asked for ${price} here. Nobody can buy their own piece.`,
    action: "Open it",
  },
  offline: "Pennypost could not be reached. Nothing was signed or charged. Check your connection and try again.",
  announced: "Unlocked",
};

const ja: typeof en = {
  title: { article: "続きを読む", file: "ファイルを手に入れる" },
  moreWords: (count, minutes) => `残り ${formatNumber(count)} 語・約${minutes}分`,
  files: (count, size) => `${formatNumber(count)}ファイル・${size}`,
  fee: { test: "テスト用 USDC・ネットワーク手数料なし", real: "USDC・ネットワーク手数料なし" },
  unlock: { article: (price) => `${price} で続きを読む`, file: (price) => `${price} で手に入れる` },
  promise: {
    article: (creator) =>
      `お支払いは一度だけ。同じウォレットなら、どの端末でも読み返せます。代金は ${creator} さんへ直接届きます。`,
    file: (creator) =>
      `お支払いは一度だけ。同じウォレットなら、どの端末でもダウンロードし直せます。代金は ${creator} さんへ直接届きます。`,
  },
  from: (address, wallet) => `${wallet}（${address}）から。`,
  review: "メッセージに署名します。サーバーが受け付けるまで、お金は動きません。",
  already: "購入済みの方は",
  signIn: "ウォレットでサインイン",
  checking: { library: "ライブラリを確認しています…", terms: "少々お待ちください…" },
  opening: "一覧を開いています…",
  own: {
    title: "あなたの作品です",
    text: (price) => `読者には、ここで ${price} の支払いをお願いしています。ご自身の作品は購入できません。`,
    action: "開く",
  },
  offline: "Pennypost に接続できませんでした。署名も支払いも発生していません。通信状況を確かめて、もう一度お試しください。",
  announced: "続きが開きました",
};

export const text: Texts<typeof en> = { en, ja };
