// A wallet's USDC balance, read from our server. Atomic units.
import { call } from "../browser/api";

export async function getBalance(address: string): Promise<bigint> {
  return BigInt((await call("GET /api/wallets/{address}/balance", { params: { address } })).amount);
}

/** Requests test USDC from the faucet; returns the amount. */
export async function askFaucet(address: string): Promise<bigint> {
  return BigInt((await call("POST /api/wallets/{address}/faucet", { params: { address } })).amount);
}
