import type { Texts } from "@/lib/i18n/locales";

const en = {
  demo: "Demo, with test money",
  wallets: "Wallets",
  browserWallet: "Browser wallet",
  demoReader: "Demo reader",
  demoCreator: "Demo creator",
  disclaimer: "Connecting shows your address to this page. Nothing is charged by it.",
  newHere: "New to wallets? How it works",
};

const ja: typeof en = {
  demo: "デモ用（テストのお金）",
  wallets: "ウォレット",
  browserWallet: "ブラウザのウォレット",
  demoReader: "デモの読者",
  demoCreator: "デモの作者",
  disclaimer: "接続すると、アドレスがこのページに伝わります。接続だけでは支払いは発生しません。",
  newHere: "はじめての方へ：しくみ",
};

export const text: Texts<typeof en> = { en, ja };
