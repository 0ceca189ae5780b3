// What feeds say to people, in the language of what is in them.
import type { FeedLanguage } from "./contents";

interface FeedText {
  /** To who opens a feed in a browser. */
  isFeed: string;
  openPage: string;
  rest: (price: string) => string;
}

export const text: Record<FeedLanguage, FeedText> = {
  en: {
    isFeed: "This is a feed. Give its address to a feed reader, and new pieces come to you.",
    openPage: "Open the page",
    rest: (price) => `Read the rest for ${price}`,
  },
  ja: {
    isFeed: "これはフィードです。アドレスをフィードリーダーに登録すると、新しい作品が届きます。",
    openPage: "ページを開く",
    rest: (price) => `続きを${price}で読む`,
  },
};
