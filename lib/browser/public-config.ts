// What the browser may know of the server's settings. The layout writes it into the page as JSON; nothing of it is fixed at build time.
import { type Network, type NetworkName, networkOf } from "../x402/networks";

export interface PublicConfig {
  network: NetworkName;
  /** A node the browser may ask; null for the chain's own public one. */
  rpcUrl: string | null;
  walletConnectProjectId: string | null;
  /** Offer the demo wallets and the faucet: the local chain only. */
  demo: boolean;
}

export const publicConfigId = "pennypost-config";

/** The config of the page this runs in. */
export function readPublicConfig(): PublicConfig {
  const json = document.getElementById(publicConfigId)?.textContent;
  if (!json) throw new Error("This page carries no public config.");
  return JSON.parse(json) as PublicConfig;
}

export function publicNetwork(): Network {
  return networkOf(readPublicConfig().network);
}
