import type { en } from "./text.en";

export const ja: typeof en = {
  demo: "デモ用（テストのお金）",
  wallets: "ウォレット",
  browserWallet: "ブラウザのウォレット",
  demoReader: "デモの読者",
  demoCreator: "デモの作者",
  disclaimer: "接続すると、アドレスがこのページに伝わります。接続だけでは支払いは発生しません。",
};
