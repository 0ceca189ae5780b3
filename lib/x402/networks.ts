// The supported chains: x402 v1 name, CAIP-2 id (x402 v2), and USDC's address and EIP-712 domain, which boot compares with the chain.
import type { Hex } from "../kernel/address";

export interface Network {
  /** Its name for people. */
  label: string;
  chainId: number;
  /** x402 v2 network (CAIP-2). */
  caip2: `eip155:${number}`;
  /** x402 v1 network name. */
  v1: string;
  /** The token's contract, as its issuer writes it: USDC but where `symbol` says otherwise. */
  asset: Hex;
  symbol: "USDC" | "EURC";
  /** EIP-712 domain of that contract. */
  domain: { name: string; version: string };
  explorer: string | null;
  /** A public RPC node. */
  publicRpc: string;
  /** A test network, whose USDC has no value: a faucet may be offered. */
  test: boolean;
  /** Confirmations required by price in USDC, as the setting CONFIRMATIONS has them; used where it is not set. */
  confirmations: string;
}

const sepolia = {
  chainId: 84532,
  caip2: "eip155:84532",
  v1: "base-sepolia",
  asset: "0x036CbD53842c5426634e7929541eC2318f3dCF7e",
  symbol: "USDC",
  domain: { name: "USDC", version: "2" },
  test: true,
  confirmations: "1:1,25:2,*:3",
} as const;

export const networks = {
  /** anvil on this machine, with Base Sepolia's chain id and USDC address, so that unmodified x402 clients can pay. */
  local: { ...sepolia, label: "Local test chain", explorer: null, publicRpc: "http://127.0.0.1:8545", confirmations: "*:1" },
  "base-sepolia": {
    ...sepolia,
    label: "Base Sepolia",
    explorer: "https://sepolia.basescan.org",
    publicRpc: "https://sepolia.base.org",
  },
  base: {
    label: "Base",
    chainId: 8453,
    caip2: "eip155:8453",
    v1: "base",
    asset: "0x833589fCD6eDb6E08f4c7C32D4f71b54bdA02913",
    symbol: "USDC",
    domain: { name: "USD Coin", version: "2" },
    explorer: "https://basescan.org",
    publicRpc: "https://mainnet.base.org",
    test: false,
    confirmations: "1:1,25:2,*:3",
  },
} as const satisfies Record<string, Network>;

export type NetworkName = keyof typeof networks;

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** The network that a server at this origin means by a CAIP-2 id: on loopback, Base Sepolia's id is the local chain's. */
export function findNetwork(caip2: string, origin: string): Network | undefined {
  const candidates = Object.values(networks).filter((network) => network.caip2 === caip2);
  return LOOPBACK.includes(new URL(origin).hostname) ? candidates[0] : candidates.at(-1);
}
