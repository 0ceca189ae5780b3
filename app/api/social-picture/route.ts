import { z } from "zod";
import { text } from "@/components/layout/text";
import { handleParams } from "@/lib/catalog/creators/schemas";
import { answerTagged, etagOf } from "@/lib/http/etag";
import { type Locale, locales } from "@/lib/i18n/locales";
import { Refusal } from "@/lib/kernel/errors";
import { findCachedCreator } from "@/lib/public-cache/cached-creator";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";
import { socialAnswer, socialPicture } from "@/lib/social-picture/draw";
import type { SocialFacts } from "@/lib/social-picture/svg";

export const GET = defineRoute(
  {
    id: "getShopPicture",
    summary: "The picture that stands beside a link to the market or to a creator (Open Graph, 1200 × 630)",
    tag: "Creators",
    auth: "none",
    query: z.object({
      creator: handleParams.shape.handle.optional().describe("A creator's handle; the market without one."),
      language: z.enum(locales).optional().describe("Of the market's words; `en` unless said otherwise."),
    }),
    limit: { requests: 300, seconds: 60 },
    response: { description: "What the market is, or a creator's name and handle", mediaType: "image/jpeg" },
    errors: ["not_found"],
  },
  async ({ request, query: { creator, language = "en" } }) => {
    const bytes = await socialPicture(creator ? await factsOf(creator) : marketFacts(language));
    return answerTagged(request, etagOf(bytes), socialAnswer(bytes, "public, max-age=600"));
  },
);

const marketFacts = (language: Locale): SocialFacts => ({ title: text[language].motto, line: text[language].paid });

async function factsOf(handle: string): Promise<SocialFacts> {
  const creator = await findCachedCreator(services(), handle);
  if (!creator) throw new Refusal("not_found", "There is no such creator.");
  return { title: creator.displayName, line: `@${creator.handle}` };
}
