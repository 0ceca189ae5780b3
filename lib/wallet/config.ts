// wagmi's config, made in the browser at run time: which wallets are offered depends on what the server says, not on the build.
import { connectorsForWallets } from "@rainbow-me/rainbowkit";
import { base as baseAccountWallet, injectedWallet, walletConnectWallet } from "@rainbow-me/rainbowkit/wallets";
import type { Chain } from "viem";
import { base, baseSepolia } from "viem/chains";
import { type Config, createConfig, createStorage, http } from "wagmi";
import { networkOf } from "../x402/networks";
import type { PublicConfig } from "./public-config";
import { walletStorage } from "./wallet";

function chainOf({ network, rpcUrl }: PublicConfig): Chain {
  const { chainId, label } = networkOf(network);
  const known = chainId === base.id ? base : baseSepolia;
  return { ...known, name: label, rpcUrls: { default: { http: [rpcUrl] } } };
}

export async function makeConfig(settings: PublicConfig): Promise<Config> {
  const { network, demo, walletConnectProjectId: projectId } = settings;
  const demoWallets = demo ? (await import("./demo-wallets")).demoWallets(network) : [];
  const others = [
    ...("ethereum" in window ? [injectedWallet] : []),
    baseAccountWallet,
    ...(projectId ? [walletConnectWallet] : []),
  ];
  const groups = [
    ...(demoWallets.length ? [{ groupName: "Demo, with test money", wallets: demoWallets }] : []),
    { groupName: "Wallets", wallets: others },
  ];
  const chain = chainOf(settings);
  return createConfig({
    chains: [chain],
    // RainbowKit wants a project id even when nothing on the list uses WalletConnect.
    connectors: connectorsForWallets(groups, { appName: "Pennypost", projectId: projectId ?? "none" }),
    transports: { [chain.id]: http(settings.rpcUrl) },
    storage: createStorage({ key: walletStorage.key, storage: localStorage }),
  });
}
