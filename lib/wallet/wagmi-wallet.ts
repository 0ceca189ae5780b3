// The wallet port over wagmi. Part of the stack that loads on demand.
import { UserRejectedRequestError } from "viem";
import type { Config } from "wagmi";
import {
  disconnect,
  getAccount,
  getConnectors,
  reconnect,
  signMessage,
  signTypedData,
  switchChain,
  watchAccount,
} from "wagmi/actions";
import { Cancelled, type Wallet, type WalletAccount, walletAccount } from "./wallet";

/** RainbowKit's list of wallets, as the stack lends it. */
export interface WalletList {
  open(): void;
  /** Calls back when the list has been closed; returns how to stop listening. */
  onClose(listener: () => void): () => void;
}

const reconnectMs = 4000;

function accountOf(config: Config): WalletAccount | null {
  const { address, chainId, connector } = getAccount(config);
  return address && chainId && connector ? { address, chainId, walletName: connector.name } : null;
}

/** Keeps `walletAccount` true from here on, and restores the last connection without a prompt. */
export async function restoreConnection(config: Config): Promise<void> {
  watchAccount(config, { onChange: () => walletAccount.set(accountOf(config)) });
  const recentId = await config.storage?.getItem("recentConnectorId");
  const recent = getConnectors(config).find(({ id }) => id === recentId);
  if (!recent) return;
  const tooLong = new Promise((resolve) => setTimeout(resolve, reconnectMs));
  await Promise.race([reconnect(config, { connectors: [recent] }), tooLong]);
}

/** A wallet says "declined" in several ways; all become `Cancelled`. */
async function asked<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
      const code = "code" in cause ? cause.code : undefined;
      if (cause instanceof UserRejectedRequestError || code === 4001) throw new Cancelled("Declined in the wallet.");
    }
    throw error;
  }
}

async function connectThrough(config: Config, list: WalletList, signal?: AbortSignal): Promise<WalletAccount> {
  const stops: (() => void)[] = [];
  const chosen = new Promise<void>((resolve) => {
    stops.push(list.onClose(resolve));
    stops.push(walletAccount.subscribe(() => walletAccount.get() && resolve()));
    signal?.addEventListener("abort", () => resolve());
  });
  list.open();
  await chosen;
  for (const stop of stops) stop();
  const account = accountOf(config);
  if (!account || signal?.aborted) throw new Cancelled("No wallet was chosen.");
  return account;
}

export function wagmiWallet(config: Config, list: WalletList): Wallet {
  const [chain] = config.chains;
  return {
    connect: async (signal) => accountOf(config) ?? connectThrough(config, list, signal),
    switchNetwork: async () => void (await asked(switchChain(config, { chainId: chain.id }))),
    signMessage: (account, message) => asked(signMessage(config, { account, message })),
    signTransfer: (account, data) => asked(signTypedData(config, { account, ...data })),
    async disconnect() {
      await disconnect(config);
      await config.storage?.removeItem("recentConnectorId");
    },
  };
}
