// viem's client of our own node: the only witness of what was paid. Every call has a timeout.
import { createPublicClient, http, type PublicClient } from "viem";

export type ChainClient = PublicClient;

const CALL_TIMEOUT_MS = 5_000;

export function createChainClient(rpcUrl: string): ChainClient {
  return createPublicClient({
    transport: http(rpcUrl, { timeout: CALL_TIMEOUT_MS, retryCount: 1, retryDelay: 100 }),
    pollingInterval: 250,
    cacheTime: 1_000,
  });
}
