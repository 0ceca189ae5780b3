import { marketFeed } from "@/app/market-feed";

export const GET = marketFeed("json");
