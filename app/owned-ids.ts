import { ownedAmong } from "@/lib/payments/library/list-owned";
import { services } from "@/lib/services";
import { currentActor } from "@/lib/session/session-cookie";

/** Which of these pieces the signed-in wallet bought; asks nothing for a visitor without one. */
export async function readOwnedIds(items: { id: string }[]): Promise<ReadonlySet<string>> {
  const wallet = (await currentActor())?.wallet;
  const ids = items.map(({ id }) => id);
  return wallet ? ownedAmong(services(), wallet, ids) : new Set();
}
