"use client";
// From a press to a connected wallet: our own sheet at once, and behind it RainbowKit's list.
import type { SessionView } from "@/lib/auth/codecs";
import { isWalletRemembered, type Wallet, type WalletAccount, walletAccount } from "@/lib/wallet/wallet";
import { openWallet } from "./open-wallet";

interface Connected {
  wallet: Wallet;
  account: WalletAccount;
}

/** Who is connected, or was, is asked nothing. Rejects with `Cancelled` when the sheet or the list is closed. */
export async function connectWallet(signal?: AbortSignal): Promise<Connected> {
  if (walletAccount.get() || isWalletRemembered()) return connected(await openWallet(), signal);
  // First the sheet, which is small: on a slow line it stands there while the rest arrives.
  const { askForWallet } = await import("./sheet/ask-for-wallet");
  const loading = openWallet();
  const via = await askForWallet(loading, signal);
  return connected(await loading, signal, via);
}

async function connected(wallet: Wallet, ...how: Parameters<Wallet["connect"]>): Promise<Connected> {
  return { wallet, account: await wallet.connect(...how) };
}

/** Connects if need be, and signs in. */
export async function signInWithWallet(signal?: AbortSignal): Promise<SessionView> {
  const { wallet } = await connectWallet(signal);
  const { signIn } = await import("@/lib/wallet/sign-in");
  return signIn(wallet, signal);
}
