// What must hold of every schedule (docs/threat-model.md), read from the rows in PostgreSQL and from the chain.
import type { Hex } from "../../../lib/kernel/address";
import { wasAlone } from "../../../lib/payments/ledger/journal-queries";
import { AUTHS, FINAL, itemOf, payerOf, validBefore } from "../../model/commands";
import { endOf, isMeddler, isPaid, mine, type Place, places } from "./chain";
import { settlementAt, transactionOf } from "./ports";
import { sweepNow, type World } from "./stage";

/** Everybody is up again, nobody meddles; whatever is open must end within its validity, finality and two sweeps. */
export async function heal(world: World): Promise<void> {
  const { chain } = world;
  world.lanes = [];
  for (let count = 0; count < 3; count++) {
    await sweepNow(world);
    mine(chain);
  }
  while (chain.blocks.length <= validBefore(AUTHS - 1) + FINAL + 1) mine(chain);
  for (let count = 0; count < FINAL; count++) mine(chain);
  await sweepNow(world);
  await sweepNow(world);
}

const readBooks = ({ stage }: World) =>
  stage.db.purchase.findMany({ include: { attempts: true, settlement: true, entitlement: true } });
type Purchase = Awaited<ReturnType<typeof readBooks>>[number];

/** The first thing that does not hold; null if all does. Call after healing. */
export async function findBreach(world: World): Promise<string | null> {
  const purchases = await readBooks(world);
  const breaches = [
    ...world.violations,
    ...purchases.map((purchase) => findFault(world, purchase, purchases)),
    ...world.deliveries.map((count) => (count > 1 ? "I5: a header alone delivered twice" : null)),
    findNonceTwice(purchases),
    findOtherMembers(world, purchases),
    findNonceGap(purchases),
    findDoubleCharge(world, purchases),
  ];
  return breaches.find((breach) => breach !== null) ?? null;
}

/** The authorization itself, whatever a design took it for. */
const authOf = ({ nonce }: Purchase): Hex => `${nonce.slice(0, -1)}0` as Hex;

/** Whether the row of evidence is what the chain shows. */
function isFounded({ settlement }: Purchase, place: Place | undefined): boolean {
  if (!settlement || place?.event.kind !== "paid") return false;
  const { transaction, blockHash, blockNumber, logIndex } = settlementAt(place);
  const isThere = settlement.transaction === transaction && settlement.blockHash === blockHash;
  return isThere && settlement.blockNumber === blockNumber && settlement.logIndex === logIndex;
}

function findFault(world: World, purchase: Purchase, all: Purchase[]): string | null {
  const { chain, spentUnseen, isReorganised } = world;
  const { state, reason, settlement } = purchase;
  const auth = authOf(purchase);
  if (state !== "confirmed" && state !== "expired") return `L1: no end but ${state}`;
  const isSecond = state === "expired" && reason === "paid_twice";
  if ((state === "confirmed" || isSecond) && !isFounded(purchase, endOf(chain, auth)))
    return "I2: an entitlement without a payment";
  if (settlement && settlement.finalizedAt === null) return "L1: evidence that does not become final";
  if (state === "confirmed") {
    if (!purchase.entitlement) return "I1: charged, and the entitlement is another's";
    if (all.some((other) => other !== purchase && other.state === state && authOf(other) === auth))
      return "I3: one authorization, two entitlements";
    const index = world.authorizations.findIndex(({ nonce }) => nonce === auth);
    return spentUnseen.has(index) && !isReorganised ? "I7: spent before it was shown" : null;
  }
  if (!isPaid(chain, auth)) return null;
  const isOwned = all.some(
    (other) => other.state === "confirmed" && other.itemId === purchase.itemId && other.payer === purchase.payer,
  );
  return isSecond && isOwned ? null : "I1: charged and unserved";
}

function findNonceTwice(purchases: Purchase[]): string | null {
  const users = new Map<string, Hex>();
  for (const purchase of purchases) {
    const auth = authOf(purchase);
    const slotsOf = (attempts: Purchase["attempts"]) =>
      new Set(attempts.map(({ relayer, relayerNonce }) => `${relayer}:${relayerNonce}`));
    const [alone, shared] = [true, false].map((isAlone) =>
      slotsOf(purchase.attempts.filter((each) => wasAlone(each) === isAlone)),
    );
    if (!alone || !shared || alone.size > 1) return "I6: one authorization, two relayer nonces";
    if (shared.size > 1) return "I6: one authorization, two shared transactions";
    for (const slot of alone) {
      if (shared.has(slot)) return "I6: a shared transaction is somebody's own";
      if (purchase.attempts[0]?.relayer && users.has(slot) && users.get(slot) !== auth)
        return "I6: one relayer nonce, two authorizations";
      users.set(slot, auth);
    }
  }
  return null;
}

/** Every transaction under a nonce carries the payments that were stored with it first, or none where it only fills the nonce. */
function findOtherMembers({ chain }: World, purchases: Purchase[]): string | null {
  const ours = purchases.flatMap((purchase) => purchase.attempts.map((attempt) => ({ ...attempt, auth: authOf(purchase) })));
  const signed = ours.filter(({ relayer }) => relayer !== null);
  const members = (all: typeof ours) => [...new Set(all.map(({ auth }) => auth))].sort().join();
  for (const { relayer, relayerNonce, transaction } of signed) {
    const ofNonce = signed.filter((each) => each.relayer === relayer && each.relayerNonce === relayerNonce);
    const stored = members(signed.filter((each) => each.transaction === transaction));
    if (stored !== members(ofNonce)) return "I6: a replacement of other payments";
    const first = ofNonce.find((each) => each.transaction === transaction && each.place === 0);
    const carried = transactionOf(first?.rawTransaction ?? "0x").authorizations.map(({ nonce }) => nonce);
    if (carried.length > 0 && carried.sort().join() !== stored) return "I6: a transaction of other payments than were stored";
  }
  const mined = places(chain).flatMap(({ event }) => (event.transaction.nonce === null ? [] : event.transaction.hash));
  return mined.every((hash) => signed.some(({ transaction }) => transaction === hash)) ? null : "I6: mined and not stored";
}

/** A relayer's transactions are mined in the order of their nonces: what follows one that nobody holds waits for ever. */
function findNonceGap(purchases: Purchase[]): string | null {
  const held = new Map<string, Set<number>>();
  for (const { relayer, relayerNonce } of purchases.flatMap(({ attempts }) => attempts)) {
    if (relayer === null || relayerNonce === null) continue;
    held.set(relayer, (held.get(relayer) ?? new Set()).add(relayerNonce));
  }
  const hasGap = [...held.values()].some((nonces) => Math.max(...nonces) >= nonces.size);
  return hasGap ? "L1: a relayer nonce that no payment holds" : null;
}

/** I4. Who has somebody else submit a second authorization charges themselves; and a reorganisation can revive a failed one. */
function findDoubleCharge({ chain, authorizations, isReorganised }: World, purchases: Purchase[]): string | null {
  if (isReorganised) return null;
  const byUs = places(chain).filter(({ event }) => event.kind === "paid" && !isMeddler(event.transaction));
  const bought = byUs.map(({ event }) => {
    const auth = authorizations.findIndex(({ nonce }) => nonce === event.auth);
    const item = purchases.find((purchase) => authOf(purchase) === event.auth)?.itemId ?? itemOf(auth);
    return `${payerOf(auth)} ${item}`;
  });
  return new Set(bought).size < bought.length ? "I4: one wallet charged twice for an item" : null;
}
