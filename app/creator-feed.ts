// The feeds of one creator; those of a former handle lead to the present one.
import { redirect } from "next/navigation";
import { handleOf } from "@/app/handle";
import { suspendedRefusal } from "@/lib/catalog/creators/find-creator";
import { findMoved } from "@/lib/catalog/items/former-address";
import { type FeedFormat, serveFeed } from "@/lib/feeds/feed";
import { Refusal } from "@/lib/kernel/errors";
import { findCachedShop } from "@/lib/public-cache/cached-creator";
import { toProblem } from "@/lib/route";
import { services } from "@/lib/services";

interface Context {
  params: Promise<{ handle: string }>;
}

export const creatorFeed =
  (format: FeedFormat, file: string) =>
  async (request: Request, { params }: Context) => {
    const handle = handleOf((await params).handle);
    const found = await findCachedShop(services(), handle);
    if (found) {
      if ("suspended" in found) return toProblem(suspendedRefusal(found.suspended));
      const { creator } = found;
      const { displayName, bio } = creator;
      const path = `/@${creator.handle}`;
      const subject = { title: displayName, description: bio || `What ${displayName} sells.`, path, creator };
      return serveFeed(request, format, subject).catch(toProblem);
    }
    const moved = await findMoved(services(), { handle });
    if (moved) redirect(`/@${moved.handle}/${file}`);
    return toProblem(new Refusal("not_found", "There is no such creator."));
  };
