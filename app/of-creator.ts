// Texts that are one creator's, as feeds; those of a former handle lead to the present one.
import { redirect } from "next/navigation";
import { handleOf } from "@/app/handle";
import type { CreatorProfile } from "@/lib/catalog/creators/codecs";
import { suspendedRefusal } from "@/lib/catalog/creators/find-creator";
import { findMoved } from "@/lib/catalog/items/former-address";
import { Refusal } from "@/lib/kernel/errors";
import { findCachedShop } from "@/lib/public-cache/cached-creator";
import { toProblem } from "@/lib/route";
import { services } from "@/lib/services";

interface Context {
  params: Promise<{ handle: string }>;
}

export interface CreatorSubject {
  title: string;
  description: string;
  path: string;
  creator: CreatorProfile;
}

/** `file`: the last part of its address. */
export const ofCreator =
  (file: string, serve: (request: Request, subject: CreatorSubject) => Promise<Response>) =>
  async (request: Request, { params }: Context): Promise<Response> => {
    const handle = handleOf((await params).handle);
    const found = await findCachedShop(services(), handle);
    if (found) {
      if ("suspended" in found) return toProblem(suspendedRefusal(found.suspended));
      const { creator } = found;
      const { displayName, bio } = creator;
      const path = `/@${creator.handle}`;
      const subject = { title: displayName, description: bio || `What ${displayName} sells.`, path, creator };
      return serve(request, subject).catch(toProblem);
    }
    const moved = await findMoved(services(), { handle });
    if (moved) redirect(`/@${moved.handle}/${file}`);
    return toProblem(new Refusal("not_found", "There is no such creator."));
  };
