// Test USDC on the local chain, minted by an account that the local node itself holds: no key of ours is involved.
import { createWalletClient } from "viem";
import type { Address, Hex } from "../kernel/address";
import { Refusal } from "../kernel/errors";
import type { Network } from "../x402/networks";
import { usdcAbi } from "./abi";
import { nodeTransport } from "./transport";
import type { Usdc } from "./usdc";

/** The last of anvil's published accounts, which is the minter of the local USDC (scripts/local). */
const MINTER: Hex = "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720";
const PORTION = 10_000_000n;
const ENOUGH = 100_000_000n;

export type Faucet = (to: Address) => Promise<{ amount: bigint; transaction: Hex }>;

/** Gives 10 USDC a call, to wallets that hold less than 100. */
export function createFaucet(rpcUrl: string, usdc: Usdc, network: Network): Faucet {
  const node = createWalletClient({ account: MINTER, transport: nodeTransport(rpcUrl, 0) });
  let last: Promise<unknown> = Promise.resolve();

  const give = async (to: Address) => {
    if ((await usdc.balanceOf(to)) >= ENOUGH) throw new Refusal("faucet_empty", "This wallet already holds 100 test USDC.");
    const transaction = await node.writeContract({
      chain: null,
      address: network.asset,
      abi: usdcAbi,
      functionName: "mint",
      args: [to, PORTION],
    });
    return { amount: PORTION, transaction };
  };

  // One after another: the node hands out its account's nonces twice when asked at the same moment.
  return (to) => {
    const given = last.then(() => give(to));
    last = given.catch(() => undefined);
    return given;
  };
}
