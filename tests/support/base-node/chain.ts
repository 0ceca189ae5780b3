// A chain with a past of twenty minutes, so that `safe` and `finalized` lie where Base has them, and readers with 10,000 USDC each.
import { startChain, type TestChain } from "../chain";
import { type BaseNode, startBaseNode } from "./node";
import type { Traits } from "./traits";

const BLOCK_SECONDS = 2;
/** More than `finalized` lies behind. */
const PAST_BLOCKS = 660;
const RICH = 10_000_000_000n;

export interface BaseChain extends TestChain {
  node: BaseNode;
}

export async function startBaseChain(traits: Partial<Traits> = {}, seed = 1): Promise<BaseChain> {
  const genesisTime = Math.floor(Date.now() / 1000) - (PAST_BLOCKS + 60) * BLOCK_SECONDS;
  const chain = await startChain({ genesisTime });
  for (const { address } of chain.accounts.readers) await chain.mint(address, RICH);
  await chain.client.mine({ blocks: PAST_BLOCKS, interval: BLOCK_SECONDS });
  await chain.followWallClock();
  const node = await startBaseNode(chain.rpcUrl, traits, seed);
  return {
    ...chain,
    node,
    async stop() {
      await node.stop();
      await chain.stop();
    },
  };
}
