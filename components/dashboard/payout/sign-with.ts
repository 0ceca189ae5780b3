"use client";
import { openWallet } from "@/components/wallet/open-wallet";
import type { Hex } from "@/lib/kernel/address";

/** The chosen wallet is not the one that must sign; `message` is the chosen wallet's address. */
export class OtherWallet extends Error {
  override readonly name = "OtherWallet";
}

/** Asks one particular wallet to sign; opens the wallet list when another is connected. The session is unaffected. */
export async function signWith(signer: string, message: string): Promise<Hex> {
  const wallet = await openWallet();
  let account = await wallet.connect();
  if (account.address !== signer) {
    await wallet.disconnect();
    account = await wallet.connect();
  }
  if (account.address !== signer) throw new OtherWallet(account.address);
  return wallet.signMessage(account.address, message);
}
