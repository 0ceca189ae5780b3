import { creatorFeed } from "@/app/creator-feed";

export const GET = creatorFeed("json", "feed.json");
