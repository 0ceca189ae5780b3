// How nodes refuse an eth_getLogs that asks for too much: too many blocks, too many logs, or blocks they have not seen yet.
import { type Ask, toHex } from "./anvil";
import { RpcRefusal } from "./refusal";
import type { Traits } from "./traits";

type RefuseRange = (from: number, to: number, max: number) => RpcRefusal;

const rangeRefusals = {
  /** risc0/risc0-ethereum pull request 656; the free plan's sentence since 2025. */
  Alchemy: (from, _to, max) =>
    new RpcRefusal(
      -32600,
      `Under the Free tier plan, you can make eth_getLogs requests with up to a ${max} block range. Based on your parameters, ` +
        `this block range should work: [${toHex(from)}, ${toHex(from + max - 1)}].`,
      400,
    ),
  /** INFURA/infura issue 237. */
  Infura: (from, to, max) => new RpcRefusal(-32602, `range ${to - from} exceeds limit of ${max}`),
  /** OffchainLabs/arbitrum-sdk issue 609. */
  QuickNode: (_from, _to, max) => new RpcRefusal(-32614, `eth_getLogs is limited to a ${max.toLocaleString("en")} range`, 413),
  /** 0xPolygon/cdk-erigon pull request 1706. */
  Erigon: (_from, _to, max) => new RpcRefusal(-32005, `block range too large, max range: ${max}`),
  /** The proxy in front of Base's own endpoints: ethereum-optimism/infra, proxyd/backend.go. */
  proxyd: (_from, _to, max) => new RpcRefusal(-32602, `block range greater than ${max} max`, 400),
} satisfies Record<string, RefuseRange>;

export type LogVendor = keyof typeof rangeRefusals;
export const logVendors = Object.keys(rangeRefusals) as LogVendor[];

/** reth tells a range that may do, and it may be the same one (paradigmxyz/reth issue 23810). The others are Infura's words. */
function refuseResults({ logRange }: Traits, from: number, to: number, max: number): RpcRefusal {
  if (logRange?.vendor === "proxyd")
    return new RpcRefusal(-32602, `query exceeds max results ${max}, retry with the range ${from}-${to}`);
  return new RpcRefusal(-32005, `query returned more than ${max} results`);
}

export interface LogFilter {
  fromBlock: string;
  toBlock: string;
  blockHash?: string;
}

/** The logs of a filter whose blocks are numbers, as a node answers that has seen blocks up to `head`. */
export async function limitedLogs(ask: Ask, traits: Traits, filter: LogFilter, head: number): Promise<unknown[]> {
  const [from, to] = [Number(filter.fromBlock), Number(filter.toBlock)];
  // ethereum/execution-apis, tests/eth_getLogs: a range that ends later than the head is refused.
  if (to > head) throw new RpcRefusal(-32602, "block range extends beyond current head block");
  const { logRange, logResultsMax } = traits;
  if (logRange && to - from + 1 > logRange.blocks) throw rangeRefusals[logRange.vendor](from, to, logRange.blocks);
  const logs = await ask<unknown[]>("eth_getLogs", [filter]);
  if (logs.length > logResultsMax) throw refuseResults(traits, from, to, logResultsMax);
  return logs;
}
