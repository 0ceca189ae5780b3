// What public nodes of Base do, each trait with a switch of its own. A test may change any of them at any time.
import type { LogVendor } from "./log-limits";

/** A failed connection or an answer that is none, in place of a result. */
export interface Fault {
  kind: "hang" | "reset" | "html 502" | "garbage";
  /** How many of the calls, from 0 to 1. */
  share: number;
  /** Only these; all when absent. */
  methods?: string[];
}

export interface Traits {
  /** Base seals a block every two seconds (docs.base.org, "Flashblocks"). Null: a block only when the test says `seal()`. */
  blockMs: number | null;
  /**
   * Receipts before their block is sealed (docs.base.org, "Flashblocks API reference"): up to two seconds with a block hash of
   * zeros, or with one that no block will ever have. `eth_getBlockByNumber` knows no block of that number meanwhile
   * (wevm/viem issue 3873).
   */
  preconfirmations: "none" | "zero hash" | "foreign hash";
  /** Logs name their block's time (`blockTimestamp`, ethereum/execution-apis pull request 639); many nodes leave it out. */
  namesBlockTime: boolean;
  /** How many blocks `safe` and `finalized` lie behind `latest`: minutes and about twenty of them on Base. */
  safeBehind: number;
  finalizedBehind: number;
  /** The longest range of one eth_getLogs, and whose words refuse a longer one: from 10 blocks (Alchemy's free plan) to 10,000. */
  logRange: { blocks: number; vendor: LogVendor } | null;
  /** The most logs in one answer (10,000 at Infura and Alchemy). */
  logResultsMax: number;
  /** One call in so many is refused as over the rate limit, in turn as each vendor says it. */
  rateLimitEvery: number | null;
  /**
   * Several nodes answer behind one address, and some of them have not seen the newest blocks (ethereum/go-ethereum issue 27353).
   * So many of the calls reach one that is so many blocks behind.
   */
  lag: { share: number; blocks: number };
  /** eth_sendRawTransactionSync (EIP-7966): known, or refused as a method that does not exist, with the code of one vendor or other. */
  sendSync: "known" | -32601 | -32600;
  /** The most transactions of one sender that wait: 16 in reth's pool (`max_account_slots`). */
  pendingMax: number | null;
  /** A transaction before which another one of its sender's is missing is kept for later, as by most; or refused, as by sequencers without such a queue. */
  keepsGaps: boolean;
  fault: Fault | null;
  /** Nobody listens: every connection breaks at once. */
  isGone: boolean;
}

/** A node with no such traits: blocks on command, everything answered. */
export const kindTraits: Traits = {
  blockMs: null,
  preconfirmations: "none",
  namesBlockTime: true,
  safeBehind: 60,
  finalizedBehind: 600,
  logRange: null,
  logResultsMax: 10_000,
  rateLimitEvery: null,
  lag: { share: 0, blocks: 1 },
  sendSync: "known",
  pendingMax: null,
  keepsGaps: true,
  fault: null,
  isGone: false,
};

/** All that a public node of Base does at the same time. */
export const publicTraits: Traits = {
  ...kindTraits,
  blockMs: 2_000,
  preconfirmations: "zero hash",
  namesBlockTime: false,
  logRange: { blocks: 10, vendor: "Alchemy" },
  rateLimitEvery: 5,
  lag: { share: 0.2, blocks: 1 },
  sendSync: -32600,
  pendingMax: 16,
};
