// Once a day, over blocks that are final and new since the last time: what the chain shows against what our books say, both ways. A
// mismatch changes nothing by itself; it becomes a row that an operator sees, once. Done in windows, each of which is done for good.
import type { PaymentLog } from "../../chain/payment-log";
import { takeLease, whileHeld } from "../../db/lease";
import { toAddress } from "../../kernel/address";
import type { PaymentDeps } from "../deps";
import { type Finding, recordDiscrepancy } from "../ledger/discrepancy-queries";
import { leaseOf } from "../ledger/lease-of";
import {
  findFirstBlock,
  findLastReconciliation,
  finishReconciliation,
  isUnfinished,
  listRelayers,
  startReconciliation,
  type Token,
} from "./books-queries";
import {
  listPayees,
  type Range,
  selectForeignNonces,
  selectUnentitled,
  selectUnfounded,
  selectUnrecorded,
  storeReconciledNonce,
} from "./reconcile-queries";

/** More than this of one kind is one incident; the rest shows up in the next run. */
const FINDINGS_MAX = 1_000;
const LEASE_SECONDS = 900;
/** Five hours of Base: what a failure costs to do again, and what one comparison holds in memory. */
const WINDOW_BLOCKS = 10_000n;

export interface ReconcileDeps extends Pick<PaymentDeps, "db" | "clock" | "network" | "emit"> {
  paymentLog: PaymentLog;
  /** Blocks of one window, if not some hours of Base. */
  windowBlocks?: bigint;
}

export interface ReconcileReport {
  fromBlock: bigint;
  toBlock: bigint;
  /** Payments by authorization to our creators in these blocks, ours or not. */
  transfers: number;
  /** Mismatches that were not known before. */
  found: number;
}

const tokenOf = ({ network }: Pick<ReconcileDeps, "network">): Token => ({
  chainId: network.chainId,
  asset: toAddress(network.asset),
});

/** Compares the blocks of one window. */
async function compareBlocks({ db, paymentLog }: ReconcileDeps, range: Range) {
  const payments = await paymentLog.list(await listPayees(db, range), range.fromBlock, range.toBlock);
  const findings: Finding[] = [];
  for (const { purchaseId, ...detail } of await selectUnrecorded(db, range, payments))
    findings.push({ kind: "unrecorded_transfer", subject: purchaseId, detail });
  for (const { purchaseId, transaction, blockNumber } of await selectUnfounded(db, range, payments))
    findings.push({ kind: "missing_logs", subject: purchaseId, detail: { transaction, blockNumber: blockNumber.toString() } });
  for (const { purchaseId, ...detail } of await selectUnentitled(db, range, FINDINGS_MAX))
    findings.push({ kind: "missing_entitlement", subject: purchaseId, detail });
  return { transfers: payments.length, findings };
}

/** Compares what the chain has counted of our keys' transactions with what they signed for us. Final or not: nobody else may sign. */
async function compareNonces(deps: ReconcileDeps): Promise<number> {
  const { db, paymentLog, network } = deps;
  const { chainId } = network;
  let found = 0;
  for (const relayer of await listRelayers(db, chainId)) {
    const count = await paymentLog.transactionCount(relayer);
    const foreign = await selectForeignNonces(db, chainId, relayer, count, FINDINGS_MAX);
    const findings = foreign.map(
      ({ nonce }): Finding => ({
        kind: "relayer_nonce",
        subject: `${relayer}:${nonce}`,
        detail: { relayer, nonce },
      }),
    );
    found += await recordAll(deps, findings);
    const last = foreign.at(-1);
    await storeReconciledNonce(db, chainId, relayer, last && foreign.length === FINDINGS_MAX ? last.nonce + 1 : count);
  }
  return found;
}

/** Resolves to how many were not known before. */
async function recordAll({ db, emit }: ReconcileDeps, findings: Finding[]): Promise<number> {
  let found = 0;
  for (const finding of findings) {
    if (!(await recordDiscrepancy(db, finding))) continue;
    found++;
    emit({ type: "discrepancy", kind: finding.kind, subject: finding.subject });
  }
  return found;
}

/** Compares the next window since the last one; null if no block has become final since, or nothing was ever sold. */
export async function reconcile(deps: ReconcileDeps): Promise<ReconcileReport | null> {
  const { db, windowBlocks = WINDOW_BLOCKS } = deps;
  const token = tokenOf(deps);
  const last = await findLastReconciliation(db, token);
  const fromBlock = last ? last.toBlock + 1n : await findFirstBlock(db, token);
  const { number: final } = await deps.paymentLog.finalizedBlock();
  if (fromBlock === null || fromBlock > final) return null;
  const toBlock = final < fromBlock + windowBlocks ? final : fromBlock + windowBlocks - 1n;
  const { id } = await startReconciliation(db, token, fromBlock, toBlock);
  const { transfers, findings } = await compareBlocks(deps, { ...token, fromBlock, toBlock });
  const found = (await compareNonces(deps)) + (await recordAll(deps, findings));
  await finishReconciliation(db, id, transfers, found);
  return { fromBlock, toBlock, transfers, found };
}

/**
 * Reconciles all windows since the last time, if that was `hours` ago or was broken off, and no other process is at it. Resolves to the
 * number of windows.
 */
export async function reconcileWhenDue(deps: ReconcileDeps, holder: string, hours: number): Promise<number> {
  const { db, clock, network } = deps;
  const token = tokenOf(deps);
  const last = await findLastReconciliation(db, token);
  const isRecent = last && last.startedAt.getTime() > clock.now().getTime() - hours * 3_600_000;
  if (isRecent && !(await isUnfinished(db, token))) return 0;
  const lease = await takeLease(db, leaseOf("reconcile", network), holder, LEASE_SECONDS);
  if (!lease) return 0;
  return whileHeld(db, lease, LEASE_SECONDS, async () => {
    let windows = 0;
    while (await reconcile(deps)) windows++;
    return windows;
  });
}
