// Wallets that are apps on a phone. The phone's browser has no wallet, but the app's own browser has: a deep link opens this page there.
import type { Wallet } from "@rainbow-me/rainbowkit";
import { injected } from "wagmi";
import { letterIcon } from "./letter-icon";
import { walletSites } from "./wallet-sites";

interface App {
  id: string;
  name: string;
  ink: string;
  /** The app's universal link that opens a URL in its browser. */
  linkTo: (page: URL) => string;
  /** Where who has none gets it. */
  getAt: string;
}

const apps: App[] = [
  {
    id: "metaMaskApp",
    name: "MetaMask",
    ink: "#b1251b",
    linkTo: ({ host, pathname, search }) => `https://metamask.app.link/dapp/${host}${pathname}${search}`,
    getAt: walletSites.metaMask,
  },
  {
    id: "coinbaseApp",
    name: "Coinbase Wallet",
    ink: "#1d4f91",
    linkTo: ({ href }) => `https://go.cb-w.com/dapp?cb_url=${encodeURIComponent(href)}`,
    getAt: walletSites.coinbase,
  },
  {
    id: "trustApp",
    name: "Trust Wallet",
    ink: "#23633f",
    linkTo: ({ href }) => `https://link.trustwallet.com/open_url?coin_id=60&url=${encodeURIComponent(href)}`,
    getAt: walletSites.trust,
  },
];

/** RainbowKit asks for the URI of a pairing before it makes a link; a deep link needs none. */
const unpaired = { once: (_event: string, tell: (uri: string) => void) => tell("") };

/** A connector for the list on a phone. It never connects: the page opens anew inside the app. */
export function appWallets(): (() => Wallet)[] {
  return apps.map(({ id, name, ink, linkTo, getAt }) => () => ({
    id,
    name,
    iconUrl: letterIcon({ letter: name.charAt(0), ink }),
    iconBackground: "#fffdf7",
    downloadUrls: { mobile: getAt },
    mobile: { getUri: () => linkTo(new URL(location.href)) },
    createConnector: (details) => (config) => ({
      ...injected()(config),
      id,
      name,
      getProvider: async () => unpaired,
      connect: () => Promise.reject(new Error("This wallet is in its app.")),
      ...details,
    }),
  }));
}
