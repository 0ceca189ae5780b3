import { itemParams } from "@/lib/http/params";
import { shownPreviewsCodec } from "@/lib/previews/codecs";
import { listPreviews } from "@/lib/previews/list-previews";
import { defineRoute } from "@/lib/route";
import { services } from "@/lib/services";

export const GET = defineRoute(
  {
    id: "listPreviews",
    summary: "What there is to see of an item's files before buying",
    description:
      "The first pages of a PDF, a small watermarked picture, the first seconds of audio or video, the head of a table or text; each a bounded share of the file. Files without a preview are left out.",
    tag: "Items",
    auth: "none",
    params: itemParams,
    response: { description: "Previews by file", schema: shownPreviewsCodec },
    errors: ["not_found", "removed"],
  },
  async ({ params }) => ({ rows: await listPreviews(services(), params.itemId) }),
);
