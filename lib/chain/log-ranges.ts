// Logs of many blocks from nodes that allow few in one query, from 10 to 10,000 of them: a range that is refused is halved, and what
// fits is remembered.
import { elapsedMs } from "../kernel/clock";
import { isRefusedQuery } from "./rpc-errors";

export interface BlockRange {
  /** Both included. */
  fromBlock: bigint;
  toBlock: bigint;
}

/** The most that any node we know allows. */
const ALLOWED_MAX = 10_000n;
/** A refusal may have had another reason, or the operator may have another plan by now. */
const FORGOTTEN_MS = 3_600_000;

export interface LogRanges {
  /**
   * Asks for a range in parts that the node takes, one after another and oldest first, and gives what each part brought. Throws
   * what the node says of a single block.
   */
  read<T>(range: BlockRange, query: (part: BlockRange) => Promise<T[]>): AsyncGenerator<T[]>;
}

export function createLogRanges(blocksMax = ALLOWED_MAX): LogRanges {
  let fits = blocksMax;
  let learntAt = 0;

  const size = () => {
    if (elapsedMs() - learntAt > FORGOTTEN_MS) fits = blocksMax;
    return fits;
  };

  async function* read<T>({ fromBlock, toBlock }: BlockRange, query: (part: BlockRange) => Promise<T[]>): AsyncGenerator<T[]> {
    for (let start = fromBlock, blocks = size(); start <= toBlock; ) {
      const last = start + blocks - 1n;
      const part = { fromBlock: start, toBlock: last < toBlock ? last : toBlock };
      const asked = part.toBlock - start + 1n;
      try {
        const found = await query(part);
        if (blocks < fits) {
          fits = blocks;
          learntAt = elapsedMs();
        }
        start = part.toBlock + 1n;
        yield found;
      } catch (error) {
        if (asked === 1n || !isRefusedQuery(error)) throw error;
        blocks = asked / 2n;
      }
    }
  }

  return { read };
}
