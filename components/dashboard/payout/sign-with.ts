"use client";
import { openWallet } from "@/components/wallet/open-wallet";
import { type Address, type Hex, lower } from "@/lib/kernel/address";

/** The wallet that was chosen is not the one whose signature is needed; `message` is the address that was chosen. */
export class OtherWallet extends Error {
  override readonly name = "OtherWallet";
}

/** Asks one certain wallet to sign; offers the list of wallets when another is connected. The session stays as it is. */
export async function signWith(signer: Address, message: string): Promise<Hex> {
  const wallet = await openWallet();
  let account = await wallet.connect();
  if (lower(account.address) !== lower(signer)) {
    await wallet.disconnect();
    account = await wallet.connect();
  }
  if (lower(account.address) !== lower(signer)) throw new OtherWallet(account.address);
  return wallet.signMessage(account.address, message);
}
