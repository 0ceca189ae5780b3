// The feeds of the whole market, and with `?tag=` of one tag.
import { type FeedFormat, serveFeed } from "@/lib/feeds/feed";
import { toProblem } from "@/lib/route";

export const marketFeed = (format: FeedFormat) => (request: Request) =>
  serveFeed(request, format, {
    title: "Pennypost",
    description: "Good work, sold by the piece.",
    path: "/",
  }).catch(toProblem);
