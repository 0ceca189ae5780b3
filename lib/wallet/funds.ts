// A wallet's USDC, asked of our own server. Atomic units.
import { callApi } from "../api-client/call";

export async function getBalance(address: string): Promise<bigint> {
  return BigInt((await callApi<{ amount: string }>("GET", `/api/wallets/${address}/balance`)).amount);
}

/** Play money from the test network's faucet; returns how much. */
export async function askFaucet(address: string): Promise<bigint> {
  return BigInt((await callApi<{ amount: string }>("POST", `/api/wallets/${address}/faucet`)).amount);
}
