// The two demo wallets of the local chain, as RainbowKit lists them: a wagmi connector over the in-page provider.
// Loaded in demo mode only; the provider refuses any other network.
import type { Wallet } from "@rainbow-me/rainbowkit";
import { createConnector } from "wagmi";
import type { Address } from "../kernel/address";
import type { NetworkName } from "../x402/networks";
import { type DemoProvider, demoProvider } from "./demo-provider";

interface DemoWallet {
  id: string;
  name: string;
  /** Index in the published mnemonic; the local chain funds both. */
  account: number;
  /** A letter on a stamp. */
  letter: string;
  ink: string;
}

const demos: DemoWallet[] = [
  { id: "demoReader", name: "Demo reader", account: 4, letter: "R", ink: "#b1251b" },
  { id: "demoCreator", name: "Demo creator", account: 1, letter: "C", ink: "#23633f" },
];

const iconOf = ({ letter, ink }: DemoWallet) =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28"><rect width="28" height="28" fill="#fffdf7"/><rect x="3.5" y="3.5" width="21" height="21" fill="none" stroke="${ink}"/><text x="14" y="19.5" text-anchor="middle" font-family="Georgia,serif" font-size="16" fill="${ink}">${letter}</text></svg>`,
  )}`;

type Remembered = Record<`${string}.connected`, true>;

function connectorOf(demo: DemoWallet, provider: DemoProvider) {
  return createConnector<DemoProvider, Record<string, unknown>, Remembered>(({ chains, emitter, storage }) => {
    const flag = `${demo.id}.connected` as const;
    const accounts = async () => (await provider.request({ method: "eth_accounts" })) as Address[];
    const chainId = async () => Number(await provider.request({ method: "eth_chainId" }));
    return {
      id: demo.id,
      name: demo.name,
      type: "demo",
      icon: iconOf(demo),
      async connect<withCapabilities extends boolean = false>() {
        await storage?.setItem(flag, true);
        const connected = { accounts: await accounts(), chainId: await chainId() };
        // wagmi lets the caller ask for capabilities beside each account; there are none here.
        return connected as never as {
          accounts: withCapabilities extends true
            ? readonly { address: Address; capabilities: Record<string, unknown> }[]
            : readonly Address[];
          chainId: number;
        };
      },
      async disconnect() {
        await storage?.removeItem(flag);
      },
      getAccounts: accounts,
      getChainId: chainId,
      getProvider: async () => provider,
      isAuthorized: async () => Boolean(await storage?.getItem(flag)),
      async switchChain({ chainId: wanted }) {
        await provider.request({ method: "wallet_switchEthereumChain", params: [{ chainId: `0x${wanted.toString(16)}` }] });
        return chains[0];
      },
      onAccountsChanged: () => {},
      onChainChanged: () => {},
      onDisconnect: () => emitter.emit("disconnect"),
    };
  });
}

/** Wallets for RainbowKit's list, the reader first. */
export function demoWallets(network: NetworkName): (() => Wallet)[] {
  return demos.map((demo) => {
    const connector = connectorOf(demo, demoProvider(network, demo.account));
    return () => ({
      id: demo.id,
      name: demo.name,
      iconUrl: iconOf(demo),
      iconBackground: "#fffdf7",
      installed: true,
      // RainbowKit puts installed wallets at 0; where there is a demo, its wallets are offered before them.
      createConnector:
        ({ rkDetails }) =>
        (config) => ({ ...connector(config), rkDetails: { ...rkDetails, groupIndex: -1 } }),
    });
  });
}
