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
  waiting: "ウォレットを待っています…",
  signInWithWallet: "ウォレットでサインイン",
  signIn: "サインイン",
  signOut: "サインアウト",
  cancel: "キャンセル",
  cancelled: "キャンセルしました。署名はしていません。",
  offline: "Pennypost に接続できませんでした。通信状況を確かめて、もう一度お試しください。",
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
};
