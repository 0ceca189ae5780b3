// Receipts of transactions whose block is not sealed yet. What they will do is found by running all that waits on the newest state
// (eth_simulateV1), as the builder of the block does.
import { keccak256, toHex as textToHex, zeroHash } from "viem";
import { type Ask, toHex } from "./anvil";
import { type PooledTransaction, pendingTransactions } from "./pool";
import type { Traits } from "./traits";

interface Simulated {
  status: string;
  gasUsed: string;
  logs: Record<string, unknown>[];
}

async function simulate(ask: Ask, transactions: PooledTransaction[]): Promise<Simulated[]> {
  const calls = transactions.map(({ from, to, input, value, gas }) => ({ from, to, input, value, gas }));
  const [block] = await ask<{ calls: Simulated[] }[]>("eth_simulateV1", [{ blockStateCalls: [{ calls }] }, "latest"]);
  return block?.calls ?? [];
}

function receiptsOf(transactions: PooledTransaction[], simulated: Simulated[], number: number, hash: string) {
  const place = { blockNumber: toHex(number), blockHash: hash };
  let [logIndex, gas] = [0, 0];
  return transactions.map((transaction, index) => {
    const { status = "0x0", gasUsed = "0x0", logs = [] } = simulated[index] ?? {};
    const here = { ...place, transactionHash: transaction.hash, transactionIndex: toHex(index) };
    gas += Number(gasUsed);
    return {
      ...here,
      ...{ type: transaction.type, status, gasUsed, cumulativeGasUsed: toHex(gas), effectiveGasPrice: "0xf4247" },
      ...{ from: transaction.from, to: transaction.to, contractAddress: null, logsBloom: `0x${"00".repeat(256)}` },
      logs: logs.map((log) => ({ ...log, ...here, logIndex: toHex(logIndex++) })),
    };
  });
}

/** The receipt of a transaction that waits to be sealed; null if it does not. */
export async function preconfirmedReceipt(
  ask: Ask,
  hash: string,
  preconfirmations: Traits["preconfirmations"],
): Promise<object | null> {
  if (preconfirmations === "none") return null;
  const number = Number(await ask<string>("eth_blockNumber")) + 1;
  const transactions = await pendingTransactions(ask);
  if (!transactions.some((transaction) => transaction.hash === hash)) return null;
  // Each time that the unsealed block grows, it has another hash.
  const foreign = keccak256(textToHex(`unsealed ${number} with ${transactions.length}`));
  const blockHash = preconfirmations === "zero hash" ? zeroHash : foreign;
  const receipts = receiptsOf(transactions, await simulate(ask, transactions), number, blockHash);
  return receipts.find(({ transactionHash }) => transactionHash === hash) ?? null;
}
