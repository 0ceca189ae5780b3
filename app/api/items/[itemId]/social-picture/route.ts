import { getItemDetail } from "@/lib/catalog/find-item";
import { defineRoute } from "@/lib/http/define-route";
import { itemParams } from "@/lib/http/params";
import { services } from "@/lib/services";
import { socialAnswer, socialPicture } from "./draw";

export const GET = defineRoute(
  {
    id: "getSocialPicture",
    summary: "The picture that stands beside a link to an item (Open Graph, 1200 × 630)",
    tag: "Items",
    auth: "none",
    params: itemParams,
    limit: { requests: 300, seconds: 60 },
    response: { description: "Title, creator, price and cover", mediaType: "image/jpeg" },
    errors: ["not_found", "removed"],
  },
  async ({ params }) => socialAnswer(await socialPicture(await getItemDetail(services(), params)), "public, max-age=3600"),
);
