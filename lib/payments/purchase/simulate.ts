// What the chain would make of a payment now, and what sending it would cost. Nothing is written, and nothing is on its way.
import { CannotSettle, type FeesPerGas, type Simulated } from "../../chain/facilitator";
import type { PlainSimulation, Usdc } from "../../chain/usdc";
import { inSpan } from "../../kernel/trace";
import type { SignedAuthorization } from "../../x402/exact/signed-authorization";
import type { Reason } from "../../x402/reasons";
import type { PaymentDeps } from "../deps";
import { gatherCompany } from "./gather";
import { paymentsPaused } from "./outcome";
import { together } from "./together";

/** In one call, of some ten kilobytes then. */
const TOGETHER_MAX = 32;
/** So that one call that hangs holds up few. */
const LANES = 4;

export interface Settleable extends Simulated {
  fees: FeesPerGas;
  /** Its payer is known to be a plain account, so that it may share a transaction. */
  isPlain: boolean;
}

interface Asked {
  deps: PaymentDeps;
  authorization: SignedAuthorization;
}

const queues = new WeakMap<Usdc, (one: Asked) => Promise<PlainSimulation | null>>();

/** What comes together is asked together. */
function simulatePlain(deps: PaymentDeps, authorization: SignedAuthorization): Promise<PlainSimulation | null> {
  const { usdc } = deps;
  const run = (all: Asked[]) => usdc.simulatePlain(all.map((one) => one.authorization));
  const found =
    queues.get(usdc) ??
    together(run, {
      ...{ most: TOGETHER_MAX, lanes: LANES },
      // Only that the node does not answer is told as an error.
      isCommon: () => true,
      gather: (waiting) => gatherCompany(waiting[0]?.item.deps ?? deps, () => waiting.length, TOGETHER_MAX),
    });
  queues.set(usdc, found);
  return found({ deps, authorization });
}

/**
 * Throws while nothing should be settled, and when the chain does not answer. `mayShare`: a key signed it and others are about to begin
 * with it, so that it is worth asking whether its payer has code. What is no plain account's, or would fail, is simulated by itself.
 */
export async function simulate(
  deps: PaymentDeps,
  authorization: SignedAuthorization,
  mayShare: boolean,
): Promise<Settleable | { reason: Reason }> {
  const isAsked = mayShare && deps.facilitator.membersMax() > 1;
  const simulation = await inSpan("purchase.simulate", {}, async () => {
    const plain = isAsked ? await simulatePlain(deps, authorization) : null;
    return plain ? { ...plain, isPlain: true } : { ...(await deps.usdc.simulate(authorization)), isPlain: false };
  });
  deps.failpoint("simulated");
  if (!simulation.ok) return { reason: simulation.reason };
  const { gas, call, isPlain } = simulation;
  try {
    return { gas, call, isPlain, fees: await deps.facilitator.estimateFees() };
  } catch (error) {
    if (error instanceof CannotSettle) deps.emit({ type: "capped", cap: "transaction" });
    throw error;
  }
}

/** Whether a payment that is refused so may have been settled before: USDC looks at the end of its life first. */
export const mayBeSpent = (reason: Reason): boolean =>
  reason === "invalid_transaction_state" || reason === "invalid_exact_evm_payload_authorization_valid_before";

/** The same for what was not begun yet. */
export async function simulateOrPause(
  deps: PaymentDeps,
  authorization: SignedAuthorization,
  mayShare: boolean,
): Promise<Settleable | { reason: Reason }> {
  return simulate(deps, authorization, mayShare).catch(() => {
    throw paymentsPaused();
  });
}
