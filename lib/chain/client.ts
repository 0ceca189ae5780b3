// viem's client of our own node: the only witness of what was paid. Every call has a timeout.
import { createPublicClient, type PublicClient } from "viem";
import { nodeTransport } from "./transport";

export type ChainClient = PublicClient;

export function createChainClient(rpcUrl: string): ChainClient {
  return createPublicClient({
    transport: nodeTransport(rpcUrl, 1),
    pollingInterval: 250,
    cacheTime: 1_000,
  });
}
