// A wallet's balance of the token, read from our server. Atomic units.
import { call } from "../browser/api";

/** `network`: its CAIP-2 id; the market's own where none is named. */
export async function getBalance(address: string, network?: string): Promise<bigint> {
  return BigInt((await call("GET /api/wallets/{address}/balance", { params: { address }, query: { network } })).amount);
}

/** Requests test USDC from the faucet; returns the amount. */
export async function askFaucet(address: string): Promise<bigint> {
  return BigInt((await call("POST /api/wallets/{address}/faucet", { params: { address } })).amount);
}
