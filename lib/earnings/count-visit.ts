// Counts a step that a browser reports. Known robots (isbot's list, which includes headless browsers) and the item's own creator are
// not counted.
import { isbot } from "isbot";
import type { Viewer } from "../auth/types";
import { findGone } from "../catalog/items/gone";
import { findOffer } from "../catalog/items/offer";
import type { Db } from "../db/client";
import { Refusal } from "../kernel/errors";
import type { VisitEvent, VisitStep } from "./types";
import type { VisitCounts } from "./visit-counts";

const stepOf: Record<VisitEvent, VisitStep> = { viewed: "viewed", reached_wall: "reachedWall", connected: "connected" };

interface Visit {
  viewer: Viewer;
  userAgent: string | null;
}

/** Throws `not_found` for an item that was never published, and `removed`. */
export async function countVisit(
  { db, visits }: { db: Db; visits: VisitCounts },
  itemId: string,
  event: VisitEvent,
  { viewer, userAgent }: Visit,
): Promise<void> {
  const offer = await findOffer({ db }, itemId);
  if (!offer) throw new Refusal("not_found", "There is no such item.");
  const gone = findGone(offer);
  if (gone) throw gone;
  if (viewer.wallet === offer.creatorWallet || isbot(userAgent)) return;
  visits.count(itemId, stepOf[event]);
}
