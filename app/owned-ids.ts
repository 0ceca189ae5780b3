import { ownedAmong } from "@/lib/payments/library/list-owned";
import { services } from "@/lib/services";
import { currentTokenHash } from "@/lib/session/session-cookie";

/** Which of these pieces the signed-in wallet bought; asks nothing for a visitor without a session. */
export async function readOwnedIds(items: { id: string }[]): Promise<ReadonlySet<string>> {
  const tokenHash = await currentTokenHash();
  const ids = items.map(({ id }) => id);
  return tokenHash ? ownedAmong(services(), { tokenHash }, ids) : new Set();
}
