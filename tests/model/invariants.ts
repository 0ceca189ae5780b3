// What must hold of every schedule (docs/threat-model.md): safety at its end, and after healing that everything has come to one.
import { isPaid, mine } from "./chain";
import { AUTHS, FINAL, itemOf, payerOf } from "./commands";
import { sweep } from "./protocol";
import type { Purchase, World } from "./world";

const HEALING_BLOCKS = 40;

/** Everybody is up again, nobody meddles, blocks become final. */
export function heal(world: World): void {
  world.tasks = [];
  for (let block = 0; block < HEALING_BLOCKS + FINAL; block++) {
    sweep(world);
    mine(world);
  }
  sweep(world);
}

/** The first thing that does not hold; null if all does. Call after healing. */
export function findBreach(world: World): string | null {
  const [told] = world.violations;
  if (told) return told;
  const purchases = [...world.purchases.values()];
  const owner = ({ auth, item }: Purchase) =>
    purchases.find((each) => each.state === "confirmed" && each.item === item && payerOf(each.auth) === payerOf(auth));
  for (const purchase of purchases) {
    const { auth, state } = purchase;
    if (state === "confirmed" && !isPaid(world, auth)) return "I2: an entitlement without a payment";
    if (isPaid(world, auth) && !owner(purchase)) return "I1: charged and unserved";
    if (state !== "confirmed" && state !== "expired") return "L1: no end";
    if (state === "confirmed" && world.spentUnseen.has(auth) && !world.reorganised) return "I7: spent before it was shown";
  }
  return findNonceBreach(world) ?? findDoubleCharge(world);
}

function findNonceBreach(world: World): string | null {
  const purchases = [...world.purchases.values()];
  for (let auth = 0; auth < AUTHS; auth++) {
    const ours = purchases.filter((purchase) => purchase.auth === auth);
    if (ours.filter(({ state }) => state === "confirmed").length > 1) return "I3: one authorization, two entitlements";
    if (new Set(ours.flatMap(({ nonce }) => nonce ?? [])).size > 1) return "I6: one authorization, two relayer nonces";
    if (new Set(ours.flatMap(({ sharedNonce }) => sharedNonce ?? [])).size > 1)
      return "I6: one authorization, two shared transactions";
  }
  const nonces = purchases.flatMap(({ nonce }) => nonce ?? []);
  const shared = purchases.flatMap(({ sharedNonce }) => sharedNonce ?? []);
  if (new Set(nonces).size !== nonces.length) return "I6: one relayer nonce, two authorizations";
  if (nonces.some((nonce) => shared.includes(nonce))) return "I6: a shared transaction is somebody's own";
  const membersOf = (nonce: number) => purchases.filter((each) => each.nonce === nonce || each.sharedNonce === nonce);
  const events = world.blocks.flatMap((block) => block.events);
  for (const nonce of new Set([...nonces, ...shared])) {
    const mined = events.filter((event) => event.nonce === nonce).length;
    if (mined > 0 && mined !== membersOf(nonce).length) return "I6: a transaction with other members than were stored";
  }
  if (new Set([...nonces, ...shared]).size !== world.nextNonce)
    return "L1: a relayer nonce that no payment holds, and all later ones wait for";
  return null;
}

/** I4. Who has somebody else submit a second authorization of theirs charges themselves; and a reorganisation can revive a failed one. */
function findDoubleCharge(world: World): string | null {
  if (world.reorganised) return null;
  for (const item of [0, 1])
    for (const payer of [0, 1]) {
      const byUs = world.blocks
        .flatMap(({ events }) => events)
        .filter(({ auth, kind, nonce }) => kind === "paid" && nonce !== null && itemOf(auth) === item && payerOf(auth) === payer);
      const bought = new Set(byUs.map(({ auth }) => [...world.purchases.values()].find((each) => each.auth === auth)?.item));
      if (byUs.length > bought.size) return "I4: one wallet charged twice for an item";
    }
  return null;
}
