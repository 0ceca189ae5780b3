// Boot check: is this the chain, and is that the USDC, that the settings name? (EIP-712 domain separator, decimals)
import { domainSeparator } from "viem";
import { toHash } from "../kernel/address";
import { moreNetworks, type RailName } from "../x402/rail-networks";
import { usdcAbi } from "./abi";
import type { ChainClient } from "./client";

/** The node answers, and it is the wrong one. The message is one sentence for an operator. */
export class WrongChain extends Error {
  override readonly name = "WrongChain";
}

/** The settings that its sentences name. */
export interface CheckedSettings {
  rpc: string;
  network: string;
}

/** Throws WrongChain if the node contradicts the settings, and the node's own error if it does not answer. */
export async function checkChain(
  client: ChainClient,
  name: RailName,
  settings: CheckedSettings = { rpc: "RPC_URL", network: "NETWORK" },
): Promise<void> {
  const { chainId, asset, domain, label, symbol } = moreNetworks[name];
  const actual = await client.getChainId();
  if (actual !== chainId)
    throw new WrongChain(`${settings.rpc} is chain ${actual}, but ${settings.network}=${name} is chain ${chainId}.`);
  if (name === "local" || name === "local-eurc") await refuseRealNetwork(client);

  if (!(await client.getCode({ address: asset })))
    throw new WrongChain(`There is no ${symbol} contract at ${asset} on ${label}.`);
  const contract = { address: asset, abi: usdcAbi } as const;
  const [decimals, separator] = await Promise.all([
    client.readContract({ ...contract, functionName: "decimals" }),
    client.readContract({ ...contract, functionName: "DOMAIN_SEPARATOR" }),
  ]);
  if (decimals !== 6) throw new WrongChain(`${symbol} at ${asset} has ${decimals} decimals instead of 6.`);
  const expected = domainSeparator({ domain: { ...domain, chainId, verifyingContract: asset } });
  if (toHash(separator) !== toHash(expected))
    throw new WrongChain(`${symbol} at ${asset} has another EIP-712 domain than "${domain.name}".`);
}

/** NETWORK=local brings published keys, a faucet and demo wallets: never against anything but a local test node. */
async function refuseRealNetwork(client: ChainClient): Promise<void> {
  const version = await client.request({ method: "web3_clientVersion" });
  if (!/^anvil\//i.test(version))
    throw new WrongChain("NETWORK=local works only with a local anvil node; name the real network instead.");
}
