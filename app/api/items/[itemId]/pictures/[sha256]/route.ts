import { itemPictureParams, itemPictureQuery } from "@/lib/kernel/params";
import { servePicture } from "@/lib/paywall/serve-picture";
import { defineRoute } from "@/lib/route";

// Without this, Next wraps every request in a proxy to find out whether the route is dynamic.
export const dynamic = "force-dynamic";

export const GET = defineRoute(
  {
    id: "getTextPicture",
    summary: "A picture that a text of an item shows",
    description:
      "Markdown names it `picture:` and its SHA-256, which is that of the bytes without `width`. Shown by the free part of what is published it is for everybody. Otherwise it is for the item's creator and for whoever may read a version that shows it: by the session's cookie, or by `access`, which content is delivered with (`Pennypost-Pictures`). To anybody else it is not there; it is not sold by itself, and payments are not taken here.",
    tag: "Items",
    auth: "none",
    params: itemPictureParams,
    query: itemPictureQuery,
    response: { description: "The picture", mediaType: "image/webp" },
    errors: ["not_found", "not_signed_in", "not_allowed"],
  },
  ({ request, params, query }) => servePicture(request, { ...params, ...query }),
);

export const HEAD = GET;
