import type { WalletTrouble } from "@/lib/wallet/wallet";
import type { en } from "./text.en";

const trouble: Record<WalletTrouble["why"], string> = {
  busy: "ウォレットに、まだ答えていない確認があります。先にそちらを済ませてください。",
  left: "署名の前にウォレットの接続が切れました。サインインしていません。",
  switched: "署名の前に、ウォレットのアカウントが切り替わりました。サインインしていません。もう一度お試しください。",
};

const problems: Record<string, string> = {
  too_many_requests: "短い時間に操作が集中しました。1分ほど待ってから、もう一度お試しください。",
  sign_in_refused: "署名が受け付けられませんでした。サインインしていません。もう一度お試しください。",
  unavailable: "現在チェーンから応答がありません。支払いは発生していません。しばらくしてから、もう一度お試しください。",
  faucet_empty: "このウォレットには、すでにテスト用 USDC が 100 あります。",
};

export const ja: typeof en = {
  prompts: {
    library: {
      title: "支払いに使ったウォレットでサインイン",
      text: "ライブラリは、どの端末でもウォレットについてきます。署名を一度だけして、ご自分のものであることを確認してください。費用はかからず、お金も動きません。",
    },
    dashboard: {
      title: "サインインして販売する",
      text: "ウォレットがそのままアカウントになり、読者の支払いは直接そこへ届きます。署名を一度だけして、ご自分のものであることを確認してください。費用はかからず、お金も動きません。",
    },
    receipt: {
      title: "サインインして領収書を見る",
      text: "領収書は、支払ったウォレットと、受け取った作者にだけ表示されます。署名を一度だけして、どちらの方かを確認してください。費用はかかりません。",
    },
  },
  waiting: "ウォレットを待っています…",
  signInWithWallet: "ウォレットでサインイン",
  signIn: "サインイン",
  signOut: "サインアウト",
  cancel: "キャンセル",
  cancelled: "キャンセルしました。署名はしていません。",
  failed: "ウォレットから応答がありません。ロックを解除して、もう一度お試しください。",
  trouble,
  problems,
  wallet: (address) => `ウォレット ${address}`,
  signedIn: "サインイン中",
  connected: "接続中（サインインしていません）",
  library: "ライブラリ",
  dashboard: "ダッシュボード",
  disconnect: (wallet) => `${wallet} との接続を切る`,
  faucet: "テスト用 USDC を受け取る",
  asking: "依頼しています…",
  list: {
    demo: "デモ用（テストのお金）",
    wallets: "ウォレット",
    browserWallet: "ブラウザのウォレット",
    demoReader: "デモの読者",
    demoCreator: "デモの作者",
    disclaimer: "接続すると、アドレスがこのページに伝わります。接続だけでは支払いは発生しません。",
  },
};
