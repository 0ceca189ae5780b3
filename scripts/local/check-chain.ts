// A configured chain must answer, and be the one that NETWORK names.
import { type NetworkName, networks } from "../../lib/x402/networks";
import { chainClient } from "./chain";
import type { Settings } from "./env";

export async function checkChain({ RPC_URL = "", NETWORK }: Settings): Promise<void> {
  const { chainId, label } = networks[NETWORK as NetworkName];
  const host = new URL(RPC_URL).host;
  const found = await chainClient(RPC_URL)
    .getChainId()
    .catch(() => undefined);
  if (!found) throw new Error(`RPC_URL: no EVM node answers at ${host}.`);
  if (found !== chainId)
    throw new Error(`RPC_URL: ${host} is chain ${found}, but NETWORK is ${NETWORK} (${label}, chain ${chainId}).`);
}
