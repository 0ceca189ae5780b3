// What the chain would make of a payment now, and what sending it would cost. Nothing is written, and nothing is on its way.
import { CannotSettle, type FeesPerGas, type Simulated } from "../../chain/facilitator";
import type { SignedAuthorization } from "../../x402/exact/signed-authorization";
import type { Reason } from "../../x402/reasons";
import type { PaymentDeps } from "../deps";
import { paymentsPaused } from "./outcome";

export interface Settleable extends Simulated {
  fees: FeesPerGas;
}

/** Throws while nothing should be settled, and when the chain does not answer. */
export async function simulate(deps: PaymentDeps, authorization: SignedAuthorization): Promise<Settleable | { reason: Reason }> {
  const simulation = await deps.usdc.simulate(authorization);
  deps.failpoint("simulated");
  if (!simulation.ok) return { reason: simulation.reason };
  const { gas, call } = simulation;
  try {
    return { gas, call, fees: await deps.facilitator.estimateFees() };
  } catch (error) {
    if (error instanceof CannotSettle) deps.emit({ type: "capped", cap: "transaction" });
    throw error;
  }
}

/** The same for what was not begun yet. */
export async function simulateOrPause(
  deps: PaymentDeps,
  authorization: SignedAuthorization,
): Promise<Settleable | { reason: Reason }> {
  return simulate(deps, authorization).catch(() => {
    throw paymentsPaused();
  });
}
