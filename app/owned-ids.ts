import { ownedAmong } from "@/lib/payments/library/list-owned";
import { services } from "@/lib/services";
import { currentTokenHash } from "@/lib/session/session-cookie";

/** Which of these pieces the signed-in wallet bought, or this browser opened; asks nothing for a visitor without a session. */
export async function readOwnedIds(items: { id: string }[]): Promise<ReadonlySet<string>> {
  const tokenHash = await currentTokenHash();
  if (!tokenHash) return new Set();
  return ownedAmong(
    services(),
    [{ tokenHash }, { browser: tokenHash }],
    items.map(({ id }) => id),
  );
}
