// A step that a browser tells of by itself. Not counted: known robots (by isbot's list, which headless browsers are on) and the
// creator at home.
import { isbot } from "isbot";
import type { Actor } from "../auth/types";
import { wasRemoved } from "../catalog/items/find-item";
import { findOffer } from "../catalog/items/offer";
import type { Db } from "../db/client";
import { lower } from "../kernel/address";
import { Refusal } from "../kernel/errors";
import type { VisitEvent, VisitStep } from "./types";
import type { VisitCounts } from "./visit-counts";

const stepOf: Record<VisitEvent, VisitStep> = { viewed: "viewed", reached_wall: "reachedWall", connected: "connected" };

interface Visitor {
  actor: Actor | null;
  userAgent: string | null;
}

/** Throws `not_found` for what was never published, and `removed`. */
export async function countVisit(
  { db, visits }: { db: Db; visits: VisitCounts },
  itemId: string,
  event: VisitEvent,
  { actor, userAgent }: Visitor,
): Promise<void> {
  const offer = await findOffer({ db }, itemId);
  if (!offer) throw new Refusal("not_found", "There is no such item.");
  if (offer.status === "removed") throw wasRemoved(offer.removalReason);
  const isAtHome = actor?.wallet && lower(actor.wallet) === lower(offer.creatorWallet);
  if (isAtHome || isbot(userAgent)) return;
  visits.count(itemId, stepOf[event]);
}
