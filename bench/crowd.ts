// P3b: two hundred buyers at once through one relayer key, on a chain with Base's blocks and its limit of waiting transactions.
import { networks } from "../lib/x402/networks";
import type { LocalAccount } from "../scripts/local/accounts";
import { startChain } from "../scripts/local/chain";
import { openShop } from "../tests/support/api";
import { type BaseNode, startBaseNode } from "../tests/support/base-node/node";
import { type Buyer, fundedBuyers, offerOf, payingRequest } from "./support/buyers";
import { get } from "./support/http";
import { figure, quantile } from "./support/numbers";
import type { Section } from "./support/report";
import { CONTENT_BYTES, PRICE, type Stage } from "./support/stage";

const BUYERS = 200;
const BLOCK_MS = 2_000;
const PENDING_MAX = 16;
/** A sale's gas on its own, as measured before payments shared transactions (shared/docs, P3b). */
const GAS_ALONE = 81_500;

type Chain = Awaited<ReturnType<typeof startChain>>;

interface Crowd {
  /** When each was served by its first answer, in milliseconds; the others were not. */
  served: number[];
  blocks: number;
  transactions: number;
  gas: number;
  /** Calls to the node, by method. */
  calls: Map<string, number>;
}

async function playCrowd(origin: string, chain: Chain, node: BaseNode, buyers: Buyer[], url: string): Promise<Crowd> {
  const offer = await offerOf(origin + url);
  const paying = await Promise.all(buyers.map((buyer) => payingRequest(origin + url, offer, buyer)));
  const first = await chain.client.getBlockNumber();
  const before = new Map(node.calls);
  const answers = await Promise.allSettled(paying.map((target) => get(target)));
  const calls = new Map([...node.calls].map(([method, count]) => [method, count - (before.get(method) ?? 0)] as const));
  const last = await chain.client.getBlockNumber();
  const sent = await sentBetween(chain, first + 1n, last);
  return {
    served: answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value.ms] : [])),
    ...{ blocks: sent.blocks, transactions: sent.count, gas: sent.gas, calls },
  };
}

/** What the relayer sent in these blocks: how many blocks hold any, from the first to the last of them. */
async function sentBetween(chain: Chain, from: bigint, to: bigint): Promise<{ count: number; gas: number; blocks: number }> {
  const holding: bigint[] = [];
  let [count, gas] = [0, 0];
  for (let blockNumber = from; blockNumber <= to; blockNumber++) {
    const { transactions } = await chain.client.getBlock({ blockNumber });
    if (transactions.length) holding.push(blockNumber);
    for (const hash of transactions) gas += Number((await chain.client.getTransactionReceipt({ hash })).gasUsed);
    count += transactions.length;
  }
  return { count, gas, blocks: Number((holding.at(-1) ?? 0n) - (holding[0] ?? 0n)) + 1 };
}

export async function crowd({ scratch, newDatabase, startPennypost, seller }: Stage): Promise<Section> {
  const chain = await startChain({ logFile: scratch.path("crowd-chain.log") });
  const node = await startBaseNode(chain.rpcUrl, { blockMs: 50, pendingMax: PENDING_MAX });
  try {
    const pennypost = await startPennypost(node.url, {
      ...{ DATABASE_URL: await newDatabase(), STORAGE_DIR: scratch.path("crowd-storage") },
      CONFIRMATIONS: networks.base.confirmations,
    });
    const creator = await openShop(pennypost.origin, seller as LocalAccount, "bench");
    const itemId = await creator.sellArticle({ price: PRICE, content: "x".repeat(CONTENT_BYTES) });
    const buyers = await fundedBuyers(chain, BUYERS + 1);
    const url = `/api/items/${itemId}/content`;
    await playCrowd(pennypost.origin, chain, node, buyers.slice(BUYERS), url);
    node.traits.blockMs = BLOCK_MS;
    const played = await playCrowd(pennypost.origin, chain, node, buyers.slice(0, BUYERS), url);
    await pennypost.stop();
    return sectionOf(played);
  } finally {
    await node.stop();
    await chain.stop();
  }
}

function sectionOf({ served, blocks, transactions, gas, calls }: Crowd): Section {
  const each = (total: number) => total / BUYERS;
  const asked = [...calls].filter(([, count]) => count > 0).sort(([, a], [, b]) => b - a);
  const callsEach = each(asked.reduce((sum, [, count]) => sum + count, 0));
  const methods = asked.map(([method, count]) => `${method} ${figure(each(count))}`).join(", ");
  const verdict = (what: string, value: string, target: string, reached: boolean) => ({
    ...{ id: "P3b", what, figure: value, target, reached },
  });
  return {
    title: "A crowd",
    note: `${BUYERS} buyers at once, one relayer key, a block every ${BLOCK_MS / 1000} s, at most ${PENDING_MAX} transactions of a sender waiting. Calls to the node a sale: ${methods}.`,
    header: ["served by the first answer", "median", "slowest", "blocks", "transactions", "gas a sale", "RPC calls a sale"],
    rows: [
      [
        String(served.length),
        `${figure(quantile(served, 0.5) / 1000)} s`,
        `${figure(Math.max(...served) / 1000)} s`,
        String(blocks),
        String(transactions),
        String(Math.round(each(gas))),
        figure(callsEach),
      ],
    ],
    verdicts: [
      verdict("served by the first answer", `${served.length} of ${BUYERS}`, "all", served.length === BUYERS),
      verdict("blocks", String(blocks), "≤ 4", blocks <= 4),
      verdict("gas a sale against one alone", figure(each(gas) / GAS_ALONE), "≤ 0.75", each(gas) <= 0.75 * GAS_ALONE),
      verdict("transactions", String(transactions), `< ${BUYERS / 4}`, transactions < BUYERS / 4),
      verdict("RPC calls a sale", figure(callsEach), "≤ 2", callsEach <= 2),
    ],
  };
}
