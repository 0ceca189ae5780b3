import type { Texts } from "@/lib/i18n/locales";
import type { WalletTrouble } from "@/lib/wallet/wallet";

const troubleEn: Record<WalletTrouble["why"], string> = {
  busy: "Your wallet already has a question open. Open it and answer that one first.",
  left: "The wallet was disconnected before it had signed. Nothing was signed in.",
  switched: "Your wallet changed to another account before it had signed. Nothing was signed in; try again.",
};

/** What our own API may answer a wallet, by its codes. */
const problemsEn: Record<string, string> = {
  too_many_requests: "That was too often in a short time. Wait a minute, then try again.",
  sign_in_refused: "The signature was not accepted. Nothing was signed in; try again.",
  unavailable: "The chain does not answer right now. Nothing was charged; try again in a little while.",
  faucet_empty: "This wallet already holds 100 test USDC.",
};

const en = {
  waiting: "Waiting for your wallet…",
  signInWithWallet: "Sign in with your wallet",
  signIn: "Sign in",
  signOut: "Sign out",
  cancel: "Cancel",
  cancelled: "You cancelled. Nothing was signed.",
  offline: "Pennypost could not be reached. Check your connection and try again.",
  failed: "The wallet did not answer. Check that it is unlocked and try again.",
  trouble: troubleEn,
  problems: problemsEn,
  wallet: (address: string) => `Wallet ${address}`,
  signedIn: "Signed in",
  connected: "Connected, not signed in",
  library: "Library",
  dashboard: "Dashboard",
  account: "Account",
  disconnect: (wallet: string) => `Disconnect ${wallet}`,
  faucet: "Get test USDC",
  asking: "Asking…",
};

const troubleJa: Record<WalletTrouble["why"], string> = {
  busy: "ウォレットに、まだ答えていない確認があります。先にそちらを済ませてください。",
  left: "署名の前にウォレットの接続が切れました。サインインしていません。",
  switched: "署名の前に、ウォレットのアカウントが切り替わりました。サインインしていません。もう一度お試しください。",
};

const problemsJa: Record<string, string> = {
  too_many_requests: "短い時間に操作が集中しました。1分ほど待ってから、もう一度お試しください。",
  sign_in_refused: "署名が受け付けられませんでした。サインインしていません。もう一度お試しください。",
  unavailable: "現在チェーンから応答がありません。支払いは発生していません。しばらくしてから、もう一度お試しください。",
  faucet_empty: "このウォレットには、すでにテスト用 USDC が 100 あります。",
};

const ja: typeof en = {
  waiting: "ウォレットを待っています…",
  signInWithWallet: "ウォレットでサインイン",
  signIn: "サインイン",
  signOut: "サインアウト",
  cancel: "キャンセル",
  cancelled: "キャンセルしました。署名はしていません。",
  offline: "Pennypost に接続できませんでした。通信状況を確かめて、もう一度お試しください。",
  failed: "ウォレットから応答がありません。ロックを解除して、もう一度お試しください。",
  trouble: troubleJa,
  problems: problemsJa,
  wallet: (address) => `ウォレット ${address}`,
  signedIn: "サインイン中",
  connected: "接続中（サインインしていません）",
  library: "ライブラリ",
  dashboard: "ダッシュボード",
  account: "アカウント",
  disconnect: (wallet) => `${wallet} との接続を切る`,
  faucet: "テスト用 USDC を受け取る",
  asking: "依頼しています…",
};

export const text: Texts<typeof en> = { en, ja };
