// Which payments share a transaction.
import type { Address } from "../../kernel/address";

export interface Sharing {
  deps: { facilitator: { membersMax(): number } };
  /** Its payer is known to be a plain account. */
  simulated: { isPlain: boolean };
  claim: { authorization: { from: Address } };
}

/** Whether one may share the transaction of these: plain accounts, one payment of each. */
function mayJoin(members: Sharing[], { deps: { facilitator }, simulated, claim }: Sharing): boolean {
  const [first] = members as [Sharing];
  const areOfOneKind = simulated.isPlain && first.simulated.isPlain && first.deps.facilitator === facilitator;
  const isNew = members.every((other) => other.claim.authorization.from !== claim.authorization.from);
  return areOfOneKind && isNew && members.length < facilitator.membersMax();
}

/**
 * Plain accounts' payments through one facilitator share transactions, in the order in which they came; any other has its own. Ends before
 * the first that would need one more than `most`.
 */
export function inTransactions<One extends Sharing>(
  all: readonly One[],
  mayShare: boolean,
  most = Number.POSITIVE_INFINITY,
): One[][] {
  const transactions: One[][] = [];
  for (const each of all) {
    const open = mayShare ? transactions.find((members) => mayJoin(members, each)) : undefined;
    if (open) open.push(each);
    else if (transactions.length < most) transactions.push([each]);
    else break;
  }
  return transactions;
}
