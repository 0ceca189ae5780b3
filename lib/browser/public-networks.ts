// The networks that people pay on, the market's own first. Apart from the settings, which every page reads: this loads all networks.
import type { Network } from "../x402/networks";
import { moreNetworks } from "../x402/rail-networks";
import { readPublicConfig } from "./public-config";

export function publicNetworks(): readonly [Network, ...Network[]] {
  const [first, ...others] = readPublicConfig().rails;
  return [moreNetworks[first.name], ...others.map(({ name }) => moreNetworks[name])];
}

/** The network that a wallet on this chain pays and signs in on: its own if it is one of ours, the market's otherwise. */
export function networkFor(chainId: number): Network {
  const networks = publicNetworks();
  return networks.find((network) => network.chainId === chainId) ?? networks[0];
}
