import { creatorFeed } from "@/app/creator-feed";

export const GET = creatorFeed("atom", "atom.xml");
