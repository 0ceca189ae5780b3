// The wallet port that browser code uses. It does not import wagmi, so a page need not load wagmi to refer to it.

import { observable } from "../browser/observable";
import type { Address, Hex } from "../kernel/address";
import type { TransferTypedData } from "../x402/exact/authorization";

export interface WalletAccount {
  address: Address;
  chainId: number;
  /** "MetaMask", "Demo reader". */
  walletName: string;
}

/** RainbowKit's list, or one of the connectors that need nothing installed. */
export type Via = "list" | "demoReader" | "baseAccount";

export interface Wallet {
  /** The connected account. Where there is none, opens the list or goes by the connector; rejects with `Cancelled` when that is closed. */
  connect(signal?: AbortSignal, via?: Via): Promise<WalletAccount>;
  /** Asks the wallet to switch to our network. */
  switchNetwork(): Promise<void>;
  /** Signs as `address`; rejects with `WalletTrouble` when the wallet has changed to another account. */
  signMessage(address: Address, message: string): Promise<Hex>;
  signTransfer(address: Address, data: TransferTypedData): Promise<Hex>;
  disconnect(): Promise<void>;
}

/** The person closed the list, pressed Cancel or declined in the wallet. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}

/** The wallet cannot answer, or answers for another account. */
export class WalletTrouble extends Error {
  override readonly name = "WalletTrouble";
  /** `busy`: another request is open. `left`: disconnected. `switched`: the account has changed. */
  readonly why: "busy" | "left" | "switched";

  constructor(why: WalletTrouble["why"]) {
    super(`The wallet: ${why}.`);
    this.why = why;
  }
}

/** The connected account, null while there is none. */
export const walletAccount = observable<WalletAccount | null>(null);

const storageKey = "pennypost";

/** wagmi's storage key, which code outside the on-demand stack reads to see whether there is a connection to restore. */
export const walletStorage = { key: storageKey, recent: `${storageKey}.recentConnectorId` } as const;

/** Whether this browser was connected and has not disconnected since. */
export function isWalletRemembered(): boolean {
  try {
    return localStorage.getItem(walletStorage.recent) !== null;
  } catch {
    return false;
  }
}
