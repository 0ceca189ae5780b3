// A wallet's USDC balance, read from our server. Atomic units.
import { callApi } from "../api-client/call";

export async function getBalance(address: string): Promise<bigint> {
  return BigInt((await callApi<{ amount: string }>("GET", `/api/wallets/${address}/balance`)).amount);
}

/** Requests test USDC from the faucet; returns the amount. */
export async function askFaucet(address: string): Promise<bigint> {
  return BigInt((await callApi<{ amount: string }>("POST", `/api/wallets/${address}/faucet`)).amount);
}
