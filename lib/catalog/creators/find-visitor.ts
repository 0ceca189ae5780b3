// Who is signed in, with their profile if they have one.
import type { Db } from "../../db/client";
import type { Address } from "../../kernel/address";
import type { Moderation } from "../codecs";
import type { CreatorProfile } from "./codecs";
import { selectVisitor } from "./visitor-queries";

export interface Visitor {
  /** Null while nobody has signed in. */
  wallet: Address | null;
  creator: CreatorProfile | undefined;
  /** Why the creator is suspended; null unless they are. */
  suspension: Moderation | null;
}

/** One statement, or none without a session's token. */
export async function findVisitor({ db }: { db: Db }, tokenHash: string | undefined): Promise<Visitor> {
  const row = tokenHash ? await selectVisitor(db, tokenHash) : undefined;
  if (!row) return { wallet: null, creator: undefined, suspension: null };
  const { wallet, suspension, ...profile } = row;
  return { wallet, creator: profile.id === null ? undefined : profile, suspension };
}
