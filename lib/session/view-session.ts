// What the browser may know of its own session.
import type { SessionView } from "../auth/codecs";
import { findCreator } from "../catalog/creators/find-creator";
import type { Db } from "../db/client";
import type { Address } from "../kernel/address";

export async function viewSession(deps: { db: Db }, wallet: Address | null): Promise<SessionView> {
  const creator = wallet ? await findCreator(deps, { wallet }) : undefined;
  return { wallet, creator: creator ? { handle: creator.handle, displayName: creator.displayName } : null };
}
