import type { WalletTrouble } from "@/lib/wallet/wallet";

const trouble: Record<WalletTrouble["why"], string> = {
  busy: "Your wallet already has a question open. Open it and answer that one first.",
  left: "The wallet was disconnected before it had signed. Nothing was signed in.",
  switched: "Your wallet changed to another account before it had signed. Nothing was signed in; try again.",
};

/** What our own API may answer a wallet, by its codes. */
const problems: Record<string, string> = {
  too_many_requests: "That was too often in a short time. Wait a minute, then try again.",
  sign_in_refused: "The signature was not accepted. Nothing was signed in; try again.",
  unavailable: "The chain does not answer right now. Nothing was charged; try again in a little while.",
  faucet_empty: "This wallet already holds 100 test USDC.",
};

export const en = {
  waiting: "Waiting for your wallet…",
  signInWithWallet: "Sign in with your wallet",
  signIn: "Sign in",
  signOut: "Sign out",
  cancel: "Cancel",
  cancelled: "You cancelled. Nothing was signed.",
  offline: "Pennypost could not be reached. Check your connection and try again.",
  failed: "The wallet did not answer. Check that it is unlocked and try again.",
  trouble,
  problems,
  wallet: (address: string) => `Wallet ${address}`,
  signedIn: "Signed in",
  connected: "Connected, not signed in",
  library: "Library",
  dashboard: "Dashboard",
  disconnect: (wallet: string) => `Disconnect ${wallet}`,
  faucet: "Get test USDC",
  asking: "Asking…",
};
