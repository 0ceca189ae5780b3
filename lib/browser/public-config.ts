// Server settings that the browser may know. The layout writes them into the page as JSON, so they are not fixed at build time.
import type { RailName } from "../x402/rail-networks";

export interface PublicRail {
  name: RailName;
  /** RPC URL for the browser; null for the chain's public node. */
  rpcUrl: string | null;
}

export interface PublicConfig {
  /** What people pay on, the market's own first: chains on which the token is the one that prices are shown in. */
  rails: readonly [PublicRail, ...PublicRail[]];
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
