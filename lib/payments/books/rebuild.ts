// Sales back from the chain, after purchases were lost and the catalogue was restored: payments whose nonce was derived from one
// of our quotes name their item. Nothing that is there is changed, so that it may run any number of times.
import type { ChainPayment, PaymentLog } from "../../chain/payment-log";
import { type Address, toAddress } from "../../kernel/address";
import { realmOf } from "../../x402/mpp/challenge";
import { fixedPrice, type Price } from "../../x402/price";
import type { PaymentDeps } from "../deps";
import { findBoundItem } from "../terms/quotes";
import { insertSale, isRecorded, listSoldItems, type SoldItem } from "./rebuild-queries";

const BLOCKS_PER_STEP = 2_000n;

export interface RebuildDeps extends Pick<PaymentDeps, "db" | "network" | "usdc" | "quoteKey" | "origin"> {
  paymentLog: PaymentLog;
}

export interface RebuildOptions {
  fromBlock: bigint;
  /** Finds and counts, and writes nothing. */
  dryRun?: boolean;
  onProgress?: (block: bigint, report: RebuildReport) => void;
}

export interface RebuildReport {
  /** Payments by authorization to our creators. */
  payments: number;
  /** In our books already. */
  known: number;
  /** Recreated; in a dry run, what would be. */
  rebuilt: number;
  /** Ours, and not recreated: the payer has the item, or a purchase of it, by another payment. */
  second: ChainPayment[];
  /** With a nonce that names no item of ours: an agent's random one, or somebody else's sale. */
  unattributed: ChainPayment[];
}

type Priced = SoldItem & { price: Price };

async function readItems({ db }: RebuildDeps): Promise<Map<Address, Priced[]>> {
  const byPayee = new Map<Address, Priced[]>();
  for (const item of await listSoldItems(db)) {
    const items = byPayee.get(item.payTo) ?? [];
    items.push({ ...item, price: fixedPrice(item.amounts) });
    byPayee.set(item.payTo, items);
  }
  return byPayee;
}

/** Reads the chain from a block to its head. Throws when the node or the database fails; what was written by then stands. */
export async function rebuild(
  deps: RebuildDeps,
  { fromBlock, dryRun = false, onProgress }: RebuildOptions,
): Promise<RebuildReport> {
  const { db, usdc, network, quoteKey, origin, paymentLog } = deps;
  const { chainId } = network;
  const asset = toAddress(network.asset);
  const asked = { chainId, realm: realmOf(origin) };
  const byPayee = await readItems(deps);
  const [head, finalized] = await Promise.all([paymentLog.latestBlock(), paymentLog.finalizedBlock()]);
  const report: RebuildReport = { payments: 0, known: 0, rebuilt: 0, second: [], unattributed: [] };

  async function take(payment: ChainPayment): Promise<void> {
    report.payments++;
    if (await isRecorded(db, chainId, asset, payment)) return void report.known++;
    const time = await usdc.timeOf({ ...payment, blockTime: null });
    const items = (byPayee.get(payment.to) ?? []).filter(({ price }) => price.accepts(payment.value));
    const ids = items.map(({ itemId }) => itemId);
    const itemId = findBoundItem(quoteKey, asked, ids, payment, time);
    const item = items.find((each) => each.itemId === itemId);
    if (!item) return void report.unattributed.push(payment);
    const isFinal = payment.blockNumber <= finalized.number;
    if (dryRun || (await insertSale(db, { item, payment, chainId, asset, time, isFinal }))) report.rebuilt++;
    else report.second.push(payment);
  }

  for (let start = fromBlock; start <= head; start += BLOCKS_PER_STEP) {
    const last = start + BLOCKS_PER_STEP - 1n;
    const end = last < head ? last : head;
    for (const payment of await paymentLog.list([...byPayee.keys()], start, end)) await take(payment);
    onProgress?.(end, report);
  }
  return report;
}
