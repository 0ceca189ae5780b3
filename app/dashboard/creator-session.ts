import { cache } from "react";
import type { CreatorProfile } from "@/lib/catalog/creators/codecs";
import { findVisitor } from "@/lib/catalog/creators/find-visitor";
import type { Address } from "@/lib/kernel/address";
import { services } from "@/lib/services";
import { currentTokenHash } from "@/lib/session/session-cookie";

export interface CreatorSession {
  wallet: Address;
  creator: CreatorProfile;
}

/** The signed-in wallet and its creator profile, cached for the request. */
export const readVisitor = cache(async () => findVisitor(services(), await currentTokenHash()));

/** Null without a session or without a creator profile; the dashboard's layout then shows the next step. */
export async function findCreatorSession(): Promise<CreatorSession | null> {
  const { wallet, creator } = await readVisitor();
  return wallet && creator ? { wallet, creator } : null;
}
