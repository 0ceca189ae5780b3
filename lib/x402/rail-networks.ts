// All chains and tokens that a market may be paid in. Apart from networks.ts, which every reading page loads.
import { type Network, networks } from "./networks";

const eurc = { symbol: "EURC", domain: { name: "EURC", version: "2" } } as const;

/** What a market may be paid in besides, by the names that the setting RAILS gives: other chains, and other tokens on them. */
export const moreNetworks = {
  ...networks,
  /** A second anvil on this machine, with the chain id and EURC address of Avalanche Fuji. */
  "local-eurc": {
    ...networks.local,
    ...eurc,
    label: "Second local test chain",
    chainId: 43113,
    caip2: "eip155:43113",
    v1: "avalanche-fuji",
    asset: "0x5E44db7996c682E92a960b65AC713a54AD815c6B",
    publicRpc: "http://127.0.0.1:8546",
  },
  "base-sepolia-eurc": {
    ...networks["base-sepolia"],
    ...eurc,
    label: "Base Sepolia (EURC)",
    asset: "0x808456652fdb597867f38412077A9182bf77359F",
  },
  "base-eurc": { ...networks.base, ...eurc, label: "Base (EURC)", asset: "0x60a3E35Cc302bFA44Cb288Bc5a4F316Fdb1adb42" },
} as const satisfies Record<string, Network>;

export type RailName = keyof typeof moreNetworks;
