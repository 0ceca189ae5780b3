// A chain of one's own for a test file: anvil in memory, on a free port, with Circle's USDC and funded accounts.
import type { Address, Hex } from "viem";
import { type Network, networks } from "../../lib/x402/networks";
import { accounts } from "../../scripts/local/accounts";
import { type ChainClient, followWallClock, startChain as start } from "../../scripts/local/chain";
import { balanceOf, mint, usdcAbi } from "../../scripts/local/usdc";
import { scratchFolder } from "./scratch";

export interface TestChain {
  rpcUrl: string;
  /** viem's test, public and wallet actions, for whatever is not below. */
  client: ChainClient;
  /** relayer (0), creators (1-3), readers (4-8; 100 USDC each), minter (9). */
  accounts: typeof accounts;
  usdc: Address;
  usdcAbi: typeof usdcAbi;
  mint(to: Address, amount: bigint): Promise<void>;
  balanceOf(account: Address): Promise<bigint>;
  mine(blocks?: number): Promise<void>;
  /** False keeps transactions in the mempool until mine(). */
  setAutomine(on: boolean): Promise<void>;
  /** The next block's time in Unix seconds; time goes on from there. */
  setNextBlockTimestamp(seconds: number | bigint): Promise<void>;
  /** Back to this machine's time. */
  followWallClock(): Promise<void>;
  snapshot(): Promise<Hex>;
  revert(snapshot: Hex): Promise<void>;
  /** Takes a pending transaction out of the mempool. */
  dropTransaction(hash: Hex): Promise<void>;
  /** Replaces the last `depth` blocks by empty ones. */
  reorg(depth: number): Promise<void>;
  stop(): Promise<void>;
}

/** `heartbeatSeconds` also mines on its own; `genesisTime` begins the chain in the past (Unix seconds). */
export async function startChain(
  options: { network?: Network; genesisTime?: number; heartbeatSeconds?: number } = {},
): Promise<TestChain> {
  const scratch = scratchFolder();
  const { client, rpcUrl, stop } = await start({ ...options, logFile: scratch.path("anvil.log") });
  const { asset: token }: Network = options.network ?? networks.local;
  return {
    rpcUrl,
    client,
    accounts,
    usdc: token,
    usdcAbi,
    mint: (to, amount) => mint(client, to, amount, token),
    balanceOf: (account) => balanceOf(client, account, token),
    mine: (blocks = 1) => client.mine({ blocks }),
    setAutomine: (on) => client.setAutomine(on),
    setNextBlockTimestamp: (seconds) => client.setNextBlockTimestamp({ timestamp: BigInt(seconds) }),
    followWallClock: () => followWallClock(client),
    snapshot: () => client.snapshot(),
    revert: (id) => client.revert({ id }),
    dropTransaction: (hash) => client.dropTransaction({ hash }),
    reorg: (depth) => client.request({ method: "anvil_reorg" as never, params: [depth, []] as never }),
    stop: async () => {
      await stop();
      scratch.remove();
    },
  };
}
