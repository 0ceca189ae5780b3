// What is refused at the door, before anything is read for it: by the clock, the network and the signature alone.
import DataLoader from "dataloader";
import type { Db } from "../../db/client";
import { toAddress } from "../../kernel/address";
import type { PresentedPayment } from "../../x402/payment-header";
import type { PaymentDeps } from "../deps";
import { areKnown, type ShownPayment } from "../ledger/purchase-queries";
import { findBreachAtSight } from "../terms/terms";
import { orPaused, type RefusedPayment, refuseAndEmit } from "./outcome";

/** `contract`, which may throw, is asked before the node is about a payer whose key did not sign; `known` is told that it will not be. */
export interface AdmitSignature {
  contract(): Promise<void>;
  known(): void;
}

const loaders = new WeakMap<Db, DataLoader<ShownPayment, boolean>>();

/** What one turn of the event loop asks for is read in one query; nothing is cached. */
function loaderOf(db: Db): DataLoader<ShownPayment, boolean> {
  const found = loaders.get(db);
  if (found) return found;
  const loader = new DataLoader<ShownPayment, boolean>((shown) => areKnown(db, shown), {
    cache: false,
    maxBatchSize: 100,
    batchScheduleFn: (read) => setImmediate(read),
  });
  loaders.set(db, loader);
  return loader;
}

/** It was taken as signed before. What this server remembers of its wallet may be older, and the node may not answer now. */
function isKnown({ db, network: { chainId, asset } }: Pick<PaymentDeps, "db" | "network">, payment: PresentedPayment) {
  const { from: payer, nonce, signature } = payment.authorization;
  return loaderOf(db).load({ chainId, asset: toAddress(asset), payer, nonce, signature });
}

/** Why a payment can buy nothing, as far as that costs no statement of its own; null if it may. */
export async function refuseAtSight(
  deps: Pick<PaymentDeps, "db" | "usdc" | "network" | "emit">,
  payment: PresentedPayment,
  admit: AdmitSignature,
): Promise<RefusedPayment | null> {
  const { usdc, network } = deps;
  const breach = findBreachAtSight(payment, { network, time: usdc.knownTime() });
  if (breach) return refuseAndEmit(deps, null, breach);
  if (usdc.readSignature(payment.authorization).isByKey) return null;
  await admit.contract();
  if (await isKnown(deps, payment)) {
    admit.known();
    return null;
  }
  const unsigned = await orPaused(usdc.findBreachAtSight(payment.authorization));
  return unsigned && refuseAndEmit(deps, null, unsigned);
}
