// What the chain would make of a payment now, and what sending it would cost. Nothing is written, and nothing is on its way.
import { CannotSettle, type FeesPerGas, type Simulated } from "../../chain/facilitator";
import type { SignedAuthorization } from "../../x402/exact/signed-authorization";
import type { Reason } from "../../x402/reasons";
import type { PaymentDeps } from "../deps";
import { paymentsPaused } from "./outcome";

export interface Settleable extends Simulated {
  fees: FeesPerGas;
  /** Its payer is known to be a plain account, so that it may share a transaction. */
  isPlain: boolean;
}

/**
 * Throws while nothing should be settled, and when the chain does not answer. `mayShare`: a key signed it and others are about to begin
 * with it, so that it is worth asking whether its payer has code.
 */
export async function simulate(
  deps: PaymentDeps,
  authorization: SignedAuthorization,
  mayShare: boolean,
): Promise<Settleable | { reason: Reason }> {
  const isAsked = mayShare && deps.facilitator.membersMax() > 1;
  const asked = isAsked ? deps.usdc.isPlain(authorization.from).catch(() => false) : false;
  const [simulation, isPlain] = await Promise.all([deps.usdc.simulate(authorization), asked]);
  deps.failpoint("simulated");
  if (!simulation.ok) return { reason: simulation.reason };
  const { gas, call } = simulation;
  try {
    return { gas, call, isPlain, fees: await deps.facilitator.estimateFees() };
  } catch (error) {
    if (error instanceof CannotSettle) deps.emit({ type: "capped", cap: "transaction" });
    throw error;
  }
}

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
