// wagmi's config, made in the browser at run time: which wallets are offered depends on what the server says, not on the build.
import { connectorsForWallets, type Wallet } from "@rainbow-me/rainbowkit";
import { base, injectedWallet, walletConnectWallet } from "@rainbow-me/rainbowkit/wallets";
import type { Chain } from "viem";
import * as chains from "viem/chains";
import { type Config, createConfig, createStorage, http } from "wagmi";
import { networkOf } from "../x402/networks";
import type { PublicConfig } from "./public-config";
import { walletStorage } from "./wallet";

function chainOf({ network, rpcUrl }: PublicConfig): Chain {
  const { chainId, label } = networkOf(network);
  const known = chainId === chains.base.id ? chains.base : chains.baseSepolia;
  return { ...known, name: label, rpcUrls: rpcUrl ? { default: { http: [rpcUrl] } } : known.rpcUrls };
}

/** The list asks for network 0, "any"; the Base wallet refuses that and is asked for ours. */
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

export async function makeConfig(settings: PublicConfig): Promise<Config> {
  const { network, demo, walletConnectProjectId: projectId } = settings;
  const demoWallets = demo ? (await import("./demo-wallets")).demoWallets(network) : [];
  const others = [...("ethereum" in window ? [injectedWallet] : []), baseWallet, ...(projectId ? [walletConnectWallet] : [])];
  const groups = [
    ...(demoWallets.length ? [{ groupName: "Demo, with test money", wallets: demoWallets }] : []),
    { groupName: "Wallets", wallets: others },
  ];
  const chain = chainOf(settings);
  return createConfig({
    chains: [chain],
    // RainbowKit wants a project id even when nothing on the list uses WalletConnect.
    connectors: connectorsForWallets(groups, { appName: "Pennypost", projectId: projectId ?? "none" }),
    transports: { [chain.id]: http() },
    storage: createStorage({ key: walletStorage.key, storage: localStorage }),
  });
}
