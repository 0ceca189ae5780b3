// How many payments may be shown that buy nothing: of one address, whoever pays, and of one payer, wherever from. Each is counted once it
// came to nothing; what buys something, or is on its way, is a customer's. Until it is known what came of them, only so many may be under
// way at once. All count in this process's memory: they stand before the first statement.
import type { Address } from "../kernel/address";
import { Refusal } from "../kernel/errors";
import type { Limit } from "../kernel/route-spec";
import { Shares } from "../kernel/shares";
import { type Limits, tooManyRequests } from "../limits/limits";

interface Rule extends Limit {
  name: string;
  /** What there are too many of. */
  of: string;
  /** Of which nobody knows yet what comes of them. */
  openMax: number;
}

const UNPAID = "payments that bought nothing";

/** Many neighbours have one address. */
const OF_CALLER: Rule = { name: "payments-of-caller", requests: 600, seconds: 60, of: UNPAID, openMax: 2_000 };
/** Begun in the payer's own name, which costs a row and calls to the node. */
const OF_PAYER: Rule = { name: "payments-of-payer", requests: 120, seconds: 60, of: UNPAID, openMax: 200 };
/** Each may cost a call to the node before anybody has paid; open until the payer's contract has said that it signed. */
const CONTRACT_SIGNATURES: Rule = {
  name: "contract-signatures",
  requests: 120,
  seconds: 60,
  of: "signatures that no key made",
  openMax: 120,
};

interface Trial {
  /** It is no longer open. */
  close(): void;
  /** It came to nothing. */
  count(): Promise<void>;
}

/** What a payment asks for on its way. The first two throw `too_many_requests` where too many came to nothing, or are open. */
export interface Admission {
  /** Of the payer, who has signed, before the node is asked or something begun in that name; counted once, however often. */
  payer(payer: Address): Promise<void>;
  /** Of a signature that no key made, before the node is asked about it. */
  contract(): Promise<void>;
  /** It was begun before, with this signature, whose contract was asked then: it takes no place and is not counted. */
  known(): void;
}

/** By rule and key. */
const open = new Shares();
const OPEN_RETRY_SECONDS = 2;

async function begin(limits: Limits, rule: Rule, key: string): Promise<Trial> {
  await limits.check(rule.name, rule, key, rule.of);
  const close = open.take(`${rule.name} ${key}`, rule.openMax);
  if (!close) throw tooManyRequests("payments under way", OPEN_RETRY_SECONDS);
  return { close, count: () => limits.count(rule.name, rule, key) };
}

/** Shows a payment in the name of whoever sent it. Throws `too_many_requests` where too many of theirs came to nothing, or are open. */
export async function asCaller(
  { limits }: { limits: Limits },
  caller: string,
  show: (admit: Admission) => Promise<Response>,
): Promise<Response> {
  const trials = new Set([await begin(limits, OF_CALLER, caller)]);
  let ofPayer: Trial | undefined;
  let contract: Trial | undefined;
  let status = 500;
  try {
    const answer = await show({
      async payer(payer) {
        ofPayer ??= await begin(limits, OF_PAYER, payer);
        trials.add(ofPayer);
        contract?.close();
      },
      async contract() {
        contract = await begin(limits, CONTRACT_SIGNATURES, caller);
        trials.add(contract);
      },
      known() {
        if (!contract) return;
        contract.close();
        trials.delete(contract);
      },
    });
    status = answer.status;
    return answer;
  } catch (error) {
    if (error instanceof Refusal) status = error.status;
    throw error;
  } finally {
    const isInVain = status >= 400 && status < 500;
    for (const trial of trials) {
      if (isInVain) await trial.count();
      trial.close();
    }
  }
}
