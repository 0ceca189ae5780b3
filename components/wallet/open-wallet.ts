"use client";
import type { SessionView } from "@/lib/auth/codecs";
// Loads the wallet stack once for the whole page. Everything that needs a wallet comes through here.
import { readPublicConfig } from "@/lib/browser/public-config";
import type { Wallet } from "@/lib/wallet/wallet";

let opening: Promise<Wallet> | undefined;

/** The page's wallet. Loads RainbowKit and wagmi when first asked, and restores the last connection. */
export function openWallet(): Promise<Wallet> {
  opening ??= import("./wallet-stack")
    .then(({ startStack }) => startStack(readPublicConfig()))
    .catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
  return opening;
}

/** Connects if need be, and signs in. */
export async function signInWithWallet(signal?: AbortSignal): Promise<SessionView> {
  const [wallet, { signIn }] = await Promise.all([openWallet(), import("@/lib/wallet/sign-in")]);
  return signIn(wallet, signal);
}
