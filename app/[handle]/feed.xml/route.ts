import { creatorFeed } from "@/app/creator-feed";

export const GET = creatorFeed("rss", "feed.xml");
