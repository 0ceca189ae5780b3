// wagmi's config, made in the browser at run time, since the wallets on offer depend on the server's settings.
import { connectorsForWallets, type Wallet } from "@rainbow-me/rainbowkit";
import { base, injectedWallet, walletConnectWallet } from "@rainbow-me/rainbowkit/wallets";
import type { Chain } from "viem";
import * as chains from "viem/chains";
import { type Config, createConfig, createStorage, http, noopStorage } from "wagmi";
import type { PublicConfig, PublicRail } from "../browser/public-config";
import { moreNetworks } from "../x402/rail-networks";
import { appWallets } from "./app-wallets";
import type { DemoNames } from "./demo-wallets";
import { hasAnnounced, hasInjected, isPhone } from "./installed";
import { walletStorage } from "./wallet";

/** Wallets that do not know a chain are told of it by this. Its own coin pays for gas, which nobody here does. */
function chainOf({ name, rpcUrl }: PublicRail): Chain {
  const { chainId: id, label, publicRpc, explorer } = moreNetworks[name];
  const known: Chain[] = [chains.base, chains.baseSepolia];
  const { nativeCurrency } = chains.base;
  const facts = known.find((chain) => chain.id === id) ?? {
    id,
    nativeCurrency,
    ...(explorer && { blockExplorers: { default: { name: label, url: explorer } } }),
  };
  return { ...facts, name: label, rpcUrls: { default: { http: [rpcUrl ?? publicRpc] } } };
}

/** The list asks for network 0, "any", which the Base wallet refuses; it is asked for our network instead. */
function baseWallet(options: Parameters<typeof base>[0]): Wallet {
  const wallet = base(options);
  return {
    ...wallet,
    createConnector: (details) => (config) => {
      const connector = wallet.createConnector(details)(config);
      const connect: typeof connector.connect = (wanted) => connector.connect({ ...wanted, chainId: config.chains[0].id });
      return { ...connector, connect };
    },
  };
}

/** The texts of the wallet list in the page's language. */
export interface ListNames extends DemoNames {
  demo: string;
  wallets: string;
  browserWallet: string;
}

/** Announced wallets are listed by name. The unnamed entry is for wallets that do not announce themselves, and on phones for all. */
function browserWallets(name: string): (() => Wallet)[] {
  const isListed = hasInjected() && (isPhone() || !hasAnnounced());
  return isListed ? [() => ({ ...injectedWallet(), name })] : [];
}

/** Undefined where the browser forbids storage: the connection then lasts as long as the page. */
function storageOf(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

export async function makeConfig(settings: PublicConfig, names: ListNames): Promise<Config> {
  const { rails, demo, walletConnectProjectId: projectId } = settings;
  const demoWallets = demo ? (await import("./demo-wallets")).demoWallets(rails[0].name, names) : [];
  const others = [
    ...browserWallets(names.browserWallet),
    baseWallet,
    ...(projectId ? [walletConnectWallet] : []),
    ...(isPhone() && !hasInjected() ? appWallets() : []),
  ];
  const groups = [
    ...(demoWallets.length ? [{ groupName: names.demo, wallets: demoWallets }] : []),
    { groupName: names.wallets, wallets: others },
  ];
  const [first, ...more] = rails;
  return createConfig({
    chains: [chainOf(first), ...more.map(chainOf)],
    // RainbowKit requires a project id even when no wallet uses WalletConnect.
    connectors: connectorsForWallets(groups, { appName: "Pennypost", projectId: projectId ?? "none" }),
    transports: Object.fromEntries(rails.map(({ name }) => [moreNetworks[name].chainId, http()])),
    storage: createStorage({ key: walletStorage.key, storage: storageOf() ?? noopStorage }),
  });
}
