// Once a day, over blocks that are final: what the chain shows against what our books say, both ways. A mismatch changes nothing
// by itself; it becomes a row that an operator sees, once.
import type { PaymentLog } from "../../chain/payment-log";
import { takeLease } from "../../db/lease";
import { toAddress } from "../../kernel/address";
import type { PaymentDeps } from "../deps";
import { type Finding, recordDiscrepancy } from "../ledger/discrepancy-queries";
import { leaseOf } from "../ledger/lease-of";
import {
  findFirstBlock,
  findLastReconciliation,
  finishReconciliation,
  listRelayers,
  startReconciliation,
  type Token,
} from "./books-queries";
import { listPayees, selectForeignNonces, selectUnentitled, selectUnfounded, selectUnrecorded } from "./reconcile-queries";

/** More than this of one kind is one incident; the rest shows up in the next run. */
const FINDINGS_MAX = 1_000;
const LEASE_SECONDS = 900;

export interface ReconcileDeps extends Pick<PaymentDeps, "db" | "clock" | "network" | "emit"> {
  paymentLog: PaymentLog;
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

async function findMismatches(deps: ReconcileDeps, fromBlock: bigint, toBlock: bigint) {
  const { db, paymentLog } = deps;
  const { chainId, asset } = tokenOf(deps);
  const payments = await paymentLog.list(await listPayees(db), fromBlock, toBlock);
  const findings: Finding[] = [];
  for (const { purchaseId, ...detail } of await selectUnrecorded(db, chainId, asset, payments))
    findings.push({ kind: "unrecorded_transfer", subject: purchaseId, detail });
  for (const { purchaseId, transaction, blockNumber } of await selectUnfounded(db, chainId, asset, payments, fromBlock, toBlock))
    findings.push({ kind: "missing_logs", subject: purchaseId, detail: { transaction, blockNumber: blockNumber.toString() } });
  for (const { purchaseId, ...detail } of await selectUnentitled(db, FINDINGS_MAX))
    findings.push({ kind: "missing_entitlement", subject: purchaseId, detail });
  for (const relayer of await listRelayers(db, chainId)) {
    const count = await paymentLog.transactionCount(relayer, toBlock);
    for (const { nonce } of await selectForeignNonces(db, chainId, relayer, count, FINDINGS_MAX))
      findings.push({ kind: "relayer_nonce", subject: `${relayer}:${nonce}`, detail: { relayer, nonce } });
  }
  return { transfers: payments.length, findings };
}

/** Compares the blocks since the last comparison; null if no block has become final since, or nothing was ever sold. */
export async function reconcile(deps: ReconcileDeps): Promise<ReconcileReport | null> {
  const { db } = deps;
  const token = tokenOf(deps);
  const last = await findLastReconciliation(db, token);
  const fromBlock = last ? last.toBlock + 1n : await findFirstBlock(db, token);
  const { number: toBlock } = await deps.paymentLog.finalizedBlock();
  if (fromBlock === null || fromBlock > toBlock) return null;
  const { id } = await startReconciliation(db, token, fromBlock, toBlock);
  const { transfers, findings } = await findMismatches(deps, fromBlock, toBlock);
  let found = 0;
  for (const finding of findings) {
    if (!(await recordDiscrepancy(db, finding))) continue;
    found++;
    deps.emit({ type: "discrepancy", kind: finding.kind, subject: finding.subject });
  }
  await finishReconciliation(db, id, transfers, found);
  return { fromBlock, toBlock, transfers, found };
}

/** Reconciles if the last time was `hours` ago and no other process is at it. */
export async function reconcileWhenDue(deps: ReconcileDeps, holder: string, hours: number): Promise<ReconcileReport | null> {
  const last = await findLastReconciliation(deps.db, tokenOf(deps));
  if (last && last.startedAt.getTime() > deps.clock.now().getTime() - hours * 3_600_000) return null;
  return (await takeLease(deps.db, leaseOf("reconcile", deps.network), holder, LEASE_SECONDS)) ? reconcile(deps) : null;
}
