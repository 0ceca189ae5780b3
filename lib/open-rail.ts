// Opens a rail: as soon as its chain is known to be right. What the last process left behind is worked off beside the shop, however
// much it is: a payment in it is a row, which keeps the same payment, and another for the same item, from being charged again.
import { setTimeout as sleep } from "node:timers/promises";
import { type CheckedSettings, checkChain } from "./chain/check-chain";
import { WrongFacilitator } from "./chain/facilitator";
import type { PaymentDeps } from "./payments/deps";
import { syncRelayers, syncRelayersAndResend } from "./payments/settlement/relay";
import { sweep } from "./payments/settlement/sweep";
import type { ServedRail } from "./services";
import type { Log } from "./telemetry/log";

/** What was under way when the last process died may be too young for the first sweep, which leaves it to whoever began it. */
const SECOND_SWEEP_MS = 1_500;

type Deps = PaymentDeps & { log: Log };
type OpenedRail = Pick<ServedRail, "name" | "chain" | "state" | "liveness">;

/** Throws WrongChain and WrongFacilitator, which only other settings mend, and the node's errors while it does not answer. */
export async function openRail(deps: Deps, rail: OpenedRail, settings?: CheckedSettings): Promise<void> {
  await checkChain(rail.chain, rail.name, settings);
  await rail.liveness.check();
  await askFacilitator(deps);
  await syncRelayers(deps);
  rail.state.isChecked = true;
}

/** Not every facilitator tells what it supports, and one that is down now may be up when somebody buys: only a clear no counts. */
async function askFacilitator({ facilitator, log }: Deps): Promise<void> {
  await facilitator.check().catch((error: unknown) => {
    if (error instanceof WrongFacilitator) throw error;
    log.failure("asking the facilitator what it supports", error);
  });
}

/** Stuck transactions first, since every later one of their key waits for them. */
export async function workOffBacklog(deps: Deps): Promise<void> {
  const steps = [syncRelayersAndResend, sweep, () => sleep(SECOND_SWEEP_MS, undefined, { ref: false }), sweep];
  for (const step of steps) await step(deps).catch((error: unknown) => deps.log.failure("sweep at boot", error));
}
