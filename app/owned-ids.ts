import { currentActor } from "@/lib/http/session-cookie";
import { listOwned } from "@/lib/payments/list-owned";
import { services } from "@/lib/services";

/** The pieces that the signed-in wallet bought; asks nothing for a visitor without one. */
export async function readOwnedIds(): Promise<ReadonlySet<string>> {
  const wallet = (await currentActor())?.wallet;
  return new Set(wallet ? (await listOwned(services(), wallet)).map((item) => item.itemId) : []);
}
