// SQL of who is signed in, with their profile.
import { type Db, queryPool } from "../../db/client";
import type { Address } from "../../kernel/address";
import type { Moderation } from "../codecs";
import type { CreatorProfile } from "./codecs";

/** `id` is null for a wallet that has no profile. */
type VisitorRow = { wallet: Address | null } & (
  | (CreatorProfile & { suspension: Moderation | null })
  | { id: null; suspension: null }
);

const byToken = `
  SELECT s.wallet, c.id, c.handle, c.display_name AS "displayName", c.bio, c.links, c.avatar_id AS "avatarId",
         c.pay_to AS "payTo", c.created_at AS "createdAt",
         CASE WHEN c.suspended_at IS NOT NULL THEN json_build_object('reason', c.suspension_reason, 'note', c.suspension_note) END AS suspension
    FROM session s LEFT JOIN creator c ON c.wallet = s.wallet WHERE s.token_hash = $1 AND s.expires_at > now()`;

export async function selectVisitor(db: Db, tokenHash: string): Promise<VisitorRow | undefined> {
  const [row] = await queryPool<VisitorRow>(db, byToken, [tokenHash]);
  return row;
}
