// The wallet as the rest of the browser code sees it: a port without wagmi in it, so that a page need not load wagmi to name it.

import { observable } from "../browser/observable";
import type { Address, Hex } from "../kernel/address";
import type { TransferTypedData } from "../x402/exact/authorization";

export interface WalletAccount {
  address: Address;
  chainId: number;
  /** "MetaMask", "Demo reader". */
  walletName: string;
}

export interface Wallet {
  /** The connected account; opens the list of wallets when there is none. Rejects with `Cancelled` when the list is closed. */
  connect(signal?: AbortSignal): Promise<WalletAccount>;
  /** Asks the wallet for our network. */
  switchNetwork(): Promise<void>;
  /** Signs as `address`, or rejects: with `WalletTrouble` when the wallet has come to be another's meanwhile. */
  signMessage(address: Address, message: string): Promise<Hex>;
  signTransfer(address: Address, data: TransferTypedData): Promise<Hex>;
  disconnect(): Promise<void>;
}

/** The person closed the list, pressed Cancel or declined in the wallet. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}

/** The wallet cannot answer, or not as the account it was asked for. */
export class WalletTrouble extends Error {
  override readonly name = "WalletTrouble";
  /** It has another request open; it was disconnected; it shows or signed with another account. */
  readonly why: "busy" | "left" | "switched";

  constructor(why: WalletTrouble["why"]) {
    super(`The wallet: ${why}.`);
    this.why = why;
  }
}

/** The connected account, null while there is none. */
export const walletAccount = observable<WalletAccount | null>(null);

const storageKey = "pennypost";

/** wagmi's storage key; also where the light code sees that there is a connection to restore. */
export const walletStorage = { key: storageKey, recent: `${storageKey}.recentConnectorId` } as const;

/** True when this browser was connected and has not disconnected since. */
export function isWalletRemembered(): boolean {
  try {
    return localStorage.getItem(walletStorage.recent) !== null;
  } catch {
    return false;
  }
}
