import { ofCreator } from "@/app/of-creator";
import { type FeedFormat, serveFeed } from "@/lib/feeds/feed";

export const creatorFeed = (format: FeedFormat, file: string) =>
  ofCreator(file, (request, subject) => serveFeed(request, format, subject));
