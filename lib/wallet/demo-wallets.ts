// The two demo wallets of the local chain, as RainbowKit lists them: a wagmi connector over the in-page provider.
// Loaded in demo mode only; the provider refuses any other network.
import type { Wallet } from "@rainbow-me/rainbowkit";
import { createConnector } from "wagmi";
import type { Hex } from "../kernel/address";
import type { RailName } from "../x402/rail-networks";
import { type DemoProvider, demoProvider } from "./demo-provider";
import { letterIcon } from "./letter-icon";

interface DemoWallet {
  id: "demoReader" | "demoCreator";
  name: string;
  /** Index in the published mnemonic; the local chain funds both. */
  account: number;
  /** The letter of its icon. */
  letter: string;
  ink: string;
}

export type DemoNames = Record<DemoWallet["id"], string>;

const demos: Omit<DemoWallet, "name">[] = [
  { id: "demoReader", account: 4, letter: "R", ink: "#b1251b" },
  { id: "demoCreator", account: 1, letter: "C", ink: "#23633f" },
];

type Remembered = Record<`${string}.connected`, true>;

function connectorOf(demo: DemoWallet, provider: DemoProvider) {
  return createConnector<DemoProvider, Record<string, unknown>, Remembered>(({ chains, emitter, storage }) => {
    const flag = `${demo.id}.connected` as const;
    const accounts = async () => (await provider.request({ method: "eth_accounts" })) as Hex[];
    const chainId = async () => Number(await provider.request({ method: "eth_chainId" }));
    return {
      id: demo.id,
      name: demo.name,
      type: "demo",
      icon: letterIcon(demo),
      async connect<withCapabilities extends boolean = false>() {
        await storage?.setItem(flag, true);
        const connected = { accounts: await accounts(), chainId: await chainId() };
        // wagmi asks for the capabilities of each account; there are none here.
        return connected as never as {
          accounts: withCapabilities extends true
            ? readonly { address: Hex; capabilities: Record<string, unknown> }[]
            : readonly Hex[];
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

/** Wallets for RainbowKit's list, the reader's first. */
export function demoWallets(network: RailName, names: DemoNames): (() => Wallet)[] {
  return demos.map((facts) => {
    const demo = { ...facts, name: names[facts.id] };
    const connector = connectorOf(demo, demoProvider(network, demo.account));
    return () => ({
      id: demo.id,
      name: demo.name,
      iconUrl: letterIcon(demo),
      iconBackground: "#fffdf7",
      installed: true,
      // RainbowKit ranks installed wallets at 0; the demo wallets come before them.
      createConnector:
        ({ rkDetails }) =>
        (config) => ({ ...connector(config), rkDetails: { ...rkDetails, groupIndex: -1 } }),
    });
  });
}
