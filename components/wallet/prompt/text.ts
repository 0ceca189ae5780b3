import type { Texts } from "@/lib/i18n/locales";

const en = {
  library: {
    title: "Sign in with the wallet you paid with",
    text: "Your library follows your wallet to any device. One signature proves that it is yours; it costs nothing and moves no money.",
  },
  dashboard: {
    title: "Sign in to sell",
    text: "Your wallet is your account: what readers pay goes straight into it. One signature proves that it is yours; it costs nothing and moves no money.",
  },
  account: {
    title: "Sign in to see your account",
    text: "Where you are signed in, and the keys of your scripts, belong to your wallet. One signature proves that it is yours; it costs nothing and moves no money.",
  },
  receipt: {
    title: "Sign in to see this receipt",
    text: "A receipt is shown to the wallet that paid and to the creator who was paid. One signature proves which one you are; it costs nothing.",
  },
  operator: {
    title: "Sign in as an operator",
    text: "This desk is for the wallets that look after this site. One signature proves that yours is one of them; it costs nothing and moves no money.",
  },
};

const ja: typeof en = {
  library: {
    title: "支払いに使ったウォレットでサインイン",
    text: "ライブラリは、どの端末でもウォレットについてきます。署名を一度だけして、ご自分のものであることを確認してください。費用はかからず、お金も動きません。",
  },
  dashboard: {
    title: "サインインして販売する",
    text: "ウォレットがそのままアカウントになり、読者の支払いは直接そこへ届きます。署名を一度だけして、ご自分のものであることを確認してください。費用はかからず、お金も動きません。",
  },
  account: {
    title: "サインインしてアカウントを見る",
    text: "サインイン中のブラウザと、スクリプト用のキーは、ウォレットに属します。署名を一度だけして、ご自分のものであることを確認してください。費用はかからず、お金も動きません。",
  },
  receipt: {
    title: "サインインして領収書を見る",
    text: "領収書は、支払ったウォレットと、受け取った作者にだけ表示されます。署名を一度だけして、どちらの方かを確認してください。費用はかかりません。",
  },
  operator: {
    title: "運営者としてサインイン",
    text: "このページは、サイトを管理するウォレット専用です。署名を一度だけして、ご自分のものであることを確認してください。費用はかからず、お金も動きません。",
  },
};

export const text: Texts<typeof en> = { en, ja };
