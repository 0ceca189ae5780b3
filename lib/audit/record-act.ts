// An operator's act in the audit log, written in the transaction of the act itself: there is neither without the other.
import type { Operator } from "../auth/types";
import type { Tx } from "../db/client";
import type { Clock } from "../kernel/clock";
import { newId } from "../kernel/ids";
import { insertEntry } from "./audit-queries";
import type { OperatorAction } from "./codecs";

export interface AuditDeps {
  clock: Clock;
  /** Of the request that is being answered. */
  requestId(): string | undefined;
}

interface Act {
  action: OperatorAction;
  /** An id, or a wallet. */
  subject: string;
  /** What it was, and what it is now: a few fields, which the database bounds at 16 KB. */
  before: object;
  after: object;
}

export async function recordAct(tx: Tx, { clock, requestId }: AuditDeps, { wallet }: Operator, act: Act): Promise<void> {
  const at = clock.now();
  await insertEntry(tx, { id: newId("act", at.getTime()), at, wallet, requestId: requestId() ?? null, ...act });
}
