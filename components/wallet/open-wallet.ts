"use client";
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
