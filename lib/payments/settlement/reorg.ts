/** A reorganisation can bring a payment into a lower block than the one it was claimed at or seen in. */
const REORG_BLOCKS_MAX = 64n;

/** The first block in which a payment may lie that was claimed at, or seen in, this block. */
export const beforeReorg = (block: bigint): bigint => (block > REORG_BLOCKS_MAX ? block - REORG_BLOCKS_MAX : 0n);
