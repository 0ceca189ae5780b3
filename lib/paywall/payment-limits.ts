// How many payments may be shown that buy nothing: of one address, whoever pays, and of one payer, wherever from. What buys something,
// or is on its way, is not counted: it is a customer's. All count in this process's memory: they stand before the first statement.
import type { Address } from "../kernel/address";
import { Refusal } from "../kernel/errors";
import type { Limit } from "../kernel/route-spec";
import type { Limits } from "../limits/limits";

const OF_CALLER = { requests: 600, seconds: 60 };
/** Begun in the payer's own name, which costs a row and calls to the node. */
const OF_PAYER = { requests: 120, seconds: 60 };
/** Each may cost a call to the node before anybody has paid. */
const CONTRACT_SIGNATURES = { requests: 120, seconds: 60 };
const UNPAID = "payments that bought nothing";

interface Deps {
  limits: Limits;
}

/** Shows a payment in the name of whoever sent it. Throws `too_many_requests` where too many came to nothing. */
export async function asCaller({ limits }: Deps, caller: string, show: () => Promise<Response>): Promise<Response> {
  const name = "payments-of-caller";
  await limits.take(name, OF_CALLER, caller, UNPAID);
  let status = 500;
  try {
    const answer = await show();
    status = answer.status;
    return answer;
  } catch (error) {
    if (error instanceof Refusal) status = error.status;
    throw error;
  } finally {
    const isRefused = status >= 400 && status < 500;
    if (!isRefused) await limits.giveBack(name, OF_CALLER, caller);
  }
}

/** Counts one request of a key once, when it is asked for. `giveBack`: it was a sale, or is on its way. */
function counter<Key extends string>({ limits }: Deps, name: string, limit: Limit, of: string) {
  let counted: Key | undefined;
  return {
    async admit(key: Key): Promise<void> {
      await limits.take(name, limit, key, of);
      counted = key;
    },
    giveBack: async (): Promise<void> => {
      if (counted !== undefined) await limits.giveBack(name, limit, counted);
    },
  };
}

/** Of a payer, once something is begun in that name. */
export const countPayer = (deps: Deps) => counter<Address>(deps, "payments-of-payer", OF_PAYER, UNPAID);

/** Of an address, once it shows a signature that no key made. */
export const countContractSignature = (deps: Deps) =>
  counter<string>(deps, "contract-signatures", CONTRACT_SIGNATURES, "signatures that no key made");
