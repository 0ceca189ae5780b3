// The wallet port implemented with wagmi, in the code that loads on demand.
import { recoverMessageAddress, recoverTypedDataAddress, UserRejectedRequestError } from "viem";
import type { Config } from "wagmi";
import {
  connect,
  disconnect,
  getAccount,
  getBytecode,
  getConnectors,
  reconnect,
  signMessage,
  signTypedData,
  switchChain,
  watchAccount,
} from "wagmi/actions";
import { type Address, type Hex, toAddress } from "../kernel/address";
import { Cancelled, type Via, type Wallet, type WalletAccount, WalletTrouble, walletAccount } from "./wallet";

/** RainbowKit's wallet list, as wallet-stack provides it. */
export interface WalletList {
  open(): void;
  /** Calls back when the list is closed; returns the function that stops it. */
  onClose(listener: () => void): () => void;
}

const reconnectMs = 4000;
/** "0x" and 65 bytes. */
const plainSignatureLength = 132;

function accountOf(config: Config): WalletAccount | null {
  const { address, chainId, connector } = getAccount(config);
  return address && chainId && connector ? { address: toAddress(address), chainId, walletName: connector.name } : null;
}

/** Keeps `walletAccount` up to date from here on, and restores the last connection without a prompt. */
export async function restoreConnection(config: Config): Promise<void> {
  watchAccount(config, { onChange: () => walletAccount.set(accountOf(config)) });
  const recentId = await config.storage?.getItem("recentConnectorId");
  const recent = getConnectors(config).find(({ id }) => id === recentId);
  if (!recent) return;
  const tooLong = new Promise((resolve) => setTimeout(resolve, reconnectMs));
  await Promise.race([reconnect(config, { connectors: [recent] }), tooLong]);
}

/** Wallets report a declined request with several error codes; all become `Cancelled`. */
async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
      const code = "code" in cause ? cause.code : undefined;
      if (cause instanceof UserRejectedRequestError || code === 4001) throw new Cancelled("Declined in the wallet.");
      // EIP-1474's "resource unavailable": the wallet still shows an earlier request.
      if (code === -32002) throw new WalletTrouble("busy");
    }
    throw error;
  }
}

/** Rejects as soon as the wallet's account is no longer `address`, whatever the wallet answers later. */
function asLongAs<T>(address: Address, ask: () => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const now = walletAccount.get();
      if (now && now.address === address) return true;
      reject(new WalletTrouble(now ? "switched" : "left"));
      return false;
    };
    const stop = walletAccount.subscribe(look);
    if (look()) void asked(ask()).then(resolve, reject).finally(stop);
    else stop();
  });
}

/**
 * Some wallets sign with whichever account is selected. The signature of an ordinary account reveals its address; that of a
 * contract does not, and the server checks it (ERC-1271).
 */
async function signedBy(config: Config, address: Address, signature: Hex, recover: () => Promise<Hex>): Promise<Hex> {
  if (signature.length !== plainSignatureLength) return signature;
  const signer = await recover();
  if (toAddress(signer) === address) return signature;
  const code = await getBytecode(config, { address }).catch(() => undefined);
  if (!code) throw new WalletTrouble("switched");
  return signature;
}

async function connectThrough(config: Config, list: WalletList, signal?: AbortSignal): Promise<WalletAccount> {
  if (signal?.aborted) throw new Cancelled("Cancelled before the list was there.");
  const stops: (() => void)[] = [];
  const chosen = new Promise<void>((resolve) => {
    stops.push(list.onClose(resolve));
    stops.push(walletAccount.subscribe(() => walletAccount.get() && resolve()));
    const leave = () => resolve();
    signal?.addEventListener("abort", leave);
    stops.push(() => signal?.removeEventListener("abort", leave));
  });
  try {
    list.open();
    await chosen;
  } finally {
    for (const stop of stops) stop();
  }
  const account = accountOf(config);
  if (!account || signal?.aborted) throw new Cancelled("No wallet was chosen.");
  return account;
}

async function connectBy(config: Config, id: Via, signal?: AbortSignal): Promise<WalletAccount> {
  const connector = getConnectors(config).find((each) => each.id === id);
  if (!connector) throw new Error(`There is no wallet ${id} here.`);
  await asked(connect(config, { connector }));
  const account = accountOf(config);
  if (!account || signal?.aborted) throw new Cancelled("Cancelled while it connected.");
  return account;
}

export function wagmiWallet(config: Config, list: WalletList): Wallet {
  const [chain] = config.chains;
  return {
    connect: async (signal, via = "list") =>
      accountOf(config) ?? (via === "list" ? connectThrough(config, list, signal) : connectBy(config, via, signal)),
    switchNetwork: async () => void (await asked(switchChain(config, { chainId: chain.id }))),
    async signMessage(account, message) {
      const signature = await asLongAs(account, () => signMessage(config, { account, message }));
      return signedBy(config, account, signature, () => recoverMessageAddress({ message, signature }));
    },
    async signTransfer(account, data) {
      const signature = await asLongAs(account, () => signTypedData(config, { account, ...data }));
      return signedBy(config, account, signature, () => recoverTypedDataAddress({ ...data, signature }));
    },
    async disconnect() {
      await disconnect(config);
      await config.storage?.removeItem("recentConnectorId");
    },
  };
}
