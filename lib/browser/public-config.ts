// Server settings that the browser may know. The layout writes them into the page as JSON, so they are not fixed at build time.
import { type Network, type NetworkName, networkOf } from "../x402/networks";

export interface PublicConfig {
  network: NetworkName;
  /** RPC URL for the browser; null for the chain's public node. */
  rpcUrl: string | null;
  walletConnectProjectId: string | null;
  /** Offer the demo wallets and the faucet: the local chain only. */
  demo: boolean;
}

export const publicConfigId = "pennypost-config";

/** The settings in the current page. */
export function readPublicConfig(): PublicConfig {
  const json = document.getElementById(publicConfigId)?.textContent;
  if (!json) throw new Error("This page carries no public config.");
  return JSON.parse(json) as PublicConfig;
}

export function publicNetwork(): Network {
  return networkOf(readPublicConfig().network);
}
